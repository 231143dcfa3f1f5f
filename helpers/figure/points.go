package figure

import (
	"math"

	"golessons/internal/words"
)

// XY is a point of data.
type XY struct{ X, Y float64 }

// gap is the point at which a line is interrupted.
var gap = XY{math.NaN(), math.NaN()}

// series pairs xs with ys. Pairs that cannot be drawn become gaps and are
// counted. Different lengths are a mistake.
func (f *Figure) series(name string, xs, ys []float64) []XY {
	if len(xs) != len(ys) {
		f.fail("“%s” has %s but %s", name, words.Count(len(xs), "x value"), words.Count(len(ys), "y value"))
		return nil
	}
	points := make([]XY, len(xs))
	for i := range xs {
		points[i] = f.drawable(xs[i], ys[i])
	}
	return points
}

// drawable returns the point. If a value is NaN or infinite, it counts the
// point and returns a gap.
func (f *Figure) drawable(x, y float64) XY {
	if !finite(x) || !finite(y) {
		f.left++
		return gap
	}
	return XY{x, y}
}

// placed returns the points that axes of these scales have a place for.
func placed(points []XY, s Scales) []XY {
	var out []XY
	for _, p := range points {
		if s.Holds(p) {
			out = append(out, p)
		}
	}
	return out
}

// leftOut returns how many of the points that are not gaps have no place.
func leftOut(points []XY, s Scales) int {
	n := 0
	for _, p := range points {
		if finite(p.X) && finite(p.Y) && !s.Holds(p) {
			n++
		}
	}
	return n
}

// rangeOf returns the range of the points that have a place.
func rangeOf(points []XY, s Scales) Range {
	var r Range
	for _, p := range points {
		if s.Holds(p) {
			r = r.Include(p)
		}
	}
	return r
}
