package number

import (
	"math"
	"testing"
)

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

func TestLogLoss(t *testing.T) {
	for _, tt := range []struct{ risk, share, want float64 }{
		{0.25, 1, math.Log(4)},
		{0.25, 0, -math.Log(0.75)},
		{0.5, 0.3, math.Ln2},
		{0, 0, 0}, // the rule was certain, and right
		{1, 1, 0},
		{0, 0.1, math.Inf(1)},
	} {
		if got := LogLoss(tt.risk, tt.share); math.Abs(got-tt.want) > 1e-12 && got != tt.want {
			t.Errorf("LogLoss(%g, %g) = %g, want %g", tt.risk, tt.share, got, tt.want)
		}
	}
}
