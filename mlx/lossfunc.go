package mlx

import (
	"fmt"
	"sync/atomic"

	"github.com/gomlx/gomlx/core/graph"
)

// LossFunc returns a loss of your own, from a function on GoMLX nodes that returns
// the loss of each element.
//
// Call it once, before the loop that uses the loss: two calls return two losses, even
// for the same function, and each compiles graphs of its own.
//
// Shapes: input and target equal.
//
// Errors: a reduction other than [Mean], [Sum] and [None], or given twice.
func LossFunc(f func(input, target *graph.Node) *graph.Node, reduction ...Reduction) *Loss {
	l := newLoss("LossFunc", f, reduction)
	// One function cannot be told from another, since closures share their code:
	// each loss is known by a number.
	l.key = fmt.Sprint(l.key, ownLosses.Add(1))
	l.graphs = &lossGraphs{module: &Module{kind: l.name}}
	return l
}

// ownLosses counts the losses that LossFunc has made.
var ownLosses atomic.Int64
