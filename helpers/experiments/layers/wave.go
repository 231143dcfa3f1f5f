package layers

import (
	"math"

	"golessons/mlx"
)

// Wave returns 64 points of sin(3x) for x evenly from −2 to 2: a curve that goes up
// and down twice.
//
// Shapes: inputs [64, 1], targets [64, 1].
func Wave() *mlx.Dataset {
	x := mlx.Linspace(-2, 2, 64).Reshape(-1, 1)
	return mlx.NewDataset(x, x.Map(func(x float64) float64 { return math.Sin(3 * x) }))
}
