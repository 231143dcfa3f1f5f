package mlx

import (
	"math"

	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/gomlx/core/graph"
)

// CrossEntropyLoss returns the cross entropy, for choosing one of several classes.
// It takes logits: the output of the last [Linear]. [Tensor.Softmax] turns them
// into probabilities, [Tensor.ArgMaxAxis] into the class that they choose.
//
//	lᵢ = -ln softmax(inputᵢ)[targetᵢ] = ln Σₖ e^inputᵢₖ - inputᵢ[targetᵢ]
//
// Shapes: input [n, classes], target [n] with the number of the class, the
// result has none (reduction None: [n]).
//
// Errors: other shapes; a target that is not a whole number from 0 to classes - 1;
// a reduction other than [Mean], [Sum] and [None], or given twice.
//
// Source: torch.nn.CrossEntropyLoss.
func CrossEntropyLoss(reduction ...Reduction) *Loss {
	l := newLoss("CrossEntropyLoss", func(x, target *graph.Node) *graph.Node {
		classes := x.Shape().Dimensions[1]
		top := graph.StopGradient(graph.ExpandAxes(graph.ReduceMax(x, 1), 1))
		shifted := graph.Sub(x, top)
		logSum := graph.Log(graph.ReduceSum(graph.Exp(shifted), 1))
		chosen := graph.OneHot(graph.ConvertDType(target, dtypes.Int32), classes, x.DType())
		picked := graph.Where(graph.GreaterThan(chosen, graph.ScalarZero(x.Graph(), x.DType())), shifted, graph.ZerosLike(shifted))
		return graph.Sub(logSum, graph.ReduceSum(picked, 1))
	}, reduction)
	l.check = func(input []int, target Tensor) error {
		if len(input) != 2 || len(target.shape) != 1 || target.shape[0] != input[0] {
			return errorf("CrossEntropyLoss", "got input of shape %v and target of shape %v, want [n, classes] and [n]", input, target.shape)
		}
		for i, y := range target.data {
			if !(y >= 0 && y < float32(input[1])) || y != float32(math.Trunc(float64(y))) {
				return errorf("CrossEntropyLoss", "target %d is %g, want a class from 0 to %d", i, y, input[1]-1)
			}
		}
		return nil
	}
	l.classes = func(input Tensor) []float64 { return input.ArgMaxAxis(1).Values() }
	return l
}
