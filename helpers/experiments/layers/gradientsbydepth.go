package layers

import (
	"math"
	"slices"

	"golessons/helpers"
	"golessons/internal/words"
)

// DepthGradients are the sizes of the gradients that arrive at the first layer, for
// several depths and activation functions.
type DepthGradients struct {
	// Gain is by how much the weights are larger than PyTorch's at the start.
	Gain float64
	// Depths are the numbers of hidden layers.
	Depths []int
	// ReLU, Sigmoid and Tanh have the size of the gradient for each depth.
	ReLU, Sigmoid, Tanh []float64
}

// GradientsByDepth measures, for networks of 2, 5, 10, 20 and 30 hidden layers with
// ReLU, sigmoid or tanh, the gradient that arrives at the first layer: see
// [FirstGradient].
func GradientsByDepth(gain float64, seed int64) DepthGradients {
	g := DepthGradients{Gain: gain, Depths: []int{2, 5, 10, 20, 30}}
	for k, sizes := range []*[]float64{&g.ReLU, &g.Sigmoid, &g.Tanh} {
		for _, depth := range g.Depths {
			*sizes = append(*sizes, FirstGradient(depth, activations()[k].make, gain, seed))
		}
	}
	return g
}

// Factor returns by how much each further layer multiplies the gradient, from the
// fewest to the most layers: Factor(g.ReLU). It is the root, of the number of layers
// between, of how much they multiply it together.
//
// Errors: not as many sizes as there are depths.
func (g DepthGradients) Factor(sizes []float64) float64 {
	n := len(g.Depths)
	if len(sizes) != n || n < 2 {
		mistake(words.Text{"Factor: len(sizes) = %d, len(g.Depths) = %d, want the same, and 2 or more", "Factor: len(sizes) = %d、len(g.Depths) = %d ですが、同じ数で、2 以上にしてください。"}, len(sizes), n)
	}
	return math.Pow(sizes[n-1]/sizes[0], 1/float64(g.Depths[n-1]-g.Depths[0]))
}

// Names returns the names of the functions in the current language, in the order in
// which Sizes has their gradients.
func (g DepthGradients) Names() []string {
	var names []string
	for _, a := range activations() {
		names = append(names, a.name.String())
	}
	return names
}

// Sizes returns ReLU, Sigmoid and Tanh.
func (g DepthGradients) Sizes() [][]float64 { return [][]float64{g.ReLU, g.Sigmoid, g.Tanh} }

// Table returns a row for each function, with its gradients for the fewest and the
// most layers.
func (g DepthGradients) Table() *helpers.Table {
	layers := words.Text{"%d layers", "%d 層"}
	table := helpers.NewTable("", "", layers.With(slices.Min(g.Depths)), layers.With(slices.Max(g.Depths)),
		words.Text{"factor per layer", "1 層ごとの倍率"}.String()).Format("", "%.1e", "%.1e", "%.2f")
	for k, name := range g.Names() {
		sizes := g.Sizes()[k]
		table.Row(name, sizes[0], sizes[len(sizes)-1], g.Factor(sizes))
	}
	return table
}

// Show shows the table.
func (g DepthGradients) Show() { g.Table().Show() }
