package layers

import (
	"fmt"
	"math"

	"golessons/internal/words"
	"golessons/mlx"
)

// Deep returns a network with one input, depth hidden layers of 32 units, each
// followed by the activation, and one output. The weights of the hidden layers start
// gain times as large as PyTorch's, those of the output as PyTorch's. A gain of √6 is
// He initialisation.
//
// Shapes: input [n, 1], output [n, 1]. (Seed draws the weights again, without the gain:
// so the seed is an argument.)
//
// Errors: a depth below 1; no activation.
func Deep(depth int, activation func() *mlx.Module, gain float64, seed int64) *mlx.Module {
	wantDeep("Deep", depth, activation)
	all := []*mlx.Module{mlx.Linear(1, 32), activation()}
	for range depth - 1 {
		all = append(all, mlx.Linear(32, 32), activation())
	}
	model := mlx.Sequential(append(all, mlx.Linear(32, 1))...).Seed(seed)
	for i := range depth {
		model.ScaleParameter(fmt.Sprintf("%d.weight", 2*i), gain)
	}
	return model
}

// FirstGradient returns the size of the gradient that arrives at the weights of the
// first layer of a [Deep] network, with MSELoss on [Wave]: ‖∂L/∂W₁‖, the root of the
// sum of its squares. It is the geometric mean over the seeds 100·seed to 100·seed+4,
// which averages the logarithms, since the sizes span powers of ten.
//
// Errors: as [Deep].
func FirstGradient(depth int, activation func() *mlx.Module, gain float64, seed int64) float64 {
	wantDeep("FirstGradient", depth, activation)
	logs := make([]float64, 5)
	mlx.Parallel(len(logs), func(i int) {
		model := Deep(depth, activation, gain, 100*seed+int64(i))
		gradient := model.Gradients(mlx.MSELoss(), Wave()).Get("0.weight")
		logs[i] = math.Log(gradient.Norm())
	})
	return math.Exp(mlx.NewTensor(logs...).Mean())
}

// wantDeep ends the call of a function that can't make a deep network of this.
func wantDeep(function string, depth int, activation func() *mlx.Module) {
	atLeast(1, function, "depth", depth)
	if activation == nil {
		mistake(words.Text{"%s: the activation is nil, want a function such as mlx.ReLU", "%s: 活性化関数が nil です。mlx.ReLU のような関数を渡してください。"}, function)
	}
}
