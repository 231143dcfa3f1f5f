package layers

import (
	"golessons/helpers/internal/number"
	"golessons/mlx"
)

// MonteCarlo keeps Dropout on, predicts so many times, and returns the mean and the
// sample's standard deviation of the predictions at each x. The model is in evaluation
// mode afterwards.
//
// Shapes: the model takes [n, 1] and returns [n, 1]; middle and spread have a number
// for each x.
//
// Errors: no model; no x; fewer than two passes.
func MonteCarlo(model *mlx.Module, xs []float64, passes int) (middle, spread []float64) {
	given("MonteCarlo", model)
	atLeast(1, "MonteCarlo", "len(xs)", len(xs))
	atLeast(2, "MonteCarlo", "passes", passes)
	model.Train()
	defer model.Eval()
	x, all := mlx.Column(xs...), make([][]float64, len(xs))
	for range passes {
		for i, y := range model.Forward(x).Values() {
			all[i] = append(all[i], y)
		}
	}
	for _, ys := range all {
		mean, deviation := number.MeanSpread(ys)
		middle, spread = append(middle, mean), append(spread, deviation)
	}
	return middle, spread
}
