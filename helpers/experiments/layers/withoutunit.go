package layers

import (
	"slices"

	"golessons/helpers/internal/number"
	"golessons/internal/words"
	"golessons/mlx"
)

// WithoutUnit takes the units of a layer away, one at a time, and returns by how much
// the loss on the data rises: on average and at worst. weight is the name of the
// weights that listen to the units, such as "6.weight"; a unit is away when nobody
// hears it. The model has all its units again afterwards.
//
// Shapes: weight [outputs, units].
//
// Errors: no model; a name that no weight has; as mlx.Evaluate.
func WithoutUnit(model *mlx.Module, loss *mlx.Loss, data *mlx.Dataset, weight string) (average, worst float64) {
	given("WithoutUnit", model)
	before := mlx.Evaluate(model, loss, data).Loss
	whole := model.Parameter(weight)
	if len(whole.Shape()) != 2 {
		mistake(words.Text{"WithoutUnit: %q has shape %v, want the weights of a linear layer", "WithoutUnit: %q の形は %v ですが、線形層の重みにしてください。"}, weight, whole.Shape())
	}
	defer model.SetParameter(weight, whole)
	var rises []float64
	for unit := range whole.Shape()[1] {
		rows := whole.Rows()
		for _, row := range rows {
			row[unit] = 0
		}
		model.SetParameter(weight, mlx.FromRows(rows))
		rises = append(rises, mlx.Evaluate(model, loss, data).Loss-before)
	}
	return number.Mean(rises), slices.Max(rises)
}
