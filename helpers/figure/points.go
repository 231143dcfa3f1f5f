package figure

import (
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"golessons/internal/words"
)

// xy is a point of data.
type xy struct{ x, y float64 }

// series pairs xs with ys. Pairs that cannot be drawn become NaN, so that a
// line breaks there, and are counted. Different lengths are a mistake.
func (f *Figure) series(name string, xs, ys []float64) []xy {
	if len(xs) != len(ys) {
		f.fail("“%s” has %s but %s", name, words.Count(len(xs), "x value"), words.Count(len(ys), "y value"))
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
	if !finite(x) || !finite(y) {
		f.left++
		return xy{math.NaN(), math.NaN()}
	}
	return xy{x, y}
}

// placed returns the points that have a place on the axes: those that are
// there, on a logarithmic axis those above 0.
func placed(points []xy, logX, logY bool) []xy {
	var out []xy
	for _, p := range points {
		if finite(p.x) && finite(p.y) && hasPlace(p, logX, logY) {
			out = append(out, p)
		}
	}
	return out
}

// missing returns how many of the points that are there have no place.
func missing(points []xy, logX, logY bool) int {
	n := 0
	for _, p := range points {
		if finite(p.x) && finite(p.y) && !hasPlace(p, logX, logY) {
			n++
		}
	}
	return n
}

// hasPlace reports whether axes of which some are logarithmic have a place for p.
func hasPlace(p xy, logX, logY bool) bool { return !(logX && p.x <= 0) && !(logY && p.y <= 0) }

// reachOf returns the range of the points that have a place.
func reachOf(points []xy, logX, logY bool) extent {
	e := nothing()
	for _, p := range placed(points, logX, logY) {
		e = e.with(p.x, p.y)
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

// onAxis reports whether the axes have a place for the point.
func onAxis(a *axes, q xy) bool { return hasPlace(q, a.x.log, a.y.log) }
