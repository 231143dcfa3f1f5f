package figure

import (
	"image/color"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// The colours of paper and ink.
var (
	paper   = color.NRGBA{255, 255, 255, 255}
	cardRim = color.NRGBA{208, 215, 222, 255}
	ink     = color.NRGBA{31, 35, 40, 255}
	faint   = color.NRGBA{89, 99, 110, 255}
	axis    = color.NRGBA{110, 119, 129, 255}
	gridInk = color.NRGBA{230, 233, 237, 255}
)

// colours are Okabe and Ito's, which colour-blind readers can tell apart, in
// an order that keeps neighbours far from each other.
var colours = []color.NRGBA{
	{0, 114, 178, 255},   // blue
	{213, 94, 0, 255},    // vermilion
	{0, 158, 115, 255},   // bluish green
	{204, 121, 167, 255}, // reddish purple
	{230, 159, 0, 255},   // orange
	{86, 180, 233, 255},  // sky blue
	{70, 70, 70, 255},    // grey
}

// patterns are dashes and gaps in CSS pixels; the first is a whole line.
var patterns = [][]vg.Length{
	nil, {8, 4}, {2.5, 2.5}, {9, 3, 2, 3}, {14, 4}, {5, 2, 1.5, 2, 1.5, 2}, {1.5, 4},
}

// shapes are the markers of points.
var shapes = []shape{disc, triangle, square, diamond, cross, plus, ring}

// look is a colour with the dashes and the marker that go with it.
type look struct {
	color   color.NRGBA
	pattern []vg.Length
	shape   shape
}

// nextLook hands out the looks in turn.
func (f *Figure) nextLook() look {
	i := f.styles
	f.styles++
	return look{colours[i%len(colours)], patterns[i%len(patterns)], shapes[i%len(shapes)]}
}

func (l look) line(width vg.Length) draw.LineStyle {
	return draw.LineStyle{Color: l.color, Width: width, Dashes: l.pattern}
}

func fade(c color.NRGBA, alpha uint8) color.NRGBA {
	c.A = alpha
	return c
}
