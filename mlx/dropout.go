package mlx

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"
)

// Dropout returns a layer that, while training, sets each number to 0 with
// probability p and scales the others up to make up for it:
//
//	training:    y = x · mask / (1 - p), mask 0 with probability p, otherwise 1
//	evaluation:  y = x
//
// Shapes: any, y as x. p is 0.5 by default; p = 1 gives zeros. Each forward pass
// in training mode draws a new mask from the seed of the model; [Module.Masks]
// shows it.
//
// Errors: p outside [0, 1], or given twice.
//
// Source: torch.nn.Dropout; Srivastava and others, JMLR 15 (2014), 1929-1958.
func Dropout(p ...float64) *Module {
	rate := optional("Dropout", "p", p, 0.5)
	if !(rate >= 0 && rate <= 1) {
		must(errorf("Dropout", "p = %g, want 0 ≤ p ≤ 1", rate))
	}
	m := &Module{kind: "Dropout", args: []float64{rate}, detail: fmt.Sprintf("p=%g", rate)}
	m.state = func(eval bool) string {
		if eval {
			return "off"
		}
		return "dropping"
	}
	m.forward = func(x *graph.Node) *graph.Node {
		t := traceOf(x)
		if t.module().eval || rate == 0 {
			return x
		}
		return graph.Mul(x, t.mask(rate, x.Shape().Dimensions))
	}
	return m
}

func init() { register("Dropout", func(s saved) *Module { return Dropout(s.args...) }) }

// mask is an input of a graph that is drawn again for each run: 0 with probability
// p, otherwise 1/(1-p).
type mask struct {
	*slot
	name string
	p    float64
}

// mask adds one more mask to the graph and returns its node.
func (t *trace) mask(p float64, dims []int) *graph.Node {
	s, err := newSlot(dims...)
	if err != nil {
		panic(err)
	}
	name := fmt.Sprintf("mask%d", len(t.masks))
	t.masks = append(t.masks, &mask{slot: s, name: name, p: p})
	return graph.Parameter(t.graph, name, shapes.Make(dtypes.Float32, dims...))
}

// draw fills the mask. Each random number of 64 bits decides two elements.
func (k *mask) draw(r *rand.ChaCha8) {
	if k.p == 1 {
		clear(k.data)
		return
	}
	dropped := uint64(math.Round(k.p * (1 << 32)))
	values := [2]float32{float32(1 / (1 - k.p)), 0}
	var bits uint64
	for i := range k.data {
		if i%2 == 0 {
			bits = r.Uint64()
		}
		// Below dropped the difference is negative, and its top bit is 1. The
		// processor would guess an if wrong half of the time.
		k.data[i] = values[(bits&(1<<32-1)-dropped)>>63]
		bits >>= 32
	}
}
