package layers

import (
	"math"

	"golessons/helpers"
	"golessons/internal/words"
	"golessons/mlx"
)

// A Merged is a stack of linear layers, beside the one layer that [Merge] makes of it.
type Merged struct {
	// Layers is how many layers the stack has.
	Layers int
	// Numbers is how many numbers the stack learns, and MergedNumbers how many the
	// one layer does.
	Numbers, MergedNumbers int
	// LargestOutput is the largest size of an output, and LargestDifference that of
	// the difference between the outputs of the stack and of the one layer.
	LargestOutput, LargestDifference float64
}

// Collapsed are stacks of several depths.
type Collapsed []Merged

// Collapse makes, for each number of layers, a stack of linear layers with three
// inputs, two outputs and 16 units between them, with √3 times PyTorch's weights (so
// that a hundred layers neither blow the numbers up nor let them vanish). It merges
// the stack, and compares the outputs for 200 random inputs.
//
// Errors: no number of layers, or one below 1.
func Collapse(seed int64, layers ...int) Collapsed {
	atLeast(1, "Collapse", "len(layers)", len(layers))
	x := mlx.Randn(seed, 200, 3)
	var all Collapsed
	for _, n := range layers {
		atLeast(1, "Collapse", "layers", n)
		model := Stack(false, math.Sqrt(3), seed, Sizes(3, 16, n-1, 2)...)
		one := Merge(model)
		m := Merged{Layers: n, Numbers: model.NumParameters(), MergedNumbers: one.NumParameters()}
		ofOne := one.Forward(x).Values()
		for i, y := range model.Forward(x).Values() {
			m.LargestOutput = max(m.LargestOutput, math.Abs(y))
			m.LargestDifference = max(m.LargestDifference, math.Abs(y-ofOne[i]))
		}
		all = append(all, m)
	}
	return all
}

// Table returns a row for each stack.
func (c Collapsed) Table() *helpers.Table {
	table := helpers.NewTable(words.Text{"A stack of linear layers, and the one they merge into", "線形層の山と、まとめた 1 層"}.String(),
		words.Text{"layers", "層の数"}.String(),
		words.Text{"numbers to learn", "学習する数"}.String(),
		words.Text{"merged", "1 層にすると"}.String(),
		words.Text{"largest output", "最大の出力"}.String(),
		words.Text{"largest difference", "出力の最大の差"}.String()).Format("", "", "", "%.3f", "%.4f")
	for _, m := range c {
		table.Row(m.Layers, m.Numbers, m.MergedNumbers, m.LargestOutput, m.LargestDifference)
	}
	return table
}

// Show shows the table.
func (c Collapsed) Show() { c.Table().Show() }
