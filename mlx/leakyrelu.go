package mlx

import (
	"fmt"
	"math"

	"github.com/gomlx/gomlx/core/graph"
)

// LeakyReLU returns an activation like [ReLU] that multiplies negative inputs by a
// small slope, so that a unit that is never positive still learns:
//
//	f(x) = x for x > 0, slope·x for x ≤ 0
//	f'(x) = 1 for x > 0, slope for x ≤ 0
//
// Shapes: any, y as x. The slope is 0.01 by default.
//
// Errors: a slope that is NaN or infinite, or given twice.
//
// Source: torch.nn.LeakyReLU.
func LeakyReLU(slope ...float64) *Module {
	a := optional("LeakyReLU", "slope", slope, 0.01)
	if math.IsNaN(a) || math.IsInf(a, 0) {
		must(errorf("LeakyReLU", "slope = %g, want a number", a))
	}
	m := &Module{kind: "LeakyReLU", args: []float64{a}, detail: fmt.Sprintf("negative_slope=%g", a)}
	m.forward = func(x *graph.Node) *graph.Node {
		zero := graph.ScalarZero(x.Graph(), x.DType())
		return graph.Where(graph.GreaterThan(x, zero), x, graph.MulScalar(x, a))
	}
	return m
}

func init() { register("LeakyReLU", func(s saved) *Module { return LeakyReLU(s.args...) }) }
