package figure

import (
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"golessons/helpers/internal/lang"
)

// xy is a point of data.
type xy struct{ x, y float64 }

// series pairs xs with ys. Pairs that cannot be drawn become NaN, so that a
// line breaks there, and are counted. Different lengths are a mistake.
func (f *Figure) series(name string, xs, ys []float64) []xy {
	if len(xs) != len(ys) {
		f.fail(lang.T("「%s」は x が %d 個、y が %d 個で、数がそろっていません。", "“%s” has %d x values but %d y values"), name, len(xs), len(ys))
		return nil
	}
	points := make([]xy, len(xs))
	for i := range xs {
		points[i] = f.drawable(xs[i], ys[i])
	}
	return points
}

// drawable is the point, or NaN for what no axis can hold.
func (f *Figure) drawable(x, y float64) xy {
	if !finite(x) || !finite(y) || math.Abs(x) > 1e300 || math.Abs(y) > 1e300 {
		f.left++
		return xy{math.NaN(), math.NaN()}
	}
	return xy{x, y}
}

// reachOf is the range of the points that are there, on a logarithmic axis of
// those above 0.
func reachOf(points []xy, logX, logY bool) extent {
	e := nothing()
	for _, p := range points {
		if finite(p.x) && finite(p.y) && !(logX && p.x <= 0) && !(logY && p.y <= 0) {
			e = e.with(p.x, p.y)
		}
	}
	return e
}

// pieces brings points onto the canvas, cut where one is missing.
func pieces(c draw.Canvas, a *axes, points []xy) [][]vg.Point {
	x, y := a.transforms(c)
	var lines [][]vg.Point
	var line []vg.Point
	for _, q := range points {
		if !finite(q.x) || !onAxis(a, q) {
			if len(line) > 0 {
				lines = append(lines, line)
			}
			line = nil
			continue
		}
		line = append(line, vg.Point{X: x(q.x), Y: y(q.y)})
	}
	if len(line) > 0 {
		lines = append(lines, line)
	}
	return lines
}

// onAxis tells whether a logarithmic axis has a place for the point.
func onAxis(a *axes, q xy) bool {
	if a.x.log && q.x <= 0 {
		return false
	}
	if a.y.log && q.y <= 0 {
		return false
	}
	return true
}
