package show

import (
	"golessons/helpers/experiments/layers"
	"golessons/helpers/figure"
	"golessons/internal/words"
)

// Forgotten shows a histogram of the losses of the first network, with eval() forgotten,
// beside its loss in evaluation mode; and the table of all networks.
func Forgotten(f layers.Forgot) {
	forgotten(f).Show()
	f.Show()
}

func forgotten(f layers.Forgot) *figure.Figure {
	return figure.New(words.Text{"Validation loss of one network when eval() was forgotten", "eval() を忘れたときの検証損失(1 つのネットワーク)"}.String(),
		words.Text{"validation loss", "検証損失"}.String(),
		words.Text{"number of evaluations", "測定の回数"}.String()).
		Histogram(words.Text{"training mode, %d times", "訓練モード、%d 回"}.With(f.Passes), f.Losses[0], 0).
		VLine(f.Evaluation[0], "eval()")
}
