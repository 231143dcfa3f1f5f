package figure

import (
	"math"

	"gonum.org/v1/plot/vg"
)

// columnWidth is the width, in pixels, of the columns into which thin divides a
// line.
const columnWidth = 0.5

// thin returns the points of a long line without those that make no difference
// to the eye. If a line runs to the right, it keeps the first, lowest, highest
// and last point of each column; in any other line, the points that are half a
// pixel or more away from the one before.
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
		column := math.Floor(float64(points[start].X) / columnWidth)
		low, high, end := start, start, start+1
		for ; end < len(points) && math.Floor(float64(points[end].X)/columnWidth) == column; end++ {
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

// sparse does the work of thin for a line that does not run to the right.
func sparse(points []vg.Point) []vg.Point {
	out := points[:1:1]
	for _, p := range points[1:] {
		d := p.Sub(out[len(out)-1])
		if math.Hypot(float64(d.X), float64(d.Y)) >= columnWidth {
			out = append(out, p)
		}
	}
	return out
}
