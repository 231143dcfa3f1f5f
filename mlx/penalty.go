package mlx

import (
	"fmt"
	"strings"

	"github.com/gomlx/gomlx/core/graph"
)

// Penalty is added to the data loss while training, to keep weights small.
// [L2] and [L1] return one. [History] reports it apart from the data loss.
type Penalty struct {
	name   string
	lambda float64
	each   func(w *graph.Node) *graph.Node
	names  []string
}

func newPenalty(name string, lambda float64, each func(w *graph.Node) *graph.Node, names []string) Penalty {
	must(notNegative(name, "λ", lambda))
	if len(names) == 0 {
		names = []string{"weight"}
	}
	return Penalty{name, lambda, each, names}
}

// String returns the penalty with its λ and the names of its parameters.
func (p Penalty) String() string {
	return fmt.Sprintf("%s(λ=%g, %s)", p.name, p.lambda, strings.Join(p.names, ", "))
}

// node adds the penalty on the parameters of a model to a graph and returns its
// node, or nil when there is nothing to add.
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
