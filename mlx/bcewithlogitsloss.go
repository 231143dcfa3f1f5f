package mlx

import (
	"math"

	"github.com/gomlx/gomlx/core/graph"
)

// BCEWithLogitsLoss returns the binary cross entropy, for predicting yes or no. It
// takes logits: the output of the last [Linear], without [Sigmoid].
// [Tensor.Sigmoid] turns them into probabilities.
//
//	lᵢ = -[y ln σ(x) + (1 - y) ln(1 - σ(x))], computed as
//	lᵢ = (1 - y) x + m + ln(e⁻ᵐ + e⁻ˣ⁻ᵐ), m = max(-x, 0)
//	∂lᵢ/∂x = σ(x) - y
//
// Shapes: input and target equal, the result has none (reduction None: as
// input). Targets lie between 0 and 1.
//
// Errors: unequal shapes, targets outside [0, 1], a reduction other than [Mean],
// [Sum] and [None], or given twice.
//
// Source: torch.nn.BCEWithLogitsLoss of PyTorch 1.13.
func BCEWithLogitsLoss(reduction ...Reduction) *Loss {
	l := newLoss("BCEWithLogitsLoss", func(x, y *graph.Node) *graph.Node {
		m := graph.Max(graph.Neg(x), graph.ScalarZero(x.Graph(), x.DType()))
		logSum := graph.Log(graph.Add(graph.Exp(graph.Neg(m)), graph.Exp(graph.Sub(graph.Neg(x), m))))
		return graph.Add(graph.Mul(graph.OneMinus(y), x), graph.Add(m, logSum))
	}, reduction)
	l.slope = func(x, y *graph.Node) *graph.Node { return graph.Sub(graph.Sigmoid(x), y) }
	same := l.check
	l.check = func(input []int, target Tensor) error {
		for i, y := range target.data {
			if !(y >= 0 && y <= 1) {
				return errorf("BCEWithLogitsLoss", "target %d is %g, want 0 ≤ target ≤ 1", i, y)
			}
		}
		return same(input, target)
	}
	l.classes = func(input Tensor) []float64 { return input.Gt(0).Values() }
	l.probability = func(logit float64) float64 { return 1 / (1 + math.Exp(-logit)) }
	return l
}
