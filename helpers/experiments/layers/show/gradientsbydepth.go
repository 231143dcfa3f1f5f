package show

import (
	"math"

	"golessons/helpers/experiments/layers"
	"golessons/helpers/figure"
	"golessons/internal/words"
)

// GradientsByDepth shows the gradients that arrive at the first layer, over the number
// of hidden layers, and their table.
func GradientsByDepth(g layers.DepthGradients) {
	gradientsByDepth(g).Show()
	g.Show()
}

func gradientsByDepth(g layers.DepthGradients) *figure.Figure {
	title := words.Text{"Gradient at the first layer, %.3g times PyTorch's default weights", "最初の層に届く勾配(PyTorch の既定の初期値の %.3g 倍)"}.With(g.Gain)
	switch g.Gain {
	case 1:
		title = words.Text{"Gradient at the first layer, PyTorch's default weights", "最初の層に届く勾配(PyTorch の既定の初期値)"}.String()
	case math.Sqrt(6):
		title = words.Text{"Gradient at the first layer, He initialisation", "最初の層に届く勾配(He 初期化)"}.String()
	}
	chart := figure.New(title, words.Text{"hidden layers", "隠れ層の数"}.String(),
		words.Text{"size of the gradient (log scale)", "勾配の大きさ(対数目盛)"}.String()).LogY()
	var depths []float64
	for _, n := range g.Depths {
		depths = append(depths, float64(n))
	}
	for k, name := range g.Names() {
		chart.Line(name, depths, g.Sizes()[k])
	}
	return chart
}
