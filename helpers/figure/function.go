package figure

import (
	"math"

	"golessons/internal/words"
)

// samples is at how many places a function is drawn.
const samples = 401

// Func draws fn from low to high. Where it gives NaN or an infinite value, or
// panics, the line has a gap; where it jumps, no line is drawn across the jump.
func (f *Figure) Func(name string, fn func(float64) float64, low, high float64) *Figure {
	if points, ok := f.sample(name, fn, low, high); ok {
		f.addLine(name, points)
	}
	return f
}

// FuncWithDerivative draws fn from low to high and its derivative, which is
// taken from fn's own values on either side. At a corner, where fn has no
// derivative, it has a gap.
func (f *Figure) FuncWithDerivative(name string, fn func(float64) float64, low, high float64) *Figure {
	points, ok := f.sample(name, fn, low, high)
	if !ok {
		return f
	}
	f.addLine(name, points)
	h := high*1e-7 - low*1e-7
	derivative := func(x float64) float64 {
		at, before, after := guarded(fn, x), guarded(fn, math.Max(low, x-h)), guarded(fn, math.Min(high, x+h))
		left, right := (at-before)/h, (after-at)/h
		switch {
		case x-h < low:
			return right
		case x+h > high:
			return left
		case math.Abs(left-right) > 1e-3*max(1, math.Abs(left), math.Abs(right)):
			return math.NaN() // a corner has none
		}
		return (left + right) / 2
	}
	slopeName := words.Sprintf("derivative of %s", name)
	if points, ok := f.sample(slopeName, derivative, low, high); ok {
		f.addLine(slopeName, points)
	}
	return f
}

// sample takes fn's values from low to high; where fn jumps or has no value a
// NaN parts the two sides.
func (f *Figure) sample(name string, fn func(float64) float64, low, high float64) (points []XY, ok bool) {
	switch {
	case fn == nil:
		f.fail("“%s” has no function", name)
		return nil, false
	case !finite(low) || !finite(high) || low >= high:
		f.fail("“%s” cannot be drawn from %s to %s", name, num(low), num(high))
		return nil, false
	}
	for i := range samples {
		x := between(low, high, float64(i)/(samples-1))
		y := guarded(fn, x)
		if !finite(y) {
			points = append(points, gap)
			continue
		}
		if i > 0 && finite(points[len(points)-1].X) && jumps(fn, points[len(points)-1].X, x) {
			points = append(points, gap)
		}
		points = append(points, XY{x, y})
	}
	return points, true
}

// guarded is fn(x), NaN where fn panics.
func guarded(fn func(float64) float64, x float64) (y float64) {
	defer func() {
		if recover() != nil {
			y = math.NaN()
		}
	}()
	return fn(x)
}

// jumps tells whether fn is not continuous between two neighbouring samples:
// halving the interval ten times, the difference stays.
func jumps(fn func(float64) float64, a, b float64) bool {
	fa, fb := guarded(fn, a), guarded(fn, b)
	whole := math.Abs(fb - fa)
	if !finite(whole) || whole <= 1e-3*math.Max(math.Abs(fa), math.Abs(fb)) {
		return false // too small to see
	}
	for range 10 {
		m := between(a, b, .5)
		fm := guarded(fn, m)
		if !finite(fm) {
			return true
		}
		if math.Abs(fm-fa) > math.Abs(fb-fm) {
			b, fb = m, fm
		} else {
			a, fa = m, fm
		}
		if math.Abs(fb-fa) < whole*.6 {
			return false
		}
	}
	return true
}
