package layers

import (
	"golessons/internal/words"
	"golessons/mlx"
)

// Corner returns the first rows and columns of a tensor with two axes, or all that
// there are if it has fewer, for helpers.Tensor.
//
// Errors: a tensor that does not have two axes; rows or columns below 1.
func Corner(t mlx.Tensor, rows, columns int) [][]float64 {
	atLeast(1, "Corner", "rows", rows)
	atLeast(1, "Corner", "columns", columns)
	if len(t.Shape()) != 2 {
		mistake(words.Text{"Corner: got a tensor of shape %v, want two axes", "Corner: テンソルの形は %v ですが、軸が 2 つのものにしてください。"}, t.Shape())
	}
	all := t.Rows()
	all = all[:min(rows, len(all))]
	for i, row := range all {
		all[i] = row[:min(columns, len(row))]
	}
	return all
}
