package helpers

import "testing"

func TestClaim(t *testing.T) {
	for ok, want := range map[bool]string{true: "✓ 1 < 2 <b>\n", false: "✗ 1 < 2 <b>\n"} {
		var got bool
		if text := printed(t, "en", func() { got = Claim("1 < 2 <b>", ok) }); text != want || got != ok {
			t.Errorf("Claim(%v) prints %q and gives %v", ok, text, got)
		}
	}
}
