package figure

import (
	"math"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"golessons/internal/words"
)

// BarSeries is one bar for each name of [Figure.Bars].
type BarSeries struct {
	// Name stands in the legend; "" for none.
	Name string
	// Values are the heights.
	Values []float64
	// Errors reach as far up and down from the heights; nil for none.
	Errors []float64
}

// bars is one series among those side by side.
type bars struct {
	BarSeries
	names []string
	slot  int // of slots
	slots int
	look  look
}

// Bars draws a group of bars for each name, one bar for each series, with error
// bars where a series has them. Bars stand on 0.
func (f *Figure) Bars(names []string, series ...BarSeries) *Figure {
	if f.xTicks != nil {
		f.fail("there can be one bar chart in a figure")
		return f
	}
	f.xTicks = append([]string{}, names...)
	for i, s := range series {
		if len(s.Values) != len(names) || s.Errors != nil && len(s.Errors) != len(names) {
			f.fail("bars “%s”: %s but %s and %s", s.Name, words.Count(len(names), "name"), words.Count(len(s.Values), "value"), words.Count(len(s.Errors), "error"))
			return f
		}
		values := make([]float64, len(s.Values))
		errors := make([]float64, len(s.Values))
		for j, v := range s.Values {
			values[j] = f.drawable(0, v).y
			if s.Errors != nil {
				errors[j] = math.Abs(f.drawable(0, s.Errors[j]).y)
			}
		}
		if s.Errors == nil {
			errors = nil
		}
		f.layers = append(f.layers, bars{BarSeries{s.Name, values, errors}, f.xTicks, i, len(series), f.nextLook()})
	}
	return f
}

// ends returns the lowest and highest point of bar i, error bar included.
func (b bars) ends(i int) (low, high float64) {
	low, high = b.Values[i], b.Values[i]
	if b.Errors != nil && finite(b.Errors[i]) {
		low, high = bounded(low-b.Errors[i]), bounded(high+b.Errors[i])
	}
	return low, high
}

func (b bars) reach(_, logY bool) extent {
	e := nothing()
	for i := range b.Values {
		low, high := b.ends(i)
		if !finite(high) || logY && b.Values[i] <= 0 {
			continue
		}
		if logY {
			low = math.Max(low, b.Values[i]/10)
		} else {
			low, high = math.Min(low, 0), math.Max(high, 0)
		}
		e = e.with(-.5, low).with(float64(len(b.Values))-.5, high)
	}
	e.xTight = true
	e.floor = !logY && e.yMin == 0
	return e
}

func (b bars) label() string { return b.Name }

func (b bars) paint(c draw.Canvas, a *axes) {
	x, y := a.transforms(c)
	bottom := c.Min.Y
	if !a.y.log && a.y.min < 0 {
		bottom = y(0)
	}
	width := .8 / float64(b.slots)
	for i, v := range b.Values {
		if !finite(v) || !onAxis(a, xy{1, v}) {
			continue
		}
		left := float64(i) - .4 + width*float64(b.slot)
		corners := []vg.Point{
			{X: x(left + width*.06), Y: bottom}, {X: x(left + width*.06), Y: y(v)},
			{X: x(left + width*.94), Y: y(v)}, {X: x(left + width*.94), Y: bottom},
		}
		clipped := c.ClipPolygonXY(corners)
		c.FillPolygon(b.look.color, clipped)
		low, high := b.ends(i)
		if b.Errors == nil || low == high {
			continue
		}
		if a.y.log {
			low = math.Max(low, a.y.min)
		}
		middle := x(left + width/2)
		cap := min(6, (corners[2].X-corners[0].X)/3)
		s := draw.LineStyle{Color: ink, Width: 1.4}
		for _, part := range c.ClipLinesXY(
			[]vg.Point{{X: middle, Y: y(low)}, {X: middle, Y: y(high)}},
			[]vg.Point{{X: middle - cap, Y: y(low)}, {X: middle + cap, Y: y(low)}},
			[]vg.Point{{X: middle - cap, Y: y(high)}, {X: middle + cap, Y: y(high)}},
		) {
			stroke(c, s, part)
		}
	}
}

func (b bars) thumb(c draw.Canvas) {
	r := c.Rectangle
	r.Min.Y, r.Max.Y = c.Center().Y-5, c.Center().Y+5
	c.SetColor(b.look.color)
	c.Fill(r.Path())
}

func (b bars) missing(_, logY bool) int {
	n := 0
	for _, v := range b.Values {
		if logY && v <= 0 {
			n++
		}
	}
	return n
}

func (b bars) tell(_, logY bool) string {
	var parts []string
	for i, v := range b.Values {
		if !finite(v) || logY && v <= 0 {
			continue
		}
		part := b.names[i] + " " + num(v)
		if b.Errors != nil && finite(b.Errors[i]) {
			part += " ± " + num(b.Errors[i])
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 {
		return ""
	}
	if b.Name == "" {
		return words.T("bars: ") + strings.Join(parts, ", ")
	}
	return words.Sprintf("bars “%s”: ", b.Name) + strings.Join(parts, ", ")
}
