package mlx

import "github.com/gomlx/gomlx/core/graph"

// ReLU returns the rectified linear unit, which keeps positive inputs and sets the
// others to 0, element by element:
//
//	f(x) = max(0, x)
//	f'(x) = 1 for x > 0, 0 for x ≤ 0
//
// Shapes: any, y as x. NaN stays NaN. The derivative at 0 is 0, as in PyTorch
// (GoMLX has 1 there). For -0 the value is 0, where PyTorch keeps -0.
//
// Source: torch.nn.ReLU.
func ReLU() *Module {
	return &Module{kind: "ReLU", forward: func(x *graph.Node) *graph.Node {
		zero := graph.ScalarZero(x.Graph(), x.DType())
		// Max is fast for the value, but its gradient is 1 at 0; that of Where is 0.
		return valueAndGradient(
			func() *graph.Node { return graph.Max(x, zero) },
			func() *graph.Node { return graph.Where(graph.LessOrEqual(x, zero), zero, x) })
	}}
}

func init() { register("ReLU", func(saved) *Module { return ReLU() }) }
