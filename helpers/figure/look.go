package figure

import (
	"image/color"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Look is a colour with the dashes and the marker that go with it, so that
// layers can be told apart without colours too. [Figure.NextLook] returns one,
// whose colour is a lighter one in a dark theme. The colour of the zero Look is
// transparent: nothing is seen.
type Look struct {
	Color  color.NRGBA
	Dashes []vg.Length // for a line; nil for a whole one
	marker marker
}

// NextLook returns a look that no layer of the figure has. When a colour comes
// again, it has other dashes and another marker.
func (f *Figure) NextLook() Look {
	i := f.looks
	f.looks++
	other := i + i/len(colours)
	return Look{colours[i%len(colours)], dashes[other%len(dashes)], markers[other%len(markers)]}
}

// Line returns the style of a line of the given width in pixels.
func (l Look) Line(width vg.Length) draw.LineStyle {
	return draw.LineStyle{Color: l.Color, Width: width, Dashes: l.Dashes}
}

// Marker adds a marker of the given radius at a place to a path, which is to be
// filled. That of a Look that is not from [Figure.NextLook] is a disc.
func (l Look) Marker(path *vg.Path, at vg.Point, radius vg.Length) {
	if l.marker == nil {
		l.marker = disc
	}
	l.marker(path, at, radius)
}

// dashes are the lengths of dashes and gaps in pixels; the first is a whole
// line.
var dashes = [][]vg.Length{
	nil, {8, 4}, {2.5, 2.5}, {9, 3, 2, 3}, {14, 4}, {5, 2, 1.5, 2, 1.5, 2}, {1.5, 4},
}

// markers are the shapes of points.
var markers = []marker{disc, triangle, square, diamond, cross, plus, ring}
