package figure

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"golessons/internal/words"
)

// Network is a diagram of a network: its layers, its weights as lines of their
// thickness and sign, and its resting units crossed out.
type Network struct {
	// Width and Height are in CSS pixels; NewNetwork sets 640 and 360.
	Width, Height float64

	title   string
	units   []int
	names   []string
	weights map[int][][]float64
	rest    map[int][]float64
	problem error
}

// mostUnits is how many units of a layer are drawn at most. Of a larger layer the
// first ones and the last are, with dots between them.
const mostUnits = 12

// mostNamed is how many resting units of a layer the sentence names at most.
const mostNamed = 20

// NewNetwork returns a diagram with a title and the number of units of each
// layer, from the input to the output.
func NewNetwork(title string, units ...int) *Network {
	n := &Network{Width: 640, Height: 360, title: title, units: units, weights: map[int][][]float64{}, rest: map[int][]float64{}}
	if len(units) < 2 {
		n.fail("a network has two layers or more")
	}
	for i, u := range units {
		if u < 1 {
			n.fail("layer %d cannot have %d units", i, u)
		}
	}
	return n
}

// fail keeps a mistake, if it is the first, for Show to print.
func (n *Network) fail(format string, args ...any) {
	if n.problem == nil {
		n.problem = errors.New(words.Sprintf("network “%s”: ", n.title) + words.Sprintf(format, args...))
	}
}

// Size sets the width and height in CSS pixels.
func (n *Network) Size(width, height float64) *Network {
	n.Width, n.Height = width, height
	return n
}

// Names names the layers, from the input to the output.
func (n *Network) Names(names ...string) *Network {
	if len(names) != len(n.units) {
		n.fail("there are %d layers but %s", len(n.units), words.Count(len(names), "name"))
	}
	n.names = names
	return n
}

// Weights sets the weights from a layer (0 is the input) to the next, one row
// for each unit of the next, as torch.nn.Linear keeps them. Thick lines are
// large weights; negative ones are dashed and of another colour. Without
// weights all lines are alike.
func (n *Network) Weights(layer int, w [][]float64) *Network {
	if layer < 0 || layer+1 >= len(n.units) {
		n.fail("there are no weights from layer %d to a next one", layer)
		return n
	}
	for _, row := range w {
		if len(w) != n.units[layer+1] || len(row) != n.units[layer] {
			n.fail("the weights of layer %d are %d by %d, want %d by %d", layer, len(w), len(row), n.units[layer+1], n.units[layer])
			return n
		}
	}
	if len(w) > 0 {
		n.weights[layer] = w
	}
	return n
}

// Rest crosses out the units of a layer at which mask is 0: a Dropout mask, or
// the output of Dropout for ones.
func (n *Network) Rest(layer int, mask []float64) *Network {
	if layer < 0 || layer >= len(n.units) || len(mask) != n.units[layer] {
		n.fail("a mask of %[2]s does not fit layer %[1]d", layer, words.Count(len(mask), "value"))
		return n
	}
	n.rest[layer] = mask
	return n
}

// Show shows the diagram in the notebook; elsewhere it prints the sentence.
func (n *Network) Show() { show(n) }

// SVG returns the diagram as an SVG document.
func (n *Network) SVG() ([]byte, error) { return renderSVG(n) }

// PNG returns the diagram as a PNG with two pixels for each CSS pixel.
func (n *Network) PNG() ([]byte, error) { return renderPNG(n) }

// Text returns the sentence that stands for the diagram.
func (n *Network) Text() string { return sentence(n) }

func (n *Network) size() (float64, float64) { return n.Width, n.Height }

func (n *Network) check() error {
	if n.problem != nil {
		return n.problem
	}
	return checkSize(n.Width, n.Height)
}

// resting reports whether a unit is crossed out.
func (n *Network) resting(layer, unit int) bool {
	mask := n.rest[layer]
	return mask != nil && mask[unit] == 0
}

func (n *Network) describe() string {
	parts := make([]string, len(n.units))
	for i, u := range n.units {
		parts[i] = fmt.Sprint(u)
	}
	var b strings.Builder
	words.Fprintf(&b, "Network “%s”: layers of %s units.", n.title, strings.Join(parts, "-"))
	for layer := range n.units {
		var names []string
		for unit := range n.units[layer] {
			if n.resting(layer, unit) {
				names = append(names, fmt.Sprint(unit))
			}
		}
		if resting := len(names); resting > 0 {
			if resting > mostNamed {
				names = append(names[:mostNamed], "…")
			}
			words.Fprintf(&b, " Resting in %s: %s (%[4]d of %[3]d).", n.layerName(layer), strings.Join(names, ", "), n.units[layer], resting)
		}
	}
	return b.String()
}

func (n *Network) texts() []string { return append([]string{n.title}, n.names...) }

// layerName returns the name of a layer, or its number.
func (n *Network) layerName(layer int) string {
	if n.names != nil {
		return n.names[layer]
	}
	return words.Sprintf("layer %d", layer)
}

func (n *Network) draw(c draw.Canvas) {
	card(c)
	n.drawInside(draw.Crop(c, 14, -14, 12, -12))
}

func (n *Network) drawInside(c draw.Canvas) {
	c.Max.Y -= heading(c, n.title, 8)
	n.legend(c)
	c.Min.Y += 24 // even without a legend: networks side by side stay level
	if n.names != nil {
		c.Max.Y -= 20
	}
	columns := vg.Length(len(n.units))
	step := c.Size().X / columns
	radius := min(15, step/4)
	for _, u := range n.units {
		radius = min(radius, c.Size().Y/vg.Length(min(u, mostUnits))*.4)
	}
	at := func(layer, row int) vg.Point {
		rows := vg.Length(min(n.units[layer], mostUnits))
		gap := min(c.Size().Y/rows, radius*3.4)
		return vg.Point{
			X: c.Min.X + step*(vg.Length(layer)+.5),
			Y: c.Center().Y + gap*((rows-1)/2-vg.Length(row)),
		}
	}
	for layer := range len(n.units) - 1 {
		n.lines(c, layer, at)
	}
	for layer := range n.units {
		if n.names != nil {
			s, name := fit(style(labelSize, ink, centre, below), n.names[layer], step*.96)
			c.FillText(s, vg.Point{X: at(layer, 0).X, Y: c.Max.Y + 20}, name)
		}
		for row, unit := range shownUnits(n.units[layer]) {
			n.neuron(c, at(layer, row), radius, layer, unit)
		}
	}
}

// shownUnits returns the units of a layer that are drawn, from top to bottom; −1
// stands for dots.
func shownUnits(units int) []int {
	var shown []int
	for u := range units {
		if units > mostUnits && u >= mostUnits-2 && u < units-1 {
			if u == mostUnits-2 {
				shown = append(shown, -1)
			}
			continue
		}
		shown = append(shown, u)
	}
	return shown
}

// The colours of weights.
var positive, negative = colours[0], colours[1]

// lines draws the weights from a layer to the next.
func (n *Network) lines(c draw.Canvas, layer int, at func(layer, row int) vg.Point) {
	largest := 0.0
	for _, row := range n.weights[layer] {
		for _, w := range row {
			if finite(w) {
				largest = math.Max(largest, math.Abs(w))
			}
		}
	}
	for i, from := range shownUnits(n.units[layer]) {
		for j, to := range shownUnits(n.units[layer+1]) {
			if from < 0 || to < 0 || n.resting(layer, from) || n.resting(layer+1, to) {
				continue
			}
			s := draw.LineStyle{Color: axisInk, Width: 1}
			if w := n.weights[layer]; w != nil && largest > 0 {
				v := w[to][from]
				if !finite(v) || v == 0 {
					continue
				}
				s.Color, s.Width = positive, vg.Length(.4+4.1*(math.Abs(v)/largest))
				if v < 0 {
					s.Color, s.Dashes = negative, []vg.Length{6, 3}
				}
			}
			p, q := at(layer, i), at(layer+1, j)
			c.StrokeLine2(s, p.X, p.Y, q.X, q.Y)
		}
	}
}

// neuron draws a unit, or dots for unit −1.
func (n *Network) neuron(c draw.Canvas, at vg.Point, radius vg.Length, layer, unit int) {
	var path vg.Path
	if unit < 0 {
		for _, dy := range []vg.Length{-.6, 0, .6} {
			disc(&path, vg.Point{X: at.X, Y: at.Y + dy*radius}, 1.8)
		}
		c.SetColor(faint)
		c.Fill(path)
		return
	}
	disc(&path, at, radius)
	if n.resting(layer, unit) {
		c.SetColor(gridInk)
		c.Fill(path)
		c.SetLineStyle(draw.LineStyle{Color: axisInk, Width: 1.4, Dashes: []vg.Length{3, 3}})
		c.Stroke(path)
		d := radius * .62
		s := draw.LineStyle{Color: negative, Width: 2.4}
		c.StrokeLine2(s, at.X-d, at.Y-d, at.X+d, at.Y+d)
		c.StrokeLine2(s, at.X-d, at.Y+d, at.X+d, at.Y-d)
		return
	}
	c.SetColor(neuron)
	c.Fill(path)
	c.SetLineStyle(draw.LineStyle{Color: positive, Width: 1.8})
	c.Stroke(path)
}

// legend explains the signs that are in use, at the bottom.
func (n *Network) legend(c draw.Canvas) {
	x, y := c.Min.X+2, c.Min.Y+8
	s := style(tickSize, faint, atLeft, middle)
	write := func(text string) {
		c.FillText(s, vg.Point{X: x, Y: y}, text)
		x += s.Width(text) + 18
	}
	if len(n.weights) > 0 {
		for _, sign := range []struct {
			line draw.LineStyle
			text string
		}{
			{draw.LineStyle{Color: positive, Width: 3}, words.T("positive weight")},
			{draw.LineStyle{Color: negative, Width: 3, Dashes: []vg.Length{6, 3}}, words.T("negative weight")},
		} {
			c.StrokeLine2(sign.line, x, y, x+24, y)
			x += 30
			write(sign.text)
		}
		write(words.T("thicker is larger"))
	}
	if len(n.rest) > 0 {
		var path vg.Path
		cross(&path, vg.Point{X: x + 5, Y: y}, 6)
		c.SetColor(negative)
		c.Fill(path)
		x += 16
		write(words.T("resting unit"))
	}
}
