package cli

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"golessons/internal/state"
)

// In the image the command is called golessons, and its messages say so.
func TestCommandName(t *testing.T) {
	for _, test := range []struct{ checkout, want, not string }{
		{"", "`go run . help`", "golessons help"},
		{"/opt/golessons/src", "`golessons help`", "go run"},
	} {
		t.Setenv(state.CheckoutVariable, test.checkout)
		var out, errOut bytes.Buffer
		if code := Main([]string{"hepl"}, &out, &errOut); code != 2 {
			t.Errorf("status %d", code)
		}
		Main([]string{"help"}, &out, &errOut)
		if got := out.String() + errOut.String(); !strings.Contains(got, test.want) || strings.Contains(got, test.not) {
			t.Errorf("%s=%q: %s", state.CheckoutVariable, test.checkout, got)
		}
	}
	var out bytes.Buffer
	fmt.Fprint(installed{&out}, "`go run .` and go run . test, then go run ./bench")
	if got := out.String(); got != "`golessons` and golessons test, then go run ./bench" {
		t.Error(got)
	}
}
