package line

import (
	"fmt"

	"golessons/helpers/data"
	"golessons/helpers/figure"
	"golessons/internal/words"
)

// A Gradient returns the slope of the loss of the line w·x + b in the direction of w
// and of b at the points (x[i], y[i]).
type Gradient func(w, b float64, x, y []float64) (dw, db float64)

// A Valley is the loss of a line over w alone, with b held: a parabola.
type Valley struct {
	// B is the b that is held.
	B float64
	// Data are the points.
	Data *data.Set
}

// Loss returns the height of the valley at w.
func (v Valley) Loss(w float64) float64 {
	x, y := points("Valley", v.Data)
	return Loss(w, v.B, x, y)
}

// Bottom returns the w at which the valley is lowest.
func (v Valley) Bottom() float64 {
	x, y := points("Valley", v.Data)
	product, square := 0.0, 0.0
	for i := range x {
		product += x[i] * (y[i] - v.B)
		square += x[i] * x[i]
	}
	if square == 0 {
		return 0
	}
	return product / square
}

// Walk takes steps of gradient descent from w = 0, once for each learning rate.
func (v Valley) Walk(gradient Gradient, steps int, rates ...float64) Walks {
	notNil("Walk", "gradient", gradient == nil)
	atLeast(1, "Walk", "steps", steps)
	atLeast(1, "Walk", "len(rates)", len(rates))
	x, y := points("Walk", v.Data)
	walks := Walks{Valley: v}
	for _, rate := range rates {
		p := Path{Rate: rate, W: []float64{0}, Loss: []float64{v.Loss(0)}}
		for range steps {
			dw, _ := gradient(p.End(), v.B, x, y)
			w := p.End() - rate*dw
			p.W, p.Loss = append(p.W, w), append(p.Loss, v.Loss(w))
		}
		walks.Paths = append(walks.Paths, p)
	}
	return walks
}

// A Path is one walk down a [Valley].
type Path struct {
	// Rate is the learning rate.
	Rate float64
	// W and Loss are the places and their heights, at the start and after each step.
	W, Loss []float64
}

// End returns the last w.
func (p Path) End() float64 { return p.W[len(p.W)-1] }

// Climbs reports whether each step ended higher than the one before.
func (p Path) Climbs() bool {
	for i := range p.Loss[1:] {
		if !(p.Loss[i+1] > p.Loss[i]) {
			return false
		}
	}
	return true
}

// Walks are walks down the same [Valley] with several learning rates.
type Walks struct {
	Valley Valley
	Paths  []Path
}

// Figure draws the walks side by side, on the same axes.
func (w Walks) Figure() *figure.Grid {
	bottom := w.Valley.Bottom()
	reach := 2.75 * max(bottom, -bottom) // a walk that gets this far has diverged
	if reach == 0 {
		reach = 1
	}
	low, high := bottom-reach, bottom+reach
	top := max(w.Valley.Loss(low), w.Valley.Loss(high))
	var pictures []figure.Picture
	for _, p := range w.Paths {
		title := words.Text{"learning rate %v", "学習率 %v"}.With(p.Rate)
		f := figure.New(title, "w", words.Text{"loss", "損失"}.String()).
			Func(words.Text{"valley", "谷"}.String(), w.Valley.Loss, low, high).
			Line(words.Text{"path", "足取り"}.String(), p.W, p.Loss).
			Scatter("", p.W, p.Loss).XRange(low, high)
		if top > 0 {
			f.YRange(0, top)
		}
		pictures = append(pictures, f)
	}
	title := words.Text{"%d steps in the same valley", "同じ谷を %d 歩"}.With(len(w.Paths[0].W) - 1)
	return figure.NewGrid(title, min(3, len(pictures)), pictures...)
}

// Show shows the figure and prints where each walk ends.
func (w Walks) Show() {
	w.Figure().Show()
	for _, p := range w.Paths {
		fmt.Println(words.Text{"rate %g: w = %.2f at the end", "学習率 %g: 最後は w = %.2f"}.With(p.Rate, p.End()))
	}
}
