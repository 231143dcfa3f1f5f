package layers

import (
	"math"

	"golessons/internal/words"
)

// Jaggedness returns by how much the slope of a curve changes in total, and its
// steepest slope:
//
//	jagged = Σ|sᵢ₊₁ − sᵢ|   steepest = max|sᵢ|
//
// where sᵢ is the slope between two neighbours. curve has the values at evenly spaced x,
// the last of which is width beyond the first. A straight line has 0 and its slope; one
// round of the sine, 2π wide, has 4 and 1.
//
// Errors: fewer than two values; a width that is not above 0.
func Jaggedness(curve []float64, width float64) (jagged, steepest float64) {
	atLeast(2, "Jaggedness", "len(curve)", len(curve))
	if !(width > 0) {
		mistake(words.Text{"Jaggedness: width = %g, want more than 0", "Jaggedness: width = %g ですが、0 より大きくしてください。"}, width)
	}
	step, last := width/float64(len(curve)-1), 0.0
	for i := 1; i < len(curve); i++ {
		slope := (curve[i] - curve[i-1]) / step
		if i > 1 {
			jagged += math.Abs(slope - last)
		}
		steepest, last = max(steepest, math.Abs(slope)), slope
	}
	return jagged, steepest
}
