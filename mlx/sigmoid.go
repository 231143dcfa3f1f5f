package mlx

import "github.com/gomlx/gomlx/core/graph"

// Sigmoid presses every number into the interval from 0 to 1:
//
//	f(x) = 1 / (1 + e⁻ˣ)
//	f'(x) = f(x) (1 - f(x)), at most 1/4
//
// Logits that are numbers become probabilities by [Tensor.Sigmoid].
//
// Shapes: any, y as x.
//
// Source: torch.nn.Sigmoid.
func Sigmoid() *Module {
	return &Module{kind: "Sigmoid", forward: graph.Sigmoid}
}

func init() { register("Sigmoid", func(saved) *Module { return Sigmoid() }) }
