package layers

import "golessons/mlx"

// Network returns a network with one output and ReLU layers of the given widths;
// with none it is a logistic regression, or a straight line.
//
// Shapes: input [n, inputs], output [n, 1].
//
// Errors: a number below 1.
func Network(inputs int, hidden ...int) *mlx.Module {
	var all []*mlx.Module
	for _, width := range hidden {
		all = append(all, mlx.Linear(inputs, width), mlx.ReLU())
		inputs = width
	}
	return mlx.Sequential(append(all, mlx.Linear(inputs, 1))...)
}
