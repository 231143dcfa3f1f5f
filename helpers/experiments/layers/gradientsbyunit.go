package layers

import (
	"math"
	"strings"

	"golessons/helpers"
	"golessons/internal/words"
	"golessons/mlx"
)

// UnitGradients are the sizes of the gradients at each unit of a hidden layer.
type UnitGradients struct {
	// Mask is 0 for a unit that rests, 1/(1 − p) for one that plays.
	Mask []float64
	// Incoming is the size of the gradient of the weights into the unit, Outgoing that
	// of those out of it: the root of the sum of the squares.
	Incoming, Outgoing []float64
}

// GradientsByUnit returns the gradients of a network with one hidden layer, unit by
// unit, beside the mask of the pass that they come from:
//
//	gradients := model.Train().Gradients(mlx.MSELoss(), patient)
//	layers.GradientsByUnit(gradients, model.Masks()[0].Value).Show()
//
// Shapes: two weights, [units, inputs] and [outputs, units]; the mask has a number for
// each unit.
//
// Errors: another number of weights; a mask or a second weight that does not fit the
// first.
func GradientsByUnit(gradients mlx.NamedTensors, mask mlx.Tensor) UnitGradients {
	var weights []mlx.Tensor
	for _, g := range gradients {
		if strings.HasSuffix(g.Name, "weight") {
			weights = append(weights, g.Value)
		}
	}
	if len(weights) != 2 {
		mistake(words.Text{"GradientsByUnit: the number of weights with a gradient is %d, want 2: those into the hidden layer and those out of it",
			"GradientsByUnit: 重みの勾配が %d 個渡されましたが、隠れ層に入る重みと出る重みの、2 個にしてください。"}, len(weights))
	}
	in, out := weights[0], weights[1].T()
	if in.Shape()[0] != mask.Len() || out.Shape()[0] != mask.Len() {
		mistake(words.Text{"GradientsByUnit: the mask is for %d units, the weights are for %d and %d",
			"GradientsByUnit: マスクはユニット %d 個のもの、重みは %d 個と %d 個のものです。"}, mask.Len(), in.Shape()[0], out.Shape()[0])
	}
	g := UnitGradients{Mask: mask.Values()}
	for unit := range g.Mask {
		g.Incoming = append(g.Incoming, norm(in.Rows()[unit]))
		g.Outgoing = append(g.Outgoing, norm(out.Rows()[unit]))
	}
	return g
}

// norm returns the root of the sum of the squares.
func norm(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v * v
	}
	return math.Sqrt(sum)
}

// Table returns a row for each unit.
func (g UnitGradients) Table() *helpers.Table {
	table := helpers.NewTable(words.Text{"Size of the gradients after one pass", "1 回の順伝播と逆伝播での、勾配の大きさ"}.String(),
		words.Text{"hidden unit", "隠れユニット"}.String(),
		words.Text{"mask", "マスク"}.String(),
		words.Text{"incoming weights", "入ってくる重み"}.String(),
		words.Text{"outgoing weight", "出ていく重み"}.String()).Format("", "", "%.4f")
	for unit, m := range g.Mask {
		table.Row(unit+1, m, g.Incoming[unit], g.Outgoing[unit])
	}
	return table
}

// Show shows the table.
func (g UnitGradients) Show() { g.Table().Show() }
