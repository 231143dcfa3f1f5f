package figure

import (
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"golessons/internal/words"
)

// mark is a ring around a point, with a note.
type mark struct {
	at     xy
	note   string
	figure *Figure // whose lines the note keeps clear of
}

// Mark rings the point (x, y) and writes a note beside it, such as "from here
// on it overfits".
func (f *Figure) Mark(x, y float64, note string) *Figure {
	if p := f.drawable(x, y); finite(p.x) {
		f.layers = append(f.layers, mark{p, note, f})
	}
	return f
}

// MarkLowest marks the lowest of the points (xs[i], ys[i]), such as the epoch
// after which the validation loss rises.
func (f *Figure) MarkLowest(xs, ys []float64, note string) *Figure {
	lowest := -1
	for i := range min(len(xs), len(ys)) {
		if finite(xs[i]) && finite(ys[i]) && (lowest < 0 || ys[i] < ys[lowest]) {
			lowest = i
		}
	}
	if lowest < 0 {
		return f
	}
	return f.Mark(xs[lowest], ys[lowest], note)
}

func (m mark) reach(logX, logY bool) extent { return reachOf([]xy{m.at}, logX, logY) }
func (m mark) written() string              { return m.note }
func (m mark) label() string                { return "" }
func (m mark) thumb(draw.Canvas)            {}

func (m mark) paint(c draw.Canvas, a *axes) {
	if !onAxis(a, m.at) {
		return
	}
	x, y := a.transforms(c)
	at := vg.Point{X: x(m.at.x), Y: y(m.at.y)}
	if !c.Contains(at) {
		return
	}
	var path vg.Path
	disc(&path, at, 6)
	c.SetLineStyle(draw.LineStyle{Color: ink, Width: 2})
	c.Stroke(path)
	if m.note == "" {
		return
	}
	s, note := fit(style(labelSize, ink, atLeft, middle), m.note, c.Size().X-6)
	box, head := m.place(c, a, at, s.Width(note)+6, s.Height(note)+6)
	away := head.Sub(at)
	part := 8 / vg.Length(math.Hypot(float64(away.X), float64(away.Y)))
	c.StrokeLine2(draw.LineStyle{Color: ink, Width: 1.2}, at.X+away.X*part, at.Y+away.Y*part, head.X, head.Y)
	c.SetColor(fade(paper, 225))
	c.Fill(box.Path())
	c.FillText(s, vg.Point{X: box.Min.X + 3, Y: box.Min.Y + box.Size().Y/2}, note)
}

// place finds a box of the given size near at, inside c and over as few points
// of the figure's lines as can be, and where the line to it ends.
func (m mark) place(c draw.Canvas, a *axes, at vg.Point, w, h vg.Length) (box vg.Rectangle, head vg.Point) {
	var lines [][]vg.Point
	for _, l := range m.figure.layers {
		if l, ok := l.(traced); ok {
			lines = append(lines, pieces(c, a, l.trace())...)
		}
	}
	least := -1
	for _, away := range []vg.Length{26, 52, 84} {
		for _, direction := range []vg.Point{{X: .8, Y: 1}, {X: -.8, Y: 1}, {X: .8, Y: -1}, {X: -.8, Y: -1}} {
			to := vg.Point{X: at.X + away*direction.X, Y: at.Y + away*direction.Y}
			try := vg.Rectangle{Min: vg.Point{X: to.X, Y: to.Y - h/2}}
			if direction.X < 0 {
				try.Min.X -= w
			}
			try.Min.X = min(max(try.Min.X, c.Min.X), c.Max.X-w)
			try.Min.Y = min(max(try.Min.Y, c.Min.Y), c.Max.Y-h)
			try.Max = vg.Point{X: try.Min.X + w, Y: try.Min.Y + h}
			crossed := 0
			for _, line := range lines {
				clip := draw.Canvas{Canvas: c.Canvas, Rectangle: try}
				crossed += len(clip.ClipLinesXY(line))
			}
			if least < 0 || crossed < least {
				least, box, head = crossed, try, to
			}
		}
		if least == 0 {
			break
		}
	}
	head.Y = min(max(head.Y, box.Min.Y), box.Max.Y)
	return box, head
}

func (m mark) missing(logX, logY bool) int { return missing([]xy{m.at}, logX, logY) }

func (m mark) tell(logX, logY bool) string {
	if !hasPlace(m.at, logX, logY) {
		return ""
	}
	return words.Sprintf("(%s, %s) is marked “%s”", num(m.at.x), num(m.at.y), m.note)
}

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
func (r rule) written() string        { return r.note }
func (r rule) label() string          { return "" }
func (r rule) thumb(draw.Canvas)      {}

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
