package layers

import (
	"fmt"
	"strings"

	"golessons/helpers"
	"golessons/internal/words"
	"golessons/mlx"
)

// An activation is an activation function with its name.
type activation struct {
	name words.Text
	make func() *mlx.Module
}

// activations are those that the lessons compare.
func activations() []activation {
	return []activation{
		{words.Text{"ReLU", "ReLU"}, mlx.ReLU},
		{words.Text{"sigmoid", "シグモイド"}, mlx.Sigmoid},
		{words.Text{"tanh", "tanh"}, mlx.Tanh},
	}
}

// DerivativesAt are the derivatives f'(x) of three activation functions at some x.
type DerivativesAt struct{ X, ReLU, Sigmoid, Tanh []float64 }

// Slopes returns f'(x) of ReLU, sigmoid and tanh at these x.
//
// Errors: no x.
func Slopes(at ...float64) DerivativesAt {
	atLeast(1, "Slopes", "len(at)", len(at))
	x := mlx.NewTensor(at...)
	slope := func(f *mlx.Module) []float64 { return f.Derivative(x).Values() }
	return DerivativesAt{X: at, ReLU: slope(mlx.ReLU()), Sigmoid: slope(mlx.Sigmoid()), Tanh: slope(mlx.Tanh())}
}

// Table returns a row for each function and a column for each x.
func (d DerivativesAt) Table() *helpers.Table {
	headings := []string{""}
	for i, x := range d.X {
		heading := strings.ReplaceAll(fmt.Sprint(x), "-", "−")
		if i == 0 {
			heading = "x = " + heading
		}
		headings = append(headings, heading)
	}
	table := helpers.NewTable(words.Text{"The derivative f'(x)", "微分 f'(x) の値"}.String(), headings...)
	for i, slopes := range [][]float64{d.ReLU, d.Sigmoid, d.Tanh} {
		table.Row(activations()[i].name.String(), slopes)
	}
	return table
}

// Show shows the table.
func (d DerivativesAt) Show() { d.Table().Show() }
