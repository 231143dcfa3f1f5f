package mlx

import (
	"math"
	"testing"
)

// TestPenaltyGradients compares the gradient of each penalty with differences of its
// value.
func TestPenaltyGradients(t *testing.T) {
	const h = 1e-2
	for name, penalty := range penalties {
		for _, w := range []float64{-2, -0.3, 0.5, 1.5} {
			at := func(w float64) (gradient, value float64) {
				after, history := oneStep(t, w, SGD(1), penalty(0.25))
				return w - after - 1, history.Penalty[0] // the loss itself has gradient 1
			}
			_, above := at(w + h)
			_, below := at(w - h)
			if got, _ := at(w); math.Abs(got-(above-below)/(2*h)) > 1e-4 {
				t.Errorf("%s: gradient %g at %g, differences give %g", name, got, w, (above-below)/(2*h))
			}
		}
	}
}
