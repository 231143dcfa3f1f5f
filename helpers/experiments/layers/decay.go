package layers

import (
	"golessons/internal/words"
	"golessons/mlx"
)

// Decayed are the paths of a weight that nothing but the decay moves.
type Decayed struct {
	// Rate is the learning rate η.
	Rate float64
	// Lambdas are the strengths λ of the penalty λw².
	Lambdas []float64
	// Weights has, for each λ, the weight at the start, which is 1, and after each step.
	Weights [][]float64
}

// Decay lets mlx.SGD take so many steps with a weight of 1 and without a gradient from
// the data, for each λ. It is told weight_decay = 2λ, since the gradient of λw² is
// 2λw: each step multiplies the weight by 1 − 2λη.
//
// Errors: steps below 0; no λ, or one that is negative; a rate that is negative.
func Decay(rate float64, steps int, lambdas ...float64) Decayed {
	atLeast(0, "Decay", "steps", steps)
	atLeast(1, "Decay", "len(lambdas)", len(lambdas))
	nothing := func(at mlx.Tensor) mlx.Tensor { return mlx.Zeros(1) }
	d := Decayed{Rate: rate, Lambdas: lambdas}
	for _, lambda := range lambdas {
		if !(lambda >= 0) {
			mistake(words.Text{"Decay: λ = %g, want 0 or more", "Decay: λ = %g ですが、0 以上にしてください。"}, lambda)
		}
		var ws []float64
		for _, w := range mlx.SGD(rate, mlx.WeightDecay(2*lambda)).Path(mlx.Ones(1), nothing, steps) {
			ws = append(ws, w.Item())
		}
		d.Weights = append(d.Weights, ws)
	}
	return d
}
