package figure

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"golessons/internal/words"
)

// rule is a straight line right across the figure. It has no DataRange: it does
// not widen the axes, and alone it is no figure.
type rule struct {
	value    float64
	vertical bool
	note     string
}

var _ interface {
	Layer
	LeavesOut
	Described
	Annotated
} = rule{}

// VLine draws a thin vertical line at x with a note.
func (f *Figure) VLine(x float64, note string) *Figure { return f.rule(x, true, note) }

// HLine draws a thin horizontal line at y with a note.
func (f *Figure) HLine(y float64, note string) *Figure { return f.rule(y, false, note) }

func (f *Figure) rule(value float64, vertical bool, note string) *Figure {
	if p := f.drawable(value, 0); finite(p.X) {
		f.Add(rule{value, vertical, note})
	}
	return f
}

func (r rule) Draw(c Canvas) {
	place, ok := c.Place(r.point())
	if !ok {
		return
	}
	line := draw.LineStyle{Color: faint, Width: 1.4, Dashes: []vg.Length{5, 4}}
	if r.vertical {
		if !c.ContainsX(place.X) {
			return
		}
		at := place.X
		c.StrokeLine2(line, at, c.Min.Y, at, c.Max.Y)
		s, note := fit(style(tickSize, faint, atLeft, below), r.note, max(c.Max.X-at, at-c.Min.X)-8)
		if w := s.Width(note); at+4+w > c.Max.X {
			at -= w + 8
		}
		c.FillText(s, vg.Point{X: at + 4, Y: c.Max.Y - 2}, note)
		return
	}
	if !c.ContainsY(place.Y) {
		return
	}
	c.StrokeLine2(line, c.Min.X, place.Y, c.Max.X, place.Y)
	s, note := fit(style(tickSize, faint, atRight, above), r.note, c.Size().X-8)
	c.FillText(s, vg.Point{X: c.Max.X - 4, Y: place.Y + 3}, note)
}

// point returns a point of the rule. Its other coordinate has a place on any
// axis, so only the rule's value can keep it off.
func (r rule) point() XY {
	if r.vertical {
		return XY{r.value, 1}
	}
	return XY{1, r.value}
}

func (r rule) LeftOut(s Scales) int { return leftOut([]XY{r.point()}, s) }

func (r rule) Annotation() string { return r.note }

func (r rule) Description(s Scales) string {
	switch {
	case !s.Holds(r.point()):
		return ""
	case r.vertical:
		return words.Sprintf("a line at x = %s, “%s”", num(r.value), r.note)
	}
	return words.Sprintf("a line at y = %s, “%s”", num(r.value), r.note)
}
