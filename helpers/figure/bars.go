package figure

import (
	"math"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"golessons/internal/words"
)

// BarSeries has one bar for each name that [Figure.Bars] is given.
type BarSeries struct {
	// Name stands in the legend; "" for none.
	Name string
	// Values are the heights.
	Values []float64
	// Errors are how far the error bars reach up and down; nil for no error bars.
	Errors []float64
}

// bars is one series of bars, beside others.
type bars struct {
	series BarSeries
	names  []string
	slot   int // of slots, side by side at each name
	slots  int
	look   Look
}

var _ interface {
	dataLayer
	AxisNamer
} = bars{}

// Bars draws a group of bars for each name, one bar for each series, with error
// bars where a series has them. Bars stand on 0.
func (f *Figure) Bars(names []string, series ...BarSeries) *Figure {
	if taken, _ := f.axisNames(); taken != nil {
		f.fail("there can be one bar chart in a figure")
		return f
	}
	names = append([]string{}, names...)
	if len(series) == 0 { // the names alone
		return f.Add(bars{names: names, slots: 1})
	}
	for i, s := range series {
		if len(s.Values) != len(names) || s.Errors != nil && len(s.Errors) != len(names) {
			f.fail("bars “%s”: %s but %s and %s", s.Name, words.Count(len(names), "name"), words.Count(len(s.Values), "value"), words.Count(len(s.Errors), "error"))
			return f
		}
		values := make([]float64, len(s.Values))
		errors := make([]float64, len(s.Values))
		for j, v := range s.Values {
			values[j] = f.drawable(0, v).Y
			if s.Errors != nil {
				errors[j] = math.Abs(f.drawable(0, s.Errors[j]).Y)
			}
		}
		if s.Errors == nil {
			errors = nil
		}
		f.Add(bars{BarSeries{s.Name, values, errors}, names, i, len(series), f.NextLook()})
	}
	return f
}

// ends returns the lowest and highest point of bar i, error bar included.
func (b bars) ends(i int) (low, high float64) {
	low, high = b.series.Values[i], b.series.Values[i]
	if b.series.Errors != nil && finite(b.series.Errors[i]) {
		low, high = bounded(low-b.series.Errors[i]), bounded(high+b.series.Errors[i])
	}
	return low, high
}

func (b bars) Draw(c Canvas) {
	x, y := c.transforms()
	bottom := c.Min.Y
	if !c.axes.y.log && c.axes.y.min < 0 {
		bottom = y(0)
	}
	width := .8 / float64(b.slots)
	for i, v := range b.series.Values {
		if !c.Scales().Holds(XY{1, v}) {
			continue
		}
		left := float64(i) - .4 + width*float64(b.slot)
		corners := []vg.Point{
			{X: x(left + width*.06), Y: bottom}, {X: x(left + width*.06), Y: y(v)},
			{X: x(left + width*.94), Y: y(v)}, {X: x(left + width*.94), Y: bottom},
		}
		clipped := c.ClipPolygonXY(corners)
		c.FillPolygon(b.look.Color, clipped)
		low, high := b.ends(i)
		if b.series.Errors == nil || low == high {
			continue
		}
		if c.axes.y.log {
			low = math.Max(low, c.axes.y.min)
		}
		middle := x(left + width/2)
		cap := min(6, (corners[2].X-corners[0].X)/3)
		s := draw.LineStyle{Color: ink, Width: 1.4}
		for _, part := range c.ClipLinesXY(
			[]vg.Point{{X: middle, Y: y(low)}, {X: middle, Y: y(high)}},
			[]vg.Point{{X: middle - cap, Y: y(low)}, {X: middle + cap, Y: y(low)}},
			[]vg.Point{{X: middle - cap, Y: y(high)}, {X: middle + cap, Y: y(high)}},
		) {
			stroke(c.Canvas, s, part)
		}
	}
}

func (b bars) DataRange(s Scales) Range {
	var r Range
	for i := range b.series.Values {
		low, high := b.ends(i)
		if !finite(high) || s.LogY && b.series.Values[i] <= 0 {
			continue
		}
		if s.LogY {
			low = math.Max(low, b.series.Values[i]/10)
		} else {
			low, high = math.Min(low, 0), math.Max(high, 0)
		}
		r = r.Include(XY{-.5, low}, XY{float64(len(b.series.Values)) - .5, high})
	}
	if !s.LogY && r.yMin == 0 {
		r = r.TightBelow()
	}
	return r.TightX()
}

func (b bars) Name() string { return b.series.Name }

func (b bars) Sample(c draw.Canvas) { sampleBox(c, 10, b.look.Color) }

func (b bars) LeftOut(s Scales) int {
	n := 0
	for _, v := range b.series.Values {
		if s.LogY && v <= 0 {
			n++
		}
	}
	return n
}

func (b bars) AxisNames() (x, y []string) { return b.names, nil }

func (b bars) Description(s Scales) string {
	var parts []string
	for i, v := range b.series.Values {
		if !s.Holds(XY{1, v}) {
			continue
		}
		part := b.names[i] + " " + num(v)
		if b.series.Errors != nil && finite(b.series.Errors[i]) {
			part += " ± " + num(b.series.Errors[i])
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 {
		return ""
	}
	if b.series.Name == "" {
		return words.T("bars: ") + strings.Join(parts, ", ")
	}
	return words.Sprintf("bars “%s”: ", b.series.Name) + strings.Join(parts, ", ")
}
