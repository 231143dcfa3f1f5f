package layers

import (
	"slices"

	"golessons/internal/words"
	"golessons/mlx"
)

// Stack returns linear layers of the given sizes, one after the other, with ReLU
// between them if bend is true. Its weights start gain times as large as PyTorch's,
// those of the last layer too:
//
//	layers.Stack(true, 1, seed, 1, 32, 1) // Linear(1, 32), ReLU, Linear(32, 1)
//
// Shapes: input [n, first size], output [n, last size]. (Seed draws the weights
// again, without the gain: so the seed is an argument.)
//
// Errors: fewer than two sizes; a size below 1.
func Stack(bend bool, gain float64, seed int64, sizes ...int) *mlx.Module {
	if len(sizes) < 2 {
		mistake(words.Text{"Stack: the sizes are %v, want two at least: how many numbers go in, and how many come out",
			"Stack: 大きさが %v ですが、入力の数と出力の数の、2 つ以上が必要です。"}, sizes)
	}
	var all []*mlx.Module
	for i, size := range sizes[1:] {
		if bend && i > 0 {
			all = append(all, mlx.ReLU())
		}
		all = append(all, mlx.Linear(sizes[i], size))
	}
	return mlx.Sequential(all...).Seed(seed).ScaleParameter("weight", gain)
}

// Sizes returns the sizes of n hidden layers of the same width between input and
// output, for [Stack]: Sizes(3, 16, 2, 1) is 3, 16, 16, 1. They make n + 1 layers.
//
// Errors: a negative n.
func Sizes(in, width, n, out int) []int {
	atLeast(0, "Sizes", "n", n)
	return slices.Concat([]int{in}, slices.Repeat([]int{width}, n), []int{out})
}
