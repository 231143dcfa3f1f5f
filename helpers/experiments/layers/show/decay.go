package show

import (
	"fmt"

	"golessons/helpers/experiments/layers"
	"golessons/helpers/figure"
	"golessons/internal/words"
)

// Decay shows the weights that nothing but the decay moves, over the steps, and a line
// at one half.
func Decay(d layers.Decayed) { decay(d).Show() }

func decay(d layers.Decayed) *figure.Figure {
	chart := figure.New(words.Text{"A weight without a gradient from the data", "データの勾配が 0 のときの重み"}.String(),
		words.Text{"updates", "更新の回数"}.String(),
		words.Text{"weight (1 at the start)", "重み(最初は 1)"}.String()).YRange(0, 1.05)
	for k, weights := range d.Weights {
		steps := make([]float64, len(weights))
		for t := range steps {
			steps[t] = float64(t)
		}
		chart.Line(fmt.Sprintf("λ = %g", d.Lambdas[k]), steps, weights)
	}
	return chart.HLine(0.5, words.Text{"half", "半分"}.String())
}
