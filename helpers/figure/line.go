package figure

import (
	"image/color"
	"math"

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

// stroke draws one line in one go, so that its dashes run on.
func stroke(c draw.Canvas, s draw.LineStyle, points []vg.Point) {
	var path vg.Path
	for i, p := range points {
		if i == 0 {
			path.Move(p)
		} else {
			path.Line(p)
		}
	}
	c.SetLineStyle(s)
	c.Stroke(path)
}

// dot shows a point that no line reaches.
func dot(c draw.Canvas, at vg.Point, clr color.Color, r vg.Length) {
	if !c.Contains(at) {
		return
	}
	var path vg.Path
	disc(&path, at, r)
	c.SetColor(clr)
	c.Fill(path)
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

// columns is how wide, in CSS pixels, the steps are that a long line is
// thinned to.
const columns = 0.5

// thin leaves out points that nobody can see: in a line that runs to the right
// all but the first, lowest, highest and last of each column; in any other
// line those closer than half a pixel to the one before.
func thin(points []vg.Point) []vg.Point {
	const few = 2000
	if len(points) <= few {
		return points
	}
	for i := 1; i < len(points); i++ {
		if points[i].X < points[i-1].X {
			return sparse(points)
		}
	}
	var out []vg.Point
	for start := 0; start < len(points); {
		column := math.Floor(float64(points[start].X) / columns)
		low, high, end := start, start, start+1
		for ; end < len(points) && math.Floor(float64(points[end].X)/columns) == column; end++ {
			if points[end].Y < points[low].Y {
				low = end
			}
			if points[end].Y > points[high].Y {
				high = end
			}
		}
		last := -1
		for _, i := range []int{start, min(low, high), max(low, high), end - 1} {
			if i > last {
				out = append(out, points[i])
				last = i
			}
		}
		start = end
	}
	return out
}

func sparse(points []vg.Point) []vg.Point {
	out := points[:1:1]
	for _, p := range points[1:] {
		d := p.Sub(out[len(out)-1])
		if math.Hypot(float64(d.X), float64(d.Y)) >= columns {
			out = append(out, p)
		}
	}
	return out
}
