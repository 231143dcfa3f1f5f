package mlx

import "math"

// Sigmoid returns the probability for each logit, such as the output of a model
// trained with [BCEWithLogitsLoss]:
//
//	1 / (1 + e⁻ˣ)
//
// As a layer of a network it is [Sigmoid].
//
// Shapes: as t.
//
// Source: torch.Tensor.sigmoid.
func (t Tensor) Sigmoid() Tensor {
	return t.Map(func(x float64) float64 { return 1 / (1 + math.Exp(-x)) })
}

// Softmax returns the probabilities for the logits along an axis; they add up to 1.
// For the outputs [n, classes] of a model trained with [CrossEntropyLoss], that is
// Softmax(1).
//
//	e^xᵢ / Σₖ e^xₖ, computed from xᵢ - max x
//
// Shapes: as t.
//
// Errors: an axis that the shape does not have; -1 is the last.
//
// Source: torch.Tensor.softmax.
func (t Tensor) Softmax(axis int) Tensor {
	axis = must1(t.axis("Tensor.Softmax", axis))
	r := Tensor{shape: t.shape, data: make([]float32, len(t.data))}
	if len(t.data) == 0 {
		return r
	}
	line := make([]float64, t.shape[axis])
	t.lines(axis, func(_, first, step int) {
		top, sum := math.Inf(-1), 0.0
		for k := range line {
			line[k] = float64(t.data[first+k*step])
			top = max(top, line[k])
		}
		for k, x := range line {
			line[k] = math.Exp(x - top)
			sum += line[k]
		}
		for k, e := range line {
			r.data[first+k*step] = float32(e / sum)
		}
	})
	return r
}
