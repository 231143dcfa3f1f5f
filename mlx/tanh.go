package mlx

import "github.com/gomlx/gomlx/core/graph"

// Tanh returns the activation that maps every number to one between -1 and 1:
//
//	f(x) = (eˣ - e⁻ˣ) / (eˣ + e⁻ˣ)
//	f'(x) = 1 - f(x)², at most 1
//
// Shapes: any, y as x.
//
// Source: torch.nn.Tanh.
func Tanh() *Module {
	return &Module{kind: "Tanh", forward: graph.Tanh}
}

func init() { register("Tanh", func(saved) *Module { return Tanh() }) }
