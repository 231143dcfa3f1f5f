package layers

import "golessons/internal/words"

// Ridge returns the weights of a linear model without a bias that make the mean squared
// error plus λΣw² as small as it gets. It solves, without training,
//
//	(XᵀX/n + λI)·w = Xᵀy/n
//
// Shapes: x n rows of k numbers, y n numbers; the result has k.
//
// Errors: no rows, or not as many as targets; rows of different lengths; a negative λ;
// equations that have no one solution, as with λ = 0 and two equal columns.
func Ridge(x [][]float64, y []float64, lambda float64) []float64 {
	if len(x) != len(y) || len(x) == 0 || len(x[0]) == 0 {
		mistake(words.Text{"Ridge: the number of rows is %d and that of targets %d, want the same, and one at least", "Ridge: データが %d 行、正解が %d 個です。同じ数で、1 行以上にしてください。"}, len(x), len(y))
	}
	if !(lambda >= 0) {
		mistake(words.Text{"Ridge: λ = %g, want 0 or more", "Ridge: λ = %g ですが、0 以上にしてください。"}, lambda)
	}
	n, k := float64(len(y)), len(x[0])
	// The equations, a row each: k coefficients and the right-hand side.
	equations := make([][]float64, k)
	for i := range equations {
		equations[i] = make([]float64, k+1)
		equations[i][i] = lambda
	}
	for r, row := range x {
		if len(row) != k {
			mistake(words.Text{"Ridge: the length of row %d is %d, want %d as in row 0", "Ridge: %d 番の行には数が %d 個ありますが、0 番の行と同じ %d 個にしてください。"}, r, len(row), k)
		}
		for i := range k {
			for j := range k {
				equations[i][j] += row[i] * row[j] / n
			}
			equations[i][k] += row[i] * y[r] / n
		}
	}
	w, ok := solve(equations)
	if !ok {
		mistake(words.Text{"Ridge: with λ = %g more than one set of weights is best: try a larger λ", "Ridge: λ = %g では、最もよい重みが 1 つに決まりません。λ を大きくしてみてください。"}, lambda)
	}
	return w
}

// solve solves k equations, each with k coefficients and its right-hand side, by
// elimination; it works in place. The matrix is symmetric, and no Σ aᵢⱼxᵢxⱼ is negative:
// so each equation can keep its place. It is not ok if one follows from those before.
func solve(equations [][]float64) (w []float64, ok bool) {
	k := len(equations)
	for c := range k {
		whole := equations[c][c]
		for r := range c {
			eliminate(equations[c], equations[r], r)
		}
		if !(equations[c][c] > 1e-12*whole) {
			return nil, false
		}
	}
	w = make([]float64, k)
	for c := k - 1; c >= 0; c-- {
		sum := equations[c][k]
		for j := c + 1; j < k; j++ {
			sum -= equations[c][j] * w[j]
		}
		w[c] = sum / equations[c][c]
	}
	return w, true
}

// eliminate takes so much of the pivot from the equation that its coefficient c is 0.
func eliminate(equation, pivot []float64, c int) {
	factor := equation[c] / pivot[c]
	for j := c; j < len(equation); j++ {
		equation[j] -= factor * pivot[j]
	}
}
