package figure

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"golessons/internal/words"
)

// line joins points in their order.
type line struct {
	name   string
	points []XY
	look   Look
}

var _ interface {
	dataLayer
	Traced
} = line{}

// Line draws a line through the points (xs[i], ys[i]) in their order. Where a
// value is NaN or infinite the line has a gap. A line of very many points is
// thinned so that its shape, every peak of it, stays.
func (f *Figure) Line(name string, xs, ys []float64) *Figure {
	return f.addLine(name, f.series(name, xs, ys))
}

func (f *Figure) addLine(name string, points []XY) *Figure {
	return f.Add(line{name, points, f.NextLook()})
}

// Curve draws a line through ys at 1, 2, 3 …, such as a loss for each epoch.
func (f *Figure) Curve(name string, ys []float64) *Figure {
	return f.Line(name, count(len(ys)), ys)
}

// count returns 1, 2 … n.
func count(n int) []float64 {
	xs := make([]float64, n)
	for i := range xs {
		xs[i] = float64(i + 1)
	}
	return xs
}

// lineWidth is the width of a line of data in pixels.
const lineWidth = 2

func (l line) Draw(c Canvas) {
	for _, piece := range c.pieces(l.points) {
		piece = thin(piece)
		if len(piece) == 1 {
			dot(c.Canvas, piece[0], l.look.Color, lineWidth)
			continue
		}
		for _, part := range c.ClipLinesXY(piece) {
			stroke(c.Canvas, l.look.Line(lineWidth), part)
		}
	}
}

func (l line) DataRange(s Scales) Range { return rangeOf(l.points, s) }

func (l line) LeftOut(s Scales) int { return leftOut(l.points, s) }

func (l line) Name() string { return l.name }

func (l line) Sample(c draw.Canvas) { sampleLine(c, l.look) }

func (l line) Trace() []XY { return l.points }

func (l line) Description(s Scales) string { return describeLine(l.name, placed(l.points, s)) }

// describeLine says where a line starts and ends and how low and high it goes.
func describeLine(name string, points []XY) string {
	if len(points) == 0 {
		return ""
	}
	r := Range{}.Include(points...)
	first, last := points[0], points[len(points)-1]
	return words.Sprintf("line “%s” runs from (%s, %s) to (%s, %s), lowest %s, highest %s",
		name, num(first.X), num(first.Y), num(last.X), num(last.Y), num(r.yMin), num(r.yMax))
}

// stroke draws a line through places in one go, so that its dashes run on.
func stroke(c draw.Canvas, s draw.LineStyle, places []vg.Point) {
	var path vg.Path
	for i, p := range places {
		if i == 0 {
			path.Move(p)
		} else {
			path.Line(p)
		}
	}
	c.SetLineStyle(s)
	c.Stroke(path)
}
