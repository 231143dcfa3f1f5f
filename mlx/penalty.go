package mlx

import (
	"fmt"
	"strings"

	"github.com/gomlx/gomlx/core/graph"
)

// Penalty is added to the data loss while training, to keep weights small.
// [L2] and [L1] make one. [History] reports it apart from the data loss.
type Penalty struct {
	name   string
	lambda float64
	each   func(w *graph.Node) *graph.Node
	names  []string
}

// L2 is the lecture's penalty on large weights:
//
//	λ Σ w², with gradient 2λw
//
// It is meant for weights, not for biases: so names is "weight" by default. To
// say which, name them: "bias" stands for every bias, "0.weight" for one
// parameter.
//
// In an optimizer the same is [WeightDecay] of 2λ, since PyTorch's weight_decay
// adds λw to the gradient.
//
// Errors: λ negative, NaN or infinite; when it is used, a name that no parameter
// has.
//
// Source: the lecture, section 2.3; Krogh and Hertz, NIPS 1991.
func L2(lambda float64, names ...string) Penalty {
	return newPenalty("L2", lambda, graph.Square, names)
}

// L1 is the penalty whose minimum has weights of exactly 0; the steps of SGD or
// Adam come near 0 and do not stop on it:
//
//	λ Σ |w|, with gradient λ sign(w), 0 at w = 0
//
// Names as for [L2], "weight" by default.
//
// Errors: as [L2].
//
// Source: Tibshirani, J R Stat Soc B 58 (1996), 267-288; torch.abs for the
// gradient at 0 (GoMLX has 1 there).
func L1(lambda float64, names ...string) Penalty {
	return newPenalty("L1", lambda, func(w *graph.Node) *graph.Node {
		return graph.Mul(w, graph.StopGradient(graph.Sign(w)))
	}, names)
}

func newPenalty(name string, lambda float64, each func(w *graph.Node) *graph.Node, names []string) Penalty {
	must(notNegative(name, "λ", lambda))
	if len(names) == 0 {
		names = []string{"weight"}
	}
	return Penalty{name, lambda, each, names}
}

// String prints the penalty with its λ and the names of what it is on.
func (p Penalty) String() string {
	return fmt.Sprintf("%s(λ=%g, %s)", p.name, p.lambda, strings.Join(p.names, ", "))
}

// node adds the penalty on the parameters of a model to a graph. It is nil when
// there is nothing to add.
func (p Penalty) node(t *trace) *graph.Node {
	var sum *graph.Node
	for i, w := range t.params {
		if w.matches(p.names) && p.lambda > 0 {
			s := total(p.each(t.nodes[i]), p.lambda)
			if sum != nil {
				s = graph.Add(sum, s)
			}
			sum = s
		}
	}
	return sum
}
