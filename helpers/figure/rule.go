package figure

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"golessons/internal/words"
)

// rule is a straight line right across the figure.
type rule struct {
	value    float64
	vertical bool
	note     string
}

// VLine draws a thin vertical line at x with a note.
func (f *Figure) VLine(x float64, note string) *Figure { return f.rule(x, true, note) }

// HLine draws a thin horizontal line at y with a note.
func (f *Figure) HLine(y float64, note string) *Figure { return f.rule(y, false, note) }

func (f *Figure) rule(value float64, vertical bool, note string) *Figure {
	if p := f.drawable(value, 0); finite(p.x) {
		f.layers = append(f.layers, rule{value, vertical, note})
	}
	return f
}

// reach is empty: a rule alone shows nothing, and it stretches only the other
// layers' range.
func (r rule) reach(_, _ bool) extent { return nothing() }

func (r rule) written() string { return r.note }

func (r rule) label() string { return "" }

func (r rule) thumb(draw.Canvas) {}

func (r rule) paint(c draw.Canvas, a *axes) {
	x, y := a.transforms(c)
	line := draw.LineStyle{Color: faint, Width: 1.4, Dashes: []vg.Length{5, 4}}
	if r.vertical {
		if !onAxis(a, r.point()) || !c.ContainsX(x(r.value)) {
			return
		}
		at := x(r.value)
		c.StrokeLine2(line, at, c.Min.Y, at, c.Max.Y)
		s, note := fit(style(tickSize, faint, atLeft, below), r.note, max(c.Max.X-at, at-c.Min.X)-8)
		if w := s.Width(note); at+4+w > c.Max.X {
			at -= w + 8
		}
		c.FillText(s, vg.Point{X: at + 4, Y: c.Max.Y - 2}, note)
		return
	}
	if !onAxis(a, r.point()) || !c.ContainsY(y(r.value)) {
		return
	}
	at := y(r.value)
	c.StrokeLine2(line, c.Min.X, at, c.Max.X, at)
	s, note := fit(style(tickSize, faint, atRight, above), r.note, c.Size().X-8)
	c.FillText(s, vg.Point{X: c.Max.X - 4, Y: at + 3}, note)
}

// point is a point of the rule, above 0 where the rule says nothing.
func (r rule) point() xy {
	if r.vertical {
		return xy{r.value, 1}
	}
	return xy{1, r.value}
}

func (r rule) missing(logX, logY bool) int { return missing([]xy{r.point()}, logX, logY) }

func (r rule) tell(logX, logY bool) string {
	if !hasPlace(r.point(), logX, logY) {
		return ""
	}
	if r.vertical {
		return words.Sprintf("a line at x = %s, “%s”", num(r.value), r.note)
	}
	return words.Sprintf("a line at y = %s, “%s”", num(r.value), r.note)
}
