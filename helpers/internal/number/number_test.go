package number

import (
	"math"
	"testing"
)

func TestShort(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0", math.Copysign(0, -1): "0", -0.5: "−0.5", 1.0 / 3: "0.3333", 12345.6: "12350", 1e-5: "1e−05",
		1e7: "1e+07", 9999999: "1e+07", math.Inf(-1): "−∞", math.Inf(1): "∞", 100: "100",
	} {
		if got := Short(v); got != want {
			t.Errorf("Short(%g) = %q, want %q", v, got, want)
		}
	}
	if Short(math.NaN()) != "NaN" {
		t.Error("Short(NaN)")
	}
	if got := Digits(0.02081, 2); got != "0.021" {
		t.Errorf("two digits of 0.02081: %q", got)
	}
}
