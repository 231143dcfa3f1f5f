package figure

import "math"

// Range is the part of the plane that must be seen. The zero Range is empty.
type Range struct {
	some                   bool // it is not empty
	xMin, xMax, yMin, yMax float64

	tightX, tightY bool // no margin
	tightBelow     bool // no margin below
}

// Include returns the range with points in it. Points with a value that is NaN
// or infinite are not in any.
func (r Range) Include(points ...XY) Range {
	for _, p := range points {
		switch {
		case !finite(p.X) || !finite(p.Y):
		case !r.some:
			r.some, r.xMin, r.xMax, r.yMin, r.yMax = true, p.X, p.X, p.Y, p.Y
		default:
			r.xMin, r.xMax = math.Min(r.xMin, p.X), math.Max(r.xMax, p.X)
			r.yMin, r.yMax = math.Min(r.yMin, p.Y), math.Max(r.yMax, p.Y)
		}
	}
	return r
}

// Join returns the smallest range that has both in it. It is tight where either
// is.
func (r Range) Join(o Range) Range {
	if o.Empty() {
		return r
	}
	both := r.Include(XY{o.xMin, o.yMin}, XY{o.xMax, o.yMax})
	both.tightX, both.tightY = r.tightX || o.tightX, r.tightY || o.tightY
	both.tightBelow = r.tightBelow || o.tightBelow || both.tightY
	return both
}

// Empty reports whether nothing is in the range.
func (r Range) Empty() bool { return !r.some }

// TightX returns the range without a margin on its left and right, where the
// axes leave a little room otherwise.
func (r Range) TightX() Range {
	r.tightX = true
	return r
}

// TightY returns the range without a margin above and below.
func (r Range) TightY() Range {
	r.tightY = true
	return r
}

// TightBelow returns the range without a margin below, such as that of bars,
// which stand on the axis.
func (r Range) TightBelow() Range {
	r.tightBelow = true
	return r
}
