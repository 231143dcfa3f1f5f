package figure

import (
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// axes are a figure's two axes and what turns data into places.
type axes struct {
	x, y   scale
	tinted bool // a decision boundary colours the ground
}

// scale is one axis.
type scale struct {
	min, max float64
	log      bool
	label    string
	ticks    []tick
	names    bool // the ticks are names, not numbers
}

// farthest is how many lengths of an axis a point outside it may be away: one
// farther off is brought nearer, so that no coordinate becomes infinite.
const farthest = 1e6

// at returns how far along the axis v is: 0 at its start, 1 at its end.
func (s scale) at(v float64) float64 {
	at := share(s.min, s.max, v)
	if s.log {
		at = share(math.Log(s.min), math.Log(s.max), math.Log(v))
	}
	return math.Min(math.Max(at, -farthest), farthest)
}

// transforms turns data into places on c.
func (a *axes) transforms(c draw.Canvas) (x, y func(float64) vg.Length) {
	return func(v float64) vg.Length { return c.X(a.x.at(v)) }, func(v float64) vg.Length { return c.Y(a.y.at(v)) }
}

// axes sets up the axes of the figure, with as many ticks as c has room for.
func (f *Figure) axes(c draw.Canvas) *axes {
	e := f.reach()
	a := &axes{x: scale{log: f.logX, label: f.xLabel}, y: scale{log: f.logY, label: f.yLabel}}
	a.x.min, a.x.max = axisRange(e.xMin, e.xMax, e.xTight, e.xTight, .03, f.logX, f.xRange)
	a.y.min, a.y.max = axisRange(e.yMin, e.yMax, e.floor, e.yTight, .07, f.logY, f.yRange)
	size := c.Size()
	a.x.mark(f.xTicks, int(size.X/85), int(size.X/20))
	a.y.mark(f.yTicks, int(size.Y/50), int(size.Y/14))
	return a
}

// axisRange returns where an axis starts and ends for data from low to high: a
// little wider, except at an end that is tight. The ends are finite, on a
// logarithmic axis above 0, and never the same.
func axisRange(low, high float64, tightLow, tightHigh bool, margin float64, log bool, fixed *[2]float64) (float64, float64) {
	if fixed != nil {
		return fixed[0], fixed[1]
	}
	if log {
		low, high = math.Log10(math.Max(low, math.SmallestNonzeroFloat64)), math.Log10(math.Max(high, math.SmallestNonzeroFloat64))
	}
	size := math.Max(math.Abs(low), math.Abs(high))
	apart := high/2-low/2 > 1e-12*size/2 || low < high && size < 1e-290 // whose halves would be lost
	if log {
		apart = high-low > 1e-9
	}
	switch {
	case apart:
		m := high*margin - low*margin
		if !tightLow {
			low -= m
		}
		if !tightHigh {
			high += m
		}
	case log:
		low, high = low-.5, high+.5
	default:
		// A constant: room above and below in its own order of magnitude.
		room := math.Max(math.Abs(low)*.5, .5)
		low, high = low-room, high+room
	}
	if log {
		low, high = math.Max(math.Pow(10, low), math.SmallestNonzeroFloat64), math.Pow(10, high)
	}
	return bounded(low), bounded(high)
}

// Distances in CSS pixels around the axes.
const (
	tickLength = 5
	tickGap    = 3
	labelGap   = 5
)

// draw draws the axes into c and returns the area between them.
func (a *axes) draw(c draw.Canvas, grid bool) draw.Canvas {
	tickText := style(tickSize, faint, atRight, middle)
	labelText := style(labelSize, ink, centre, above)
	widest, last := vg.Length(0), vg.Length(0)
	for i, t := range a.y.ticks {
		a.y.ticks[i].name = cut(tickText, t.name, c.Size().X/3)
		widest = max(widest, tickText.Width(a.y.ticks[i].name))
	}
	for _, t := range a.x.ticks {
		// A name in the middle of its tick may stand out on the right.
		if over := tickText.Width(t.name)/2 - c.Size().X*vg.Length(1-a.x.at(t.value)); over > last {
			last = over
		}
	}
	last = min(last, 30)
	inside := c
	inside.Min.X += widest + tickLength + tickGap
	inside.Min.Y += tickSize + tickLength + tickGap
	inside.Max.X -= last
	inside.Max.Y -= tickSize / 2
	if a.y.label != "" {
		inside.Min.X += labelSize + labelGap
		s, label := fit(labelText, a.y.label, inside.Size().Y)
		s.Rotation = math.Pi / 2
		c.FillText(s, vg.Point{X: c.Min.X + labelSize, Y: (inside.Min.Y + inside.Max.Y) / 2}, label)
	}
	// Names that are too long for their places stand in two rows.
	stagger := vg.Length(0)
	if n := len(a.x.ticks); a.x.names && n > 1 {
		room := inside.Size().X * vg.Length(a.x.at(a.x.ticks[1].value)-a.x.at(a.x.ticks[0].value))
		for i, t := range a.x.ticks {
			if tickText.Width(t.name) > room*.96 {
				stagger = tickSize + 3
				a.x.ticks[i].name = cut(tickText, t.name, room*1.6)
			}
		}
		inside.Min.Y += stagger
	}
	if a.x.label != "" {
		inside.Min.Y += labelSize + labelGap
		s, label := fit(labelText, a.x.label, inside.Size().X)
		c.FillText(s, vg.Point{X: (inside.Min.X + inside.Max.X) / 2, Y: c.Min.Y}, label)
	}

	x, y := a.transforms(inside)
	line := draw.LineStyle{Color: axis, Width: 1}
	rule := func(at tick) draw.LineStyle {
		if at.value == 0 {
			return draw.LineStyle{Color: cardRim, Width: 1.25}
		}
		return draw.LineStyle{Color: gridInk, Width: 1}
	}
	for i, t := range a.x.ticks {
		at := x(t.value)
		if !inside.ContainsX(at) {
			continue
		}
		if grid && !a.x.names && t.name != "" {
			c.StrokeLine2(rule(t), at, inside.Min.Y, at, inside.Max.Y)
		}
		if !a.x.names {
			c.StrokeLine2(line, at, inside.Min.Y-tickLength, at, inside.Min.Y)
		}
		s := style(tickSize, faint, centre, below)
		half := s.Width(t.name) / 2
		at = max(min(at, c.Max.X-half), c.Min.X+half)
		c.FillText(s, vg.Point{X: at, Y: inside.Min.Y - tickLength - tickGap/2 - stagger*vg.Length(i%2)}, t.name)
	}
	for _, t := range a.y.ticks {
		at := y(t.value)
		if !inside.ContainsY(at) {
			continue
		}
		if grid && !a.y.names && t.name != "" {
			c.StrokeLine2(rule(t), inside.Min.X, at, inside.Max.X, at)
		}
		if !a.y.names {
			c.StrokeLine2(line, inside.Min.X-tickLength, at, inside.Min.X, at)
		}
		c.FillText(tickText, vg.Point{X: inside.Min.X - tickLength - tickGap, Y: at}, t.name)
	}
	var frame vg.Path
	frame.Move(vg.Point{X: inside.Min.X, Y: inside.Max.Y})
	frame.Line(inside.Min)
	frame.Line(vg.Point{X: inside.Max.X, Y: inside.Min.Y})
	c.SetLineStyle(line)
	c.Stroke(frame)
	return inside
}
