package mlx

import (
	"slices"
	"sync"

	"github.com/gomlx/gomlx/core/graph"
)

// Reduction says how a loss turns the losses of the elements into its result.
type Reduction string

// The reductions of PyTorch's losses. Mean is the default. None keeps one number for
// each element; a [Trainer] does not take it.
const (
	Mean Reduction = "mean"
	Sum  Reduction = "sum"
	None Reduction = "none"
)

// Loss measures how far an input, the output of a model, is from its target.
// [MSELoss], [BCEWithLogitsLoss], [CrossEntropyLoss] and [LossFunc] return one.
//
// The order of arguments is PyTorch's: input, then target (GoMLX has labels
// first).
//
// The losses of the elements are added up in float64.
//
// Several goroutines may use a loss at once, such as those of [Parallel].
//
// Source: torch.nn.modules.loss.
type Loss struct {
	name      string
	key       string // tells graphs with this loss from graphs with another
	graphs    *lossGraphs
	reduction Reduction
	each      func(input, target *graph.Node) *graph.Node
	slope     func(input, target *graph.Node) *graph.Node // ∂each/∂input; nil lets GoMLX find it
	check     func(input []int, target Tensor) error
	classes   func(input Tensor) []float64 // the predicted class of each row; nil for a regression

	probability func(logit float64) float64 // nil unless the loss is for yes or no
}

// lossGraphs holds the compiled graphs of Forward and Gradient.
type lossGraphs struct {
	sync.Mutex
	module *Module
}

// sharedGraphs has the *lossGraphs of each built-in loss by key, so that a loss that
// is made again in each turn of a loop finds the graphs of the turn before.
var sharedGraphs sync.Map

// newLoss returns a loss for a regression, from its formula for each element.
func newLoss(name string, each func(input, target *graph.Node) *graph.Node, reduction []Reduction) *Loss {
	l := &Loss{name: name, reduction: optional(name, "reduction", reduction, Mean), each: each}
	l.check = func(input []int, target Tensor) error {
		if !slices.Equal(input, target.shape) {
			return errorf(name, "got input of shape %v and target of shape %v, want the same shape", input, target.shape)
		}
		return nil
	}
	if !slices.Contains([]Reduction{Mean, Sum, None}, l.reduction) {
		must(errorf(name, "reduction = %q, want mean, sum or none", l.reduction))
	}
	l.key = l.String()
	kept, _ := sharedGraphs.LoadOrStore(l.key, &lossGraphs{module: &Module{kind: name}})
	l.graphs = kept.(*lossGraphs)
	return l
}

// String returns the name of the loss and its reduction.
func (l *Loss) String() string { return l.name + "(reduction=" + string(l.reduction) + ")" }

// node adds the loss to a graph; weight is nil or has shape [n].
func (l *Loss) node(input, target, weight *graph.Node) *graph.Node {
	return l.reduce(l.each(input, target), weight)
}

// path returns a node that has the gradient of the loss, but another value.
func (l *Loss) path(input, target, weight *graph.Node) *graph.Node {
	if l.slope == nil {
		return graph.ReduceAllSum(l.node(input, target, weight))
	}
	return graph.ReduceAllSum(l.reduce(graph.Mul(input, graph.StopGradient(l.slope(input, target))), weight))
}

// reduce turns the losses of the elements into the result; weight is nil or has
// shape [n].
func (l *Loss) reduce(each, weight *graph.Node) *graph.Node {
	if weight != nil {
		dims := slices.Repeat([]int{1}, each.Rank())
		dims[0] = weight.Shape().Dimensions[0]
		each = graph.Mul(each, graph.Reshape(weight, dims...))
	}
	switch l.reduction {
	case Mean:
		return total(each, 1/float64(each.Shape().Size()))
	case Sum:
		return total(each, 1)
	}
	return each
}

// Forward returns the loss of input, the output of a model, for target. With
// reduction Mean or Sum it is one number. An optional weight of shape [n]
// multiplies the loss of each of the n examples; the mean still divides by n.
//
// Errors: shapes that do not fit, labels out of range, a weight given twice.
//
// Source: the weight argument of torch.nn.BCEWithLogitsLoss.
func (l *Loss) Forward(input, target Tensor, weight ...Tensor) Tensor {
	return must1(l.apply("forward", func(in []*graph.Node, w *graph.Node) *graph.Node {
		return l.node(in[0], in[1], w)
	}, input, target, weight))
}

// Gradient returns ∂loss/∂input, for reduction None that of the sum.
//
// Shapes: as input.
//
// Source: loss.backward() and input.grad in PyTorch.
func (l *Loss) Gradient(input, target Tensor, weight ...Tensor) Tensor {
	return must1(l.apply("gradient", func(in []*graph.Node, w *graph.Node) *graph.Node {
		return graph.Gradient(l.path(in[0], in[1], w), in[0])[0]
	}, input, target, weight))
}

// apply runs the graph that f builds for input, target and the optional weight.
func (l *Loss) apply(use string, f func(in []*graph.Node, w *graph.Node) *graph.Node, input, target Tensor, weight []Tensor) (Tensor, error) {
	if err := l.fits(input.shape, target, weight); err != nil {
		return Tensor{}, err
	}
	l.graphs.Lock()
	defer l.graphs.Unlock()
	out, err := l.graphs.module.apply(use, false, func(t *trace, in []*graph.Node) []*graph.Node {
		if len(weight) > 0 {
			return []*graph.Node{f(in, in[2])}
		}
		return []*graph.Node{f(in, nil)}
	}, append([]Tensor{input, target}, weight...)...)
	if err != nil {
		return Tensor{}, err
	}
	return out[0], nil
}

// fits checks the shapes of the arguments and the labels in target.
func (l *Loss) fits(input []int, target Tensor, weight []Tensor) error {
	if err := l.check(input, target); err != nil {
		return err
	}
	if err := atMostOne(l.name, "weight", weight); err != nil {
		return err
	}
	if len(weight) > 0 && (len(input) == 0 || !slices.Equal(weight[0].shape, input[:1])) {
		return errorf(l.name, "got weight of shape %v for input of shape %v, want one weight a row", weight[0].shape, input)
	}
	return nil
}
