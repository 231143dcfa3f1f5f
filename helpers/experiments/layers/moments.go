package layers

import (
	"golessons/helpers"
	"golessons/internal/words"
	"golessons/mlx"
)

// A Moment is what Dropout with some p makes of many ones.
type Moment struct{ P, Zeros, Mean, Variance float64 }

// DropoutMoments are the moments for several p.
type DropoutMoments []Moment

// Moments sends 200,000 ones through mlx.Dropout in training mode, for each p, and
// returns the share of zeros, the mean and the variance of what comes out.
//
// Errors: no p; a p outside 0 … 1.
func Moments(seed int64, ps ...float64) DropoutMoments {
	atLeast(1, "Moments", "len(ps)", len(ps))
	var all DropoutMoments
	for _, p := range ps {
		y := mlx.Dropout(p).Seed(seed).Forward(mlx.Ones(200_000))
		all = append(all, Moment{P: p, Zeros: y.Eq(0).Mean(), Mean: y.Mean(), Variance: y.Var(false)})
	}
	return all
}

// Table returns a row for each p, and beside its variance p/(1 − p).
func (m DropoutMoments) Table() *helpers.Table {
	table := helpers.NewTable(words.Text{"Dropout of 200,000 ones", "1 を 20 万個 Dropout に通した結果"}.String(),
		"p",
		words.Text{"share of zeros", "0 の割合"}.String(),
		words.Text{"mean", "平均"}.String(),
		words.Text{"variance", "分散"}.String(), "p / (1 − p)").Format("", "%.3f")
	for _, m := range m {
		table.Row(m.P, m.Zeros, m.Mean, m.Variance, m.P/(1-m.P))
	}
	return table
}

// Show shows the table.
func (m DropoutMoments) Show() { m.Table().Show() }
