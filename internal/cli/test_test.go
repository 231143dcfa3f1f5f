package cli

import (
	"strings"
	"testing"
)

func TestTestArgs(t *testing.T) {
	for _, tt := range []struct {
		args, want string
		short      bool
	}{
		{"", "./...", false},
		{"-run .*Kernel", "./... -run .*Kernel", false},
		{"-short=true -v", "./... -short=true -v", true},
		{"./mlx -short", "./mlx -short", true},
		{"golessons/lessons -run Browser -args -short=false", "golessons/lessons -run Browser -args -short=false", false},
	} {
		args := strings.Fields(tt.args)
		if got, want := strings.Join(testArgs(args), " "), "test -p 1 -timeout 20m -count 1 "+tt.want; got != want {
			t.Errorf("%q becomes %q, want %q", tt.args, got, want)
		}
		if got := hasShortFlag(args); got != tt.short {
			t.Errorf("%q is short: %v", tt.args, got)
		}
	}
}
