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
	if got := Significant(0.02081, 2); got != "0.021" {
		t.Errorf("two digits of 0.02081: %q", got)
	}
}

func TestWithSpread(t *testing.T) {
	for _, c := range []struct {
		mean, spread float64
		want         string
	}{
		{0.35184, 0.04012, "0.352 ± 0.040"},
		{0.09144, 0.0242, "0.091 ± 0.024"},
		{12345.6, 123.4, "12346 ± 123"},
		{-1.5, 0.0996, "−1.50 ± 0.10"},
		{1, 9.96, "1 ± 10"},
		{0.5, 0, "0.5 ± 0"},
		{2e-9, 1e-10, "2e−09 ± 1e−10"},
		{math.NaN(), math.NaN(), "NaN ± NaN"},
		{1, math.Inf(1), "1 ± ∞"},
	} {
		if got := WithSpread(c.mean, c.spread); got != c.want {
			t.Errorf("WithSpread(%g, %g) = %q, want %q", c.mean, c.spread, got, c.want)
		}
	}
}

func TestLargestNumbers(t *testing.T) {
	for v, want := range map[float64]string{math.MaxFloat64: "1.798e+308", -math.MaxFloat64: "−1.798e+308", math.SmallestNonzeroFloat64: "5e−324"} {
		if got := Short(v); got != want {
			t.Errorf("Short(%g) = %q, want %q", v, got, want)
		}
	}
}
