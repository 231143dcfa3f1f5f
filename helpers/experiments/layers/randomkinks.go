package layers

import "golessons/mlx"

// RandomKinks returns the kinks from −3 to 3 of 20 untrained networks with one input,
// one output and so many hidden layers of so many ReLU units, whose weights start gain
// times as large as PyTorch's. Their seeds are 100·seed, 100·seed+1 and so on.
//
// Errors: layers or width below 1.
func RandomKinks(layers, width int, gain float64, seed int64) []float64 {
	atLeast(1, "RandomKinks", "layers", layers)
	atLeast(1, "RandomKinks", "width", width)
	counts := make([]float64, 20)
	mlx.Parallel(len(counts), func(i int) {
		model := Stack(true, gain, 100*seed+int64(i), Sizes(1, width, layers, 1)...)
		counts[i] = float64(Kinks(model, -3, 3))
	})
	return counts
}
