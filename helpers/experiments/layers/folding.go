package layers

import (
	"fmt"

	"golessons/mlx"
)

// Folding returns a network of depth hidden layers with two units each, whose weights
// are set by hand so that each layer folds the paper once: from 0 to 1 it draws 2^depth
// straight pieces between 0 and 1.
//
// Shapes: input [n, 1], output [n, 1].
//
// Errors: a depth below 1.
func Folding(depth int) *mlx.Module {
	atLeast(1, "Folding", "depth", depth)
	model := Stack(true, 1, 0, Sizes(1, 2, depth, 1)...)
	set := func(layer int, weight [][]float64, bias ...float64) {
		model.SetParameter(fmt.Sprintf("%d.weight", 2*layer), mlx.FromRows(weight))
		model.SetParameter(fmt.Sprintf("%d.bias", 2*layer), mlx.NewTensor(bias...))
	}
	set(0, [][]float64{{1}, {1}}, 0, -0.5)
	for i := 1; i < depth; i++ {
		set(i, [][]float64{{2, -4}, {2, -4}}, 0, -0.5)
	}
	set(depth, [][]float64{{2, -4}}, 0)
	return model
}
