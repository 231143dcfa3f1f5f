package figure

import (
	"image/color"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

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

// nextLook hands out the looks in turn. When a colour comes again it has other
// dashes and another marker.
func (f *Figure) nextLook() look {
	i := f.styles
	f.styles++
	other := i + i/len(colours)
	return look{colours[i%len(colours)], patterns[other%len(patterns)], shapes[other%len(shapes)]}
}

func (l look) line(width vg.Length) draw.LineStyle {
	return draw.LineStyle{Color: l.color, Width: width, Dashes: l.pattern}
}
