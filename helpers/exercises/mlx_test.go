package exercises

import (
	"math"
	"testing"

	"golessons/mlx"
)

// What the exercises take for right is what mlx computes, which the lessons train
// with. (Cells that check an exercise do not link mlx for it.)
func TestRightIsWhatMLXComputes(t *testing.T) {
	same := func(what string, at any, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 1e-6*max(1, math.Abs(want)) {
			t.Errorf("%s at %v: %g, mlx has %g", what, at, got, want)
		}
	}
	r := newRandom()
	relu := newReLU()
	for _, x := range relu.cases(r) {
		same("ReLU", x, relu.right(x), mlx.ReLU().Forward(mlx.NewTensor(x)).Item())
	}
	leaky := newLeakySlope()
	for _, x := range leaky.cases(r) {
		same("LeakySlope", x, leaky.right(x), mlx.LeakyReLU(0.01).Derivative(mlx.NewTensor(x)).Item())
	}
	step := func(o *mlx.Optimizer, w, gradient float64) float64 {
		slope := func(mlx.Tensor) mlx.Tensor { return mlx.NewTensor(gradient) }
		return o.Path(mlx.NewTensor(w), slope, 1)[1].Item()
	}
	for _, at := range newStep().cases(r) {
		same("Step", at, newStep().right(at.W, at.Dw, at.Rate), step(mlx.SGD(at.Rate), at.W, at.Dw))
	}
	for _, at := range newDecayStep().cases(r) {
		same("DecayStep", at, newDecayStep().right(at.W, at.Gradient, at.Rate, at.Lambda),
			step(mlx.SGD(at.Rate, mlx.WeightDecay(2*at.Lambda)), at.W, at.Gradient))
	}
	for _, at := range newAdamWStep().cases(r) {
		// In its first step Adam's direction is the sign of the gradient.
		at.Direction = math.Copysign(1, at.Direction)
		same("AdamWStep", at, newAdamWStep().right(at.W, at.Direction, at.Rate, at.Decay),
			step(mlx.AdamW(at.Rate, mlx.WeightDecay(at.Decay)), at.W, at.Direction))
	}
}
