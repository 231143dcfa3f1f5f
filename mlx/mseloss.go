package mlx

import "github.com/gomlx/gomlx/core/graph"

// MSELoss returns the mean squared error, for predicting a number:
//
//	lᵢ = (inputᵢ - targetᵢ)²
//
// Shapes: input and target equal, the result has none (reduction None: as
// input).
//
// Errors: unequal shapes (PyTorch broadcasts them and warns), a reduction other
// than [Mean], [Sum] and [None], or given twice.
//
// Source: torch.nn.MSELoss.
func MSELoss(reduction ...Reduction) *Loss {
	return newLoss("MSELoss", func(input, target *graph.Node) *graph.Node {
		return graph.Square(graph.Sub(input, target))
	}, reduction)
}
