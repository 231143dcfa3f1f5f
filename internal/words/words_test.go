package words

import (
	"fmt"
	"testing"
)

func TestCount(t *testing.T) {
	for tag, want := range map[string]string{"en": "0 values, 1 value, 2 values", "ja": "0, 1, 2"} {
		t.Setenv("GOLESSONS_LANG", tag)
		if got := fmt.Sprint(Count(0, "value"), ", ", Count(1, "value"), ", ", Count(2, "value")); got != want {
			t.Errorf("%s: %s, want %s", tag, got, want)
		}
	}
}

func TestSentences(t *testing.T) {
	for tag, want := range map[string]string{"en": "layer 2", "ja": "層 2", "unknown": "layer 2"} {
		t.Setenv("GOLESSONS_LANG", tag)
		t.Setenv("LC_ALL", "C")
		if got := Sprintf("layer %d", 2); got != want {
			t.Errorf("%s: %q, want %q", tag, got, want)
		}
		if got := Errorf("layer %d", 2).Error(); got != want {
			t.Errorf("%s: %q, want %q", tag, got, want)
		}
		if got := Sprintf("nothing says this: %d", 2); got != "nothing says this: 2" {
			t.Errorf("%s: a sentence without a translation is %q", tag, got)
		}
	}
}
