package figure_test

import (
	"fmt"

	"gonum.org/v1/plot/vg/draw"

	"golessons/helpers/figure"
)

// arrow points at a place of a figure, with a note at its start.
type arrow struct {
	from, to figure.XY
	note     string
}

func (a arrow) Draw(c figure.Canvas) {
	from, ok1 := c.Place(a.from)
	to, ok2 := c.Place(a.to)
	if !ok1 || !ok2 {
		return
	}
	style := c.TextStyle()
	c.StrokeLine2(draw.LineStyle{Color: style.Color, Width: 1}, from.X, from.Y, to.X, to.Y)
	c.FillText(style, from, a.note)
}

// A layer needs no more than a method that draws it.
func ExampleCanvas() {
	f := figure.New("ReLU", "", "").Curve("ReLU", []float64{0, 0, 1, 2}).Add(arrow{figure.XY{X: 2, Y: 1}, figure.XY{X: 2, Y: 0}, "the corner"})
	_, err := f.SVG()
	fmt.Println(err)
	// Output: <nil>
}
