package layers

import (
	"math"

	"golessons/helpers"
	"golessons/internal/words"
	"golessons/mlx"
)

// Teams is what the network answers with each team of a layer's units, on average, beside
// its answer in evaluation mode, for each of three functions at the end: none, ReLU,
// sigmoid.
type Teams struct {
	// Units is the number of units, and 2^Units that of the teams.
	Units int
	// Mean is the mean of the outputs of all teams, Whole the output in evaluation
	// mode.
	Mean, Whole struct{ Linear, ReLU, Sigmoid float64 }
	// Geometric is the probability whose odds p/(1 − p) are the geometric mean of those
	// of all teams, with sigmoid at the end.
	Geometric float64
}

// AllTeams computes the mean over all 2ⁿ teams of n units, and the output in evaluation
// mode, as Dropout with p = 0.5 has it: for each team, the sum of w·h·2 over those who
// play, then the function at the end.
//
// Shapes: w, the weights to the output, and h, the outputs of the units, n numbers each.
//
// Errors: no units or more than 20; not as many weights as outputs.
func AllTeams(w, h mlx.Tensor) Teams {
	n := w.Len()
	if h.Len() != n {
		mistake(words.Text{"AllTeams: the number of weights is %d and that of outputs %d, want the same", "AllTeams: 重みが %d 個、出力が %d 個です。同じ数にしてください。"}, n, h.Len())
	}
	if n < 1 || n > 20 {
		mistake(words.Text{"AllTeams: the number of units is %d, want 1 to 20: each further one doubles the number of teams", "AllTeams: ユニットが %d 個ですが、1 個から 20 個までにしてください。1 個増えるごとに、組み合わせの数は 2 倍になります。"}, n)
	}
	t, teams := Teams{Units: n}, 1<<n
	parts := make([]float64, n)
	whole, outputs := 0.0, h.Values()
	for i, w := range w.Values() {
		parts[i] = w * outputs[i]
		whole += parts[i]
	}
	odds := 0.0               // the mean of their logarithms, which are the sums themselves
	for team := range teams { // bit i of team says whether unit i is there
		z := 0.0
		for i, part := range parts {
			z += part * 2 * float64(team>>i&1)
		}
		t.Mean.Linear += z / float64(teams)
		t.Mean.ReLU += max(0, z) / float64(teams)
		t.Mean.Sigmoid += sigmoid(z) / float64(teams)
		odds += math.Log(sigmoid(z)/(1-sigmoid(z))) / float64(teams)
	}
	t.Whole.Linear, t.Whole.ReLU, t.Whole.Sigmoid = whole, max(0, whole), sigmoid(whole)
	t.Geometric = sigmoid(odds)
	return t
}

// sigmoid turns a logit into a probability.
func sigmoid(logit float64) float64 { return 1 / (1 + math.Exp(-logit)) }

// Table returns a row for each function at the end.
func (t Teams) Table() *helpers.Table {
	table := helpers.NewTable(words.Text{"All %d teams of %d units", "%[2]d ユニットの全 %[1]d 通り"}.With(1<<t.Units, t.Units), "",
		words.Text{"mean of the teams", "サブネットワークの平均"}.String(),
		words.Text{"evaluation mode", "評価モード"}.String()).Format("", "%.6f")
	row := func(name words.Text, mean, whole float64) {
		table.Row(name.String(), mean, whole)
	}
	row(words.Text{"linear", "線形"}, t.Mean.Linear, t.Whole.Linear)
	row(words.Text{"ReLU", "ReLU"}, t.Mean.ReLU, t.Whole.ReLU)
	row(words.Text{"sigmoid", "シグモイド"}, t.Mean.Sigmoid, t.Whole.Sigmoid)
	return table
}

// Show shows the table.
func (t Teams) Show() { t.Table().Show() }
