package mlx

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"
)

// Linear returns a layer whose outputs are weighted sums of its inputs, plus a bias:
//
//	y = x Wᵀ + b
//
// Shapes: x [..., in], y [..., out], weight [out, in], bias [out]. Without a bias:
// Linear(in, out, false).
//
// Weight and bias start uniformly distributed between -1/√in and 1/√in.
//
// Errors: in or out below 1; more than 2³¹-1 weights; an input whose last axis is
// not of length in; a bias given twice.
//
// Source: torch.nn.Linear.
func Linear(in, out int, bias ...bool) *Module {
	if in < 1 || out < 1 {
		must(errorf("Linear", "in = %d, out = %d, want both at least 1", in, out))
	}
	must1(size("Linear", []int{out, in}))
	withBias := optional("Linear", "bias", bias, true)
	bound := 1 / math.Sqrt(float64(in))
	draw := func(r *rand.Rand, data []float32) {
		for i := range data {
			data[i] = float32((2*r.Float64() - 1) * bound)
		}
	}
	w := &param{base: "weight", shape: []int{out, in}, draw: draw}
	b := &param{base: "bias", shape: []int{out}, draw: draw}

	m := &Module{kind: "Linear", args: []float64{float64(in), float64(out), 0}, params: []*param{w}}
	if withBias {
		m.args[2] = 1
		m.params = append(m.params, b)
	}
	m.detail = fmt.Sprintf("in_features=%d, out_features=%d, bias=%t", in, out, withBias)
	m.forward = func(x *graph.Node) *graph.Node {
		t, last := traceOf(x), x.Rank()-1
		if last < 0 || x.Shape().Dimensions[last] != in {
			panic(errorf(t.module().label(), "got input of shape %v, want [..., %d]", x.Shape().Dimensions, in))
		}
		y := product(x, t.param(w), 1)
		if withBias {
			// A column of ones times b has b in each row. The backend does that
			// faster than broadcasting, forward and backward.
			rows := append(slices.Clone(x.Shape().Dimensions[:last]), 1)
			ones := graph.Ones(x.Graph(), shapes.Make(x.DType(), rows...))
			y = graph.Add(y, product(ones, graph.Reshape(t.param(b), 1, out), 0))
		}
		return y
	}
	return m
}

func init() {
	register("Linear", func(s saved) *Module {
		if len(s.args) != 3 || !isFeatureCount(s.args[0]) || !isFeatureCount(s.args[1]) {
			return nil
		}
		return Linear(int(s.args[0]), int(s.args[1]), s.args[2] == 1)
	})
}

// isFeatureCount reports whether v is a number of inputs or outputs: whole, from 1 to 2³¹-1.
func isFeatureCount(v float64) bool { return v >= 1 && v <= math.MaxInt32 && v == math.Trunc(v) }
