package figure

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"golessons/internal/words"
)

// line joins points in their order.
type line struct {
	name   string
	points []xy
	look   look
	width  vg.Length
}

// Line draws a line through the points (xs[i], ys[i]) in their order. Where a
// value is NaN or infinite the line has a gap. A line of very many points is
// thinned so that its shape, every peak of it, stays.
func (f *Figure) Line(name string, xs, ys []float64) *Figure {
	return f.addLine(name, f.series(name, xs, ys))
}

func (f *Figure) addLine(name string, points []xy) *Figure {
	f.layers = append(f.layers, line{name, points, f.nextLook(), 2})
	return f
}

// Curve draws a line through ys at 1, 2, 3 …, such as a loss for each epoch.
func (f *Figure) Curve(name string, ys []float64) *Figure {
	return f.Line(name, count(len(ys)), ys)
}

// count is 1, 2 … n.
func count(n int) []float64 {
	xs := make([]float64, n)
	for i := range xs {
		xs[i] = float64(i + 1)
	}
	return xs
}

func (l line) reach(logX, logY bool) extent { return reachOf(l.points, logX, logY) }
func (l line) label() string                { return l.name }

func (l line) paint(c draw.Canvas, a *axes) {
	for _, piece := range pieces(c, a, l.points) {
		piece = thin(piece)
		if len(piece) == 1 {
			dot(c, piece[0], l.look.color, l.width)
			continue
		}
		for _, part := range c.ClipLinesXY(piece) {
			stroke(c, l.look.line(l.width), part)
		}
	}
}

func (l line) thumb(c draw.Canvas) {
	y := c.Center().Y
	c.StrokeLine2(l.look.line(l.width), c.Min.X, y, c.Max.X, y)
}

func (l line) trace() []xy { return l.points }

func (l line) missing(logX, logY bool) int { return missing(l.points, logX, logY) }

func (l line) tell(logX, logY bool) string { return tellLine(l.name, placed(l.points, logX, logY)) }

// tellLine says where a line starts and ends and how low and high it goes.
func tellLine(name string, points []xy) string {
	if len(points) == 0 {
		return ""
	}
	e := reachOf(points, false, false)
	first, last := points[0], points[len(points)-1]
	return words.Sprintf("line “%s” runs from (%s, %s) to (%s, %s), lowest %s, highest %s",
		name, num(first.x), num(first.y), num(last.x), num(last.y), num(e.yMin), num(e.yMax))
}
