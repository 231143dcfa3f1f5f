package show

import (
	"math"
	"os"
	"strings"
	"testing"

	"golessons/helpers/experiments/layers"
	"golessons/helpers/figure"
)

func init() { os.Setenv("GOLESSONS_LANG", "en") }

// The figures are those of the lessons, in both languages.
func TestFigures(t *testing.T) {
	he := layers.GradientsByDepth(math.Sqrt(6), 1)
	plain, twice := he, he
	plain.Gain, twice.Gain = 1, 2
	decayed := layers.Decay(0.1, 120, 0.02, 0.1, 0.5)
	forgot := layers.Forgot{Passes: 3, Evaluation: []float64{0.3926, 1}, OnePass: []float64{0.5, 2}, Crowd: []float64{0.4, 3},
		Losses: [][]float64{{0.4, 0.5, 0.6}, {1, 2, 3}}}
	for _, tt := range []struct {
		language string
		figure   func() *figure.Figure
		want     string
	}{
		{"en", func() *figure.Figure { return gradientsByDepth(he) }, "Figure “Gradient at the first layer, He initialisation”: hidden layers across, size of the gradient (log scale) upwards. line “ReLU” runs from (2, 0.4625) to (30, 0.1215), lowest 0.1215, highest 0.4625. line “sigmoid” runs from (2, 0.01169) to (30, 1.165e−16), lowest 1.165e−16, highest 0.01169. line “tanh” runs from (2, 0.1237) to (30, 0.26), lowest 0.1062, highest 0.26."},
		{"en", func() *figure.Figure { return gradientsByDepth(plain) }, "Figure “Gradient at the first layer, PyTorch's default weights”: hidden layers across, size of the gradient (log scale) upwards."},
		{"en", func() *figure.Figure { return gradientsByDepth(twice) }, "Figure “Gradient at the first layer, 2 times PyTorch's default weights”: hidden layers across, size of the gradient (log scale) upwards."},
		{"ja", func() *figure.Figure { return gradientsByDepth(plain) }, "図「最初の層に届く勾配(PyTorch の既定の初期値)」: 横軸は 隠れ層の数、縦軸は 勾配の大きさ(対数目盛)。"},
		{"ja", func() *figure.Figure { return gradientsByDepth(twice) }, "図「最初の層に届く勾配(PyTorch の既定の初期値の 2 倍)」: 横軸は 隠れ層の数、縦軸は 勾配の大きさ(対数目盛)。"},
		{"en", func() *figure.Figure { return decay(decayed) }, "Figure “A weight without a gradient from the data”: updates across, weight (1 at the start) upwards. line “λ = 0.02” runs from (0, 1) to (120, 0.6182), lowest 0.6182, highest 1. line “λ = 0.1” runs from (0, 1) to (120, 0.08854), lowest 0.08854, highest 1. line “λ = 0.5” runs from (0, 1) to (120, 3.229e−06), lowest 3.229e−06, highest 1. a line at y = 0.5, “half”."},
		{"ja", func() *figure.Figure { return decay(decayed) }, "図「データの勾配が 0 のときの重み」: 横軸は 更新の回数、縦軸は 重み(最初は 1)。線「λ = 0.02」は (0, 1) から (120, 0.6182) まで、最小 0.6182、最大 1。"},
		{"en", func() *figure.Figure { return forgotten(forgot) }, "Figure “Validation loss of one network when eval() was forgotten”: validation loss across, number of evaluations upwards. histogram “training mode, 3 times” of 3 values, mean 0.5, standard deviation 0.1. a line at x = 0.3926, “eval()”."},
		{"ja", func() *figure.Figure { return forgotten(forgot) }, "図「eval() を忘れたときの検証損失(1 つのネットワーク)」: 横軸は 検証損失、縦軸は 測定の回数。ヒストグラム「訓練モード、3 回」は 3 個、平均 0.5、標準偏差 0.1。x = 0.3926 に線「eval()」。"},
	} {
		t.Setenv("GOLESSONS_LANG", tt.language)
		if got := tt.figure().Text(); !strings.HasPrefix(got, tt.want) {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}

// Outside a notebook the figure and the table are printed as text.
func ExampleDecay() {
	Decay(layers.Decay(0.5, 2, 0.5))
	// Output:
	// Figure “A weight without a gradient from the data”: updates across, weight (1 at the start) upwards. line “λ = 0.5” runs from (0, 1) to (2, 0.25), lowest 0.25, highest 1. a line at y = 0.5, “half”.
}

func ExampleForgotten() {
	Forgotten(layers.Forgot{Passes: 3, Evaluation: []float64{0.4}, OnePass: []float64{0.5}, Crowd: []float64{0.45}, Losses: [][]float64{{0.4, 0.5, 0.6}}})
	// Output:
	// Figure “Validation loss of one network when eval() was forgotten”: validation loss across, number of evaluations upwards. histogram “training mode, 3 times” of 3 values, mean 0.5, standard deviation 0.1. a line at x = 0.4, “eval()”.
	// Validation loss, 1 network
	// method                                             mean ± spread   min   max  runs
	// ─────────────────────────────────────────────────  ─────────────  ────  ────  ────
	// evaluation mode                                            ★ 0.4   0.4   0.4     1
	// training mode, one pass                                      0.5   0.5   0.5     1
	// training mode, probabilities of 3 passes averaged           0.45  0.45  0.45     1
	// ★ best mean (lower is better). ± is the sample's standard deviation.
}
