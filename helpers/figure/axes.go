package figure

import (
	"math"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// axes are the two axes of a figure.
type axes struct{ x, y axis }

// axis is one of the two axes.
type axis struct {
	min, max float64
	log      bool
	label    string
	ticks    []tick
	names    bool // the ticks are names, not numbers
}

// axes returns the axes of the figure, with as many ticks as c has room for.
func (f *Figure) axes(c draw.Canvas) *axes {
	r := f.dataRange()
	a := &axes{x: axis{log: f.scales.LogX, label: f.xLabel}, y: axis{log: f.scales.LogY, label: f.yLabel}}
	a.x.min, a.x.max = r.xAxis(f.scales.LogX, f.xRange)
	a.y.min, a.y.max = r.yAxis(f.scales.LogY, f.yRange)
	size := c.Size()
	xNames, yNames := f.axisNames()
	a.x.setTicks(xNames, int(size.X/85), int(size.X/20))
	a.y.setTicks(yNames, int(size.Y/50), int(size.Y/14))
	return a
}

func (a *axes) scales() Scales { return Scales{a.x.log, a.y.log} }

// farthest is how many lengths of an axis a point outside of it may be away. One
// that is farther away is brought nearer, so that no coordinate becomes infinite.
const farthest = 1e6

// at returns how far along the axis v is: 0 at its start, 1 at its end.
func (a axis) at(v float64) float64 {
	at := share(a.min, a.max, v)
	if a.log {
		at = share(math.Log(a.min), math.Log(a.max), math.Log(v))
	}
	return math.Min(math.Max(at, -farthest), farthest)
}

// xAxis returns where the horizontal axis starts and ends, if its ends are not
// fixed.
func (r Range) xAxis(log bool, fixed *[2]float64) (float64, float64) {
	return axisRange(r.xMin, r.xMax, r.tightX, r.tightX, .03, log, fixed)
}

// yAxis returns where the vertical axis starts and ends, if its ends are not
// fixed.
func (r Range) yAxis(log bool, fixed *[2]float64) (float64, float64) {
	return axisRange(r.yMin, r.yMax, r.tightBelow, r.tightY, .07, log, fixed)
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
		// A constant gets room above and below, in its own order of magnitude.
		room := math.Max(math.Abs(low)*.5, .5)
		low, high = low-room, high+room
	}
	if log {
		low, high = math.Max(math.Pow(10, low), math.SmallestNonzeroFloat64), math.Pow(10, high)
	}
	return bounded(low), bounded(high)
}

// Distances around the axes in pixels.
const (
	tickLength = 5
	tickGap    = 3
	labelGap   = 5
)

// frame holds where measure has placed the parts of the axes.
type frame struct {
	*axes
	outer, inside  draw.Canvas // all there is room for; the area between the axes
	tickText       text.Style
	stagger        vg.Length // by how much every second name stands lower; 0 for one row
	xLabel, yLabel label
}

// label is the name of an axis with its place.
type label struct {
	style text.Style
	text  string
	at    vg.Point
}

// measure finds where the parts of the axes stand on c. It shortens the names of
// ticks that have no room.
func (a *axes) measure(c draw.Canvas) frame {
	f := frame{axes: a, outer: c, inside: c, tickText: style(tickSize, faint, atRight, middle)}
	f.inside.Min.X += f.widestOnY() + tickLength + tickGap
	f.inside.Min.Y += tickSize + tickLength + tickGap
	f.inside.Max.X -= f.overhangOnX()
	f.inside.Max.Y -= tickSize / 2
	labelText := style(labelSize, ink, centre, above)
	if a.y.label != "" {
		f.inside.Min.X += labelSize + labelGap
		f.yLabel.style, f.yLabel.text = fit(labelText, a.y.label, f.inside.Size().Y)
		f.yLabel.style.Rotation = math.Pi / 2
		f.yLabel.at = vg.Point{X: c.Min.X + labelSize, Y: (f.inside.Min.Y + f.inside.Max.Y) / 2}
	}
	f.staggerNames()
	f.inside.Min.Y += f.stagger
	if a.x.label != "" {
		f.inside.Min.Y += labelSize + labelGap
		f.xLabel.style, f.xLabel.text = fit(labelText, a.x.label, f.inside.Size().X)
		f.xLabel.at = vg.Point{X: (f.inside.Min.X + f.inside.Max.X) / 2, Y: c.Min.Y}
	}
	return f
}

// widestOnY shortens the ticks of the vertical axis to a third of the figure,
// and returns the width of the widest.
func (f *frame) widestOnY() vg.Length {
	widest := vg.Length(0)
	for i, t := range f.y.ticks {
		f.y.ticks[i].name = cut(f.tickText, t.name, f.outer.Size().X/3)
		widest = max(widest, f.tickText.Width(f.y.ticks[i].name))
	}
	return widest
}

// overhangOnX returns how far a tick of the horizontal axis stands out on the
// right, as its name is centred.
func (f *frame) overhangOnX() vg.Length {
	most := vg.Length(0)
	for _, t := range f.x.ticks {
		most = max(most, f.tickText.Width(t.name)/2-f.outer.Size().X*vg.Length(1-f.x.at(t.value)))
	}
	return min(most, 30)
}

// staggerNames puts the names of the horizontal axis into two rows if one of
// them is too long for its place.
func (f *frame) staggerNames() {
	ticks := f.x.ticks
	if !f.x.names || len(ticks) < 2 {
		return
	}
	room := f.inside.Size().X * vg.Length(f.x.at(ticks[1].value)-f.x.at(ticks[0].value))
	for i, t := range ticks {
		if f.tickText.Width(t.name) > room*.96 {
			f.stagger = tickSize + 3
			ticks[i].name = cut(f.tickText, t.name, room*1.6)
		}
	}
}

// paint draws labels, grid, ticks and the two lines of the axes.
func (f frame) paint() {
	for _, l := range []label{f.yLabel, f.xLabel} {
		if l.text != "" {
			f.outer.FillText(l.style, l.at, l.text)
		}
	}
	f.paintTicksOfX()
	f.paintTicksOfY()
	var corner vg.Path
	corner.Move(vg.Point{X: f.inside.Min.X, Y: f.inside.Max.Y})
	corner.Line(f.inside.Min)
	corner.Line(vg.Point{X: f.inside.Max.X, Y: f.inside.Min.Y})
	f.outer.SetLineStyle(axisLine)
	f.outer.Stroke(corner)
}

func (f frame) paintTicksOfX() {
	c, inside := f.outer, f.inside
	for i, t := range f.x.ticks {
		at := inside.X(f.x.at(t.value))
		if !inside.ContainsX(at) {
			continue
		}
		if !f.x.names && t.name != "" {
			c.StrokeLine2(gridLine(t), at, inside.Min.Y, at, inside.Max.Y)
		}
		if !f.x.names {
			c.StrokeLine2(axisLine, at, inside.Min.Y-tickLength, at, inside.Min.Y)
		}
		s := style(tickSize, faint, centre, below)
		half := s.Width(t.name) / 2
		at = max(min(at, c.Max.X-half), c.Min.X+half)
		c.FillText(s, vg.Point{X: at, Y: inside.Min.Y - tickLength - tickGap/2 - f.stagger*vg.Length(i%2)}, t.name)
	}
}

func (f frame) paintTicksOfY() {
	c, inside := f.outer, f.inside
	for _, t := range f.y.ticks {
		at := inside.Y(f.y.at(t.value))
		if !inside.ContainsY(at) {
			continue
		}
		if !f.y.names && t.name != "" {
			c.StrokeLine2(gridLine(t), inside.Min.X, at, inside.Max.X, at)
		}
		if !f.y.names {
			c.StrokeLine2(axisLine, inside.Min.X-tickLength, at, inside.Min.X, at)
		}
		c.FillText(f.tickText, vg.Point{X: inside.Min.X - tickLength - tickGap, Y: at}, t.name)
	}
}

// axisLine is the style of the axes.
var axisLine = draw.LineStyle{Color: axisInk, Width: 1}

// gridLine returns the style of the line across the figure at a tick.
func gridLine(t tick) draw.LineStyle {
	if t.value == 0 {
		return draw.LineStyle{Color: cardRim, Width: 1.25}
	}
	return draw.LineStyle{Color: gridInk, Width: 1}
}
