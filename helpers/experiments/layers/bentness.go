package layers

import (
	"math"
	"slices"
)

// Bentness returns how far a curve gets from the straight line between its ends, as a
// share of its height: 0 for a straight line. ys are its values at evenly spaced x.
//
// Errors: fewer than two values. Of a level line it is 0.
func Bentness(ys []float64) float64 {
	atLeast(2, "Bentness", "len(ys)", len(ys))
	far, n := 0.0, len(ys)-1
	for i, y := range ys {
		far = max(far, math.Abs(y-ys[0]-(ys[n]-ys[0])*float64(i)/float64(n)))
	}
	if far == 0 {
		return 0
	}
	return far / (slices.Max(ys) - slices.Min(ys))
}
