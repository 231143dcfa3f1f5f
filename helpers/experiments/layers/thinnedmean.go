package layers

import (
	"math"

	"golessons/internal/words"
	"golessons/mlx"
)

// ThinnedMean averages the outputs of more and more thinned networks, and returns how
// far the mean of 1, 2, … masks is from the output in evaluation mode: the root of the
// mean square over the outputs, as a share of that of one mask. So the first number
// is 1. end is applied to each output, such as a sigmoid; nil leaves it as it is. The
// model is in evaluation mode afterwards.
//
// Shapes: x as the model takes it.
//
// Errors: no model; fewer than one mask.
func ThinnedMean(model *mlx.Module, x mlx.Tensor, end func(float64) float64, masks int) []float64 {
	given("ThinnedMean", model)
	atLeast(1, "ThinnedMean", "masks", masks)
	if end == nil {
		end = func(v float64) float64 { return v }
	}
	whole := model.Eval().Forward(x).Map(end).Values()
	model.Train()
	defer model.Eval()
	sum, curve := make([]float64, len(whole)), make([]float64, masks)
	for k := range masks {
		square := 0.0
		for i, y := range model.Forward(x).Map(end).Values() {
			sum[i] += y
			d := sum[i]/float64(k+1) - whole[i]
			square += d * d
		}
		curve[k] = math.Sqrt(square)
	}
	if curve[0] == 0 {
		mistake(words.Text{"ThinnedMean: the mask changes nothing, want a model with Dropout", "ThinnedMean: マスクで何も変わりません。Dropout のあるモデルを渡してください。"})
	}
	for k := masks - 1; k >= 0; k-- {
		curve[k] /= curve[0]
	}
	return curve
}
