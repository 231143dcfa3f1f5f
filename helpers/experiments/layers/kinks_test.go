package layers_test

import (
	"fmt"
	"math"
	"testing"

	"golessons/helpers/experiments/layers"
	"golessons/mlx"
)

// valley returns max(0, x − 6) + 2·max(0, 4 − x).
func valley() *mlx.Module {
	return mlx.Sequential(mlx.Linear(1, 2), mlx.ReLU(), mlx.Linear(2, 1)).
		SetParameter("0.weight", mlx.FromRows([][]float64{{1}, {-1}})).
		SetParameter("0.bias", mlx.NewTensor(-6, 4)).
		SetParameter("2.weight", mlx.FromRows([][]float64{{1, 2}})).
		SetParameter("2.bias", mlx.NewTensor(0))
}

func TestKinks(t *testing.T) {
	for _, tt := range []struct {
		name      string
		model     *mlx.Module
		low, high float64
		want      int
	}{
		{"a line", mlx.Linear(1, 1).Seed(1), -3, 3, 0},
		{"linear layers", layers.Stack(false, 1, 1, layers.Sizes(1, 8, 3, 1)...), -3, 3, 0},
		{"a valley", valley(), 0, 10, 2},
		{"its left side", valley(), 0, 5, 1},
		{"its floor", valley(), 4.5, 5.5, 0},
		{"a level line", valley().ScaleParameter("2.weight", 0), 0, 10, 0},
		{"ReLU at the end", mlx.Sequential(mlx.Linear(1, 1).
			SetParameter("weight", mlx.Ones(1, 1)).SetParameter("bias", mlx.Zeros(1)), mlx.ReLU()), -1, 1, 1},
		// PyTorch's default bias leaves some units without a kink between −3 and 3.
		{"64 units", layers.Stack(true, 1, 100, 1, 64, 1), -1e6, 1e6, 64},
	} {
		if got := layers.Kinks(tt.model, tt.low, tt.high); got != tt.want {
			t.Errorf("%s: %d kinks from %g to %g, want %d", tt.name, got, tt.low, tt.high, tt.want)
		}
	}
}

// Each layer that folds doubles the number of straight pieces; what the network says
// are whole numbers of halves of them.
func TestFolding(t *testing.T) {
	for depth := 1; depth <= 10; depth++ {
		model := layers.Folding(depth)
		if got := layers.Kinks(model, 0, 1) + 1; got != 1<<depth {
			t.Errorf("%d layers: %d straight pieces, want %d", depth, got, 1<<depth)
		}
		y := model.Forward(mlx.Linspace(0, 1, 1+1<<depth).Reshape(-1, 1)).Values()
		for i, v := range y {
			near(t, fmt.Sprintf("%d layers, fold %d", depth, i), v, float64(i%2), 1e-5)
		}
	}
}

func ExampleKinks() {
	fmt.Println(layers.Kinks(layers.Folding(10), 0, 1)+1, "straight pieces with 20 units")
	// Output: 1024 straight pieces with 20 units
}

// The numbers of the lesson's table.
func TestRandomKinks(t *testing.T) {
	for _, tt := range []struct {
		layers   int
		gain     float64
		mean, sd float64
	}{
		{1, 1, 54.0, 3.0}, {2, 1, 51.5, 5.9}, {4, 1, 41.0, 7.0}, {8, 1, 18.2, 4.3},
		{1, math.Sqrt(6), 59.7, 1.7}, {2, math.Sqrt(6), 57.2, 5.1}, {4, math.Sqrt(6), 54.1, 10.2}, {8, math.Sqrt(6), 49.4, 13.9},
	} {
		counts := mlx.NewTensor(layers.RandomKinks(tt.layers, 64/tt.layers, tt.gain, 1)...)
		what := fmt.Sprintf("%d layers, gain %.2f: ", tt.layers, tt.gain)
		near(t, what+"mean", counts.Mean(), tt.mean, 0.0501)
		near(t, what+"standard deviation", counts.Std(), tt.sd, 0.0501)
	}
}
