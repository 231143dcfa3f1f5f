package mlx

import (
	"math"

	"github.com/gomlx/gomlx/core/graph"
)

// GELU returns the Gaussian error linear unit, a smooth relative of [ReLU]. It
// multiplies x by the probability that a normally distributed number is below x:
//
//	f(x) = x Φ(x) = x/2 · (1 + erf(x/√2))
//	f'(x) = Φ(x) + x φ(x)
//
// Shapes: any, y as x.
//
// Source: torch.nn.GELU with approximate='none'; Hendrycks and Gimpel,
// arXiv:1606.08415.
func GELU() *Module {
	return &Module{kind: "GELU", forward: func(x *graph.Node) *graph.Node {
		cdf := graph.MulScalar(graph.AddScalar(graph.Erf(graph.MulScalar(x, math.Sqrt2/2)), 1), 0.5)
		return graph.Mul(x, cdf)
	}}
}

func init() { register("GELU", func(saved) *Module { return GELU() }) }
