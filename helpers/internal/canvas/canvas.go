// Package canvas has the canvases on which figures are drawn, for SVG and for
// PNG, and the font of their letters. They are canvases of gonum/plot's drawing
// package.
//
// gonum/plot has canvases of its own. Linking these takes a cell 25 ms less, they
// draw letters as outlines of an embedded font with Japanese letters, and the
// same picture gives the same bytes.
package canvas

import (
	"image"
	"image/color"
	"math"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// point is a place on the canvas: x to the right, y down.
type point struct{ x, y float64 }

// segment is a piece of a path, as in SVG.
type segment struct {
	op byte     // M, L, Q, C or Z
	p  [3]point // 1, 1, 2, 3 or none of them
}

// stroke says how a line is drawn.
type stroke struct {
	width  float64
	dash   []float64
	offset float64
}

// backend draws in one format. Its coordinates are pixels of the format.
type backend interface {
	fill(path []segment, c color.NRGBA)
	stroke(path []segment, s stroke, c color.NRGBA)
	image(corners [2]point, img image.Image)
}

// Canvas is a vg.Canvas on which one of vg's points is one CSS pixel.
type Canvas struct {
	width, height float64
	backend       backend
	state         state
	stack         []state
}

// state is the part of a Canvas that Push saves.
type state struct {
	// A point (x, y) is drawn at (a·x + c·y + e, b·x + d·y + f).
	a, b, c, d, e, f float64
	scale            float64
	width            vg.Length
	dash             []vg.Length
	offset           vg.Length
	color            color.NRGBA
}

func newCanvas(width, height, scale float64, b backend) *Canvas {
	return &Canvas{width: width, height: height, backend: b, state: state{
		a: scale, d: -scale, f: height * scale, scale: scale, width: 1, color: color.NRGBA{A: 255},
	}}
}

// Size returns the size in CSS pixels.
func (c *Canvas) Size() (x, y vg.Length) { return vg.Length(c.width), vg.Length(c.height) }

// SetLineWidth sets the width of lines.
func (c *Canvas) SetLineWidth(w vg.Length) { c.state.width = w }

// SetLineDash sets the lengths of dashes and gaps of lines.
func (c *Canvas) SetLineDash(pattern []vg.Length, offset vg.Length) {
	c.state.dash, c.state.offset = pattern, offset
}

// SetColor sets the colour of lines and areas; nil is black.
func (c *Canvas) SetColor(clr color.Color) {
	if clr == nil {
		clr = color.Black
	}
	c.state.color = color.NRGBAModel.Convert(clr).(color.NRGBA)
}

// Rotate turns what is drawn from now on by rad, counterclockwise.
func (c *Canvas) Rotate(rad float64) {
	sin, cos := math.Sincos(rad)
	s := &c.state
	s.a, s.b, s.c, s.d = s.a*cos+s.c*sin, s.b*cos+s.d*sin, s.c*cos-s.a*sin, s.d*cos-s.b*sin
}

// Translate moves what is drawn from now on.
func (c *Canvas) Translate(pt vg.Point) {
	p := c.at(pt)
	c.state.e, c.state.f = p.x, p.y
}

// Scale stretches what is drawn from now on.
func (c *Canvas) Scale(x, y float64) {
	s := &c.state
	s.a, s.b, s.c, s.d = s.a*x, s.b*x, s.c*y, s.d*y
	s.scale *= math.Sqrt(math.Abs(x * y))
}

// Push keeps width, dashes, colour and transformation for Pop.
func (c *Canvas) Push() { c.stack = append(c.stack, c.state) }

// Pop brings back what the last Push kept.
func (c *Canvas) Pop() {
	c.state = c.stack[len(c.stack)-1]
	c.stack = c.stack[:len(c.stack)-1]
}

// Stroke draws a line along a path.
func (c *Canvas) Stroke(p vg.Path) {
	if c.state.width <= 0 || c.state.color.A == 0 {
		return
	}
	s := stroke{width: float64(c.state.width) * c.state.scale, offset: float64(c.state.offset) * c.state.scale}
	for _, d := range c.state.dash {
		s.dash = append(s.dash, float64(d)*c.state.scale)
	}
	c.backend.stroke(c.segments(p), s, c.state.color)
}

// Fill fills the area of a path.
func (c *Canvas) Fill(p vg.Path) {
	if c.state.color.A > 0 {
		c.backend.fill(c.segments(p), c.state.color)
	}
}

// FillString writes a line of text in the size of f, always with the embedded
// font.
func (c *Canvas) FillString(f font.Face, pt vg.Point, text string) {
	if f.Font.Size > 0 {
		c.Fill(outline(text, f.Font.Size, pt))
	}
}

// DrawImage draws an image into a rectangle, with sharp borders between its
// pixels.
func (c *Canvas) DrawImage(rect vg.Rectangle, img image.Image) {
	p, q := c.at(rect.Min), c.at(rect.Max)
	c.backend.image([2]point{
		{math.Min(p.x, q.x), math.Min(p.y, q.y)}, {math.Max(p.x, q.x), math.Max(p.y, q.y)},
	}, img)
}

// at returns where a point is in the pixels of the backend.
func (c *Canvas) at(p vg.Point) point {
	s, x, y := c.state, float64(p.X), float64(p.Y)
	return point{s.a*x + s.c*y + s.e, s.b*x + s.d*y + s.f}
}

// segments returns a path in the pixels of the backend, with its arcs as curves.
func (c *Canvas) segments(path vg.Path) []segment {
	out := make([]segment, 0, len(path))
	for _, comp := range path {
		switch comp.Type {
		case vg.MoveComp:
			out = append(out, segment{'M', [3]point{c.at(comp.Pos)}})
		case vg.LineComp:
			out = append(out, segment{'L', [3]point{c.at(comp.Pos)}})
		case vg.CloseComp:
			out = append(out, segment{op: 'Z'})
		case vg.CurveComp:
			if len(comp.Control) == 1 {
				out = append(out, segment{'Q', [3]point{c.at(comp.Control[0]), c.at(comp.Pos)}})
			} else {
				out = append(out, segment{'C', [3]point{c.at(comp.Control[0]), c.at(comp.Control[1]), c.at(comp.Pos)}})
			}
		case vg.ArcComp:
			out = c.arc(out, comp)
		}
	}
	return out
}

// arc adds an arc as cubic curves, each of a quarter turn at most.
func (c *Canvas) arc(out []segment, comp vg.PathComp) []segment {
	on := func(angle float64) vg.Point {
		sin, cos := math.Sincos(angle)
		return vg.Point{X: comp.Pos.X + comp.Radius*vg.Length(cos), Y: comp.Pos.Y + comp.Radius*vg.Length(sin)}
	}
	op := byte('L')
	if len(out) == 0 || out[len(out)-1].op == 'Z' {
		op = 'M'
	}
	out = append(out, segment{op, [3]point{c.at(on(comp.Start))}})
	n := int(math.Ceil(math.Abs(comp.Angle)/(math.Pi/2) - 1e-9))
	step := comp.Angle / float64(n)
	k := vg.Length(4.0 / 3 * math.Tan(step/4))
	for i := range n {
		from, to := comp.Start+float64(i)*step, comp.Start+float64(i+1)*step
		p, q := on(from), on(to)
		u, v := p.Sub(comp.Pos), q.Sub(comp.Pos)
		out = append(out, segment{'C', [3]point{
			c.at(vg.Point{X: p.X - k*u.Y, Y: p.Y + k*u.X}),
			c.at(vg.Point{X: q.X + k*v.Y, Y: q.Y - k*v.X}),
			c.at(q),
		}})
	}
	return out
}
