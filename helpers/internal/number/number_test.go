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

func TestRoundTo(t *testing.T) {
	for _, c := range []struct {
		v      float64
		places int
		want   float64
	}{{1.256, 2, 1.26}, {-1.255e3, 0, -1255}, {1e300, 2, 1e300}, {-math.MaxFloat64, 4, -math.MaxFloat64}, {5e-324, 2, 0}} {
		if got := RoundTo(c.v, c.places); got != c.want {
			t.Errorf("RoundTo(%g, %d) = %g, want %g", c.v, c.places, got, c.want)
		}
	}
}

func TestMeanSpread(t *testing.T) {
	for _, c := range []struct {
		values       []float64
		mean, spread float64
	}{
		{[]float64{1, 3}, 2, math.Sqrt2},
		{[]float64{7}, 7, 0},
		{[]float64{2, 2, 2, 2}, 2, 0},
		{[]float64{1e300, 3e300}, 2e300, math.Sqrt2 * 1e300},
		{[]float64{1e-300, 3e-300}, 2e-300, math.Sqrt2 * 1e-300},
		{[]float64{0, 0}, 0, 0},
	} {
		mean, spread := MeanSpread(c.values)
		if math.Abs(mean-c.mean) > 1e-15*math.Abs(c.mean) || math.Abs(spread-c.spread) > 1e-15*c.spread {
			t.Errorf("MeanSpread(%g) = %g, %g; want %g, %g", c.values, mean, spread, c.mean, c.spread)
		}
	}
	if mean, spread := MeanSpread(nil); !math.IsNaN(mean) || !math.IsNaN(spread) {
		t.Errorf("of nothing: %g, %g; want NaN", mean, spread)
	}
}
