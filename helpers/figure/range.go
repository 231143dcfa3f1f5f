package figure

import "math"

// extent is a range of data: which part of the plane must be seen.
type extent struct {
	xMin, xMax, yMin, yMax float64
	// xTight and yTight ask for no margin; floor for none below.
	xTight, yTight, floor bool
}

func nothing() extent {
	return extent{xMin: math.Inf(1), xMax: math.Inf(-1), yMin: math.Inf(1), yMax: math.Inf(-1)}
}

func (e extent) empty() bool { return e.xMin > e.xMax || e.yMin > e.yMax }

func (e extent) with(x, y float64) extent {
	e.xMin, e.xMax = math.Min(e.xMin, x), math.Max(e.xMax, x)
	e.yMin, e.yMax = math.Min(e.yMin, y), math.Max(e.yMax, y)
	return e
}

func (e extent) join(o extent) extent {
	if o.empty() {
		return e
	}
	j := e.with(o.xMin, o.yMin).with(o.xMax, o.yMax)
	j.xTight, j.yTight, j.floor = e.xTight || o.xTight, e.yTight || o.yTight, e.floor || o.floor || e.yTight || o.yTight
	return j
}
