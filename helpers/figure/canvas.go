package figure

import (
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Canvas is the area between the axes of a figure, on which a [Layer] draws. It
// has all methods of gonum's draw.Canvas, and knows the axes too. One of
// gonum's points, a vg.Length of 1, is one CSS pixel; y goes up.
//
// For a point of data use [Canvas.Place]: gonum's methods X and Y take shares of
// the canvas. A colour that is neither that of a [Look] nor of [Canvas.TextStyle]
// is the same in a dark theme, where black cannot be seen. With another opacity
// they still follow the theme.
type Canvas struct {
	draw.Canvas
	axes   *axes
	layers []Layer // all of the figure
}

// Place returns where a point of data is on the canvas, and reports whether the
// axes have a place for it. The place may be outside of the canvas if the ends
// of an axis are fixed.
func (c Canvas) Place(p XY) (at vg.Point, ok bool) {
	if !c.Scales().Holds(p) {
		return vg.Point{}, false
	}
	x, y := c.transforms()
	return vg.Point{X: x(p.X), Y: y(p.Y)}, true
}

// Scales returns which axes are logarithmic, for a layer whose shape depends on
// it.
func (c Canvas) Scales() Scales { return c.axes.scales() }

// TextStyle returns the style of the notes in a figure, for gonum's
// [draw.Canvas.FillText]: dark letters, to the right of their place and in the
// middle of its height. Its fields may be changed.
func (c Canvas) TextStyle() text.Style { return style(labelSize, ink, atLeft, middle) }

// transforms returns the functions that turn data into places.
func (c Canvas) transforms() (x, y func(float64) vg.Length) {
	return func(v float64) vg.Length { return c.X(c.axes.x.at(v)) }, func(v float64) vg.Length { return c.Y(c.axes.y.at(v)) }
}

// pieces returns the places of points, in pieces where one has no place.
func (c Canvas) pieces(points []XY) [][]vg.Point {
	var lines [][]vg.Point
	var line []vg.Point
	end := func() {
		if len(line) > 0 {
			lines = append(lines, line)
		}
		line = nil
	}
	for _, p := range points {
		if at, ok := c.Place(p); ok {
			line = append(line, at)
		} else {
			end()
		}
	}
	end()
	return lines
}

// hasBackground reports whether a layer covers the ground with colours.
func (c Canvas) hasBackground() bool {
	for _, l := range c.layers {
		if _, ok := l.(Background); ok {
			return true
		}
	}
	return false
}
