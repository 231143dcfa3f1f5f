package mlx

import "github.com/gomlx/gomlx/core/graph"

// Sigmoid returns the activation that maps every number to one between 0 and 1:
//
//	f(x) = 1 / (1 + e⁻ˣ)
//	f'(x) = f(x) (1 - f(x)), at most 1/4
//
// For a tensor of logits, [Tensor.Sigmoid] returns the probabilities.
//
// Shapes: any, y as x.
//
// Source: torch.nn.Sigmoid.
func Sigmoid() *Module {
	return &Module{kind: "Sigmoid", forward: graph.Sigmoid}
}

func init() { register("Sigmoid", func(saved) *Module { return Sigmoid() }) }
