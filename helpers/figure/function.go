package figure

import (
	"math"

	"golessons/internal/words"
)

// samples is the number of points at which a function is computed.
const samples = 401

// Func draws fn from low to high. The line has a gap where fn returns NaN or an
// infinite value, where it panics, and where it jumps.
func (f *Figure) Func(name string, fn func(float64) float64, low, high float64) *Figure {
	if points, ok := f.sample(name, fn, low, high); ok {
		f.addLine(name, points)
	}
	return f
}

// FuncWithDerivative draws fn from low to high and its derivative, which is
// computed from the values of fn nearby. At a corner, where fn has no derivative,
// the line of the derivative has a gap.
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

// sample returns points of fn from low to high, with a gap where fn jumps or has
// no value; ok is false after a mistake.
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

// guarded returns fn(x), or NaN if fn panics.
func guarded(fn func(float64) float64, x float64) (y float64) {
	defer func() {
		if recover() != nil {
			y = math.NaN()
		}
	}()
	return fn(x)
}

// jumps reports whether fn seems to jump between a and b, which are neighbouring
// samples: whether the difference of its values stays when the interval is halved
// ten times.
func jumps(fn func(float64) float64, a, b float64) bool {
	fa, fb := guarded(fn, a), guarded(fn, b)
	whole := math.Abs(fb - fa)
	if !finite(whole) || whole <= 1e-3*math.Max(math.Abs(fa), math.Abs(fb)) {
		return false // it could not be seen
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
