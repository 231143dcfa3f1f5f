package figure

import (
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"golessons/internal/words"
)

// mark is a ring around a point, with a note.
type mark struct {
	at   XY
	note string
}

var _ interface {
	Layer
	DataRanger
	LeavesOut
	Described
	Annotated
} = mark{}

// Mark draws a ring around the point (x, y) and writes a note beside it, such as
// "from here on it overfits".
func (f *Figure) Mark(x, y float64, note string) *Figure {
	if p := f.drawable(x, y); finite(p.X) {
		f.Add(mark{p, note})
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

func (m mark) Draw(c Canvas) {
	at, ok := c.Place(m.at)
	if !ok || !c.Contains(at) {
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
	box, head := placeNote(c, at, s.Width(note)+6, s.Height(note)+6)
	away := head.Sub(at)
	part := 8 / vg.Length(math.Hypot(float64(away.X), float64(away.Y)))
	c.StrokeLine2(draw.LineStyle{Color: ink, Width: 1.2}, at.X+away.X*part, at.Y+away.Y*part, head.X, head.Y)
	c.SetColor(fade(paper, 225))
	c.Fill(box.Path())
	c.FillText(s, vg.Point{X: box.Min.X + 3, Y: box.Min.Y + box.Size().Y/2}, note)
}

// placeNote returns a box of the given size near at, inside c and over as few
// pieces of the figure's lines as possible, and where a line to it ends.
func placeNote(c Canvas, at vg.Point, w, h vg.Length) (box vg.Rectangle, head vg.Point) {
	var lines [][]vg.Point
	for _, l := range c.layers {
		if l, ok := l.(Traced); ok {
			lines = append(lines, c.pieces(l.Trace())...)
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
				clip := draw.Canvas{Canvas: c.Canvas.Canvas, Rectangle: try}
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

func (m mark) DataRange(s Scales) Range { return rangeOf([]XY{m.at}, s) }

func (m mark) LeftOut(s Scales) int { return leftOut([]XY{m.at}, s) }

func (m mark) Annotation() string { return m.note }

func (m mark) Description(s Scales) string {
	if !s.Holds(m.at) {
		return ""
	}
	return words.Sprintf("(%s, %s) is marked “%s”", num(m.at.X), num(m.at.Y), m.note)
}
