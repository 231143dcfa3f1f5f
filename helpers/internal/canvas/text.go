package canvas

import (
	_ "embed"
	"image/color"
	"math"
	"strings"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
)

// Ascent and descent of the font in ems. Lines are one em apart.
const (
	ascent  = 0.88
	descent = 0.12
)

// Text is a text handler of gonum/plot for the embedded font. It draws letters as
// outlines, so that a picture looks the same on every machine, Japanese included.
type Text struct{}

// Cache returns an empty cache: the font is not one of gonum/plot's.
func (Text) Cache() *font.Cache { return font.NewCache(nil) }

// Extents returns the metrics of the font in fnt's size, without a descent:
// gonum/plot would raise labels by it, into the ticks.
func (Text) Extents(fnt font.Font) font.Extents {
	return font.Extents{Ascent: fnt.Size * ascent, Height: fnt.Size}
}

// Lines returns the lines of txt.
func (Text) Lines(txt string) []string {
	return strings.Split(strings.TrimRight(txt, "\n"), "\n")
}

// Box returns the size of a line.
func (t Text) Box(txt string, fnt font.Font) (width, height, depth vg.Length) {
	return Width(txt, fnt.Size), fnt.Size * ascent, fnt.Size * descent
}

// Width returns the width of a line in the given size.
func Width(txt string, size vg.Length) vg.Length {
	var w float64
	for _, r := range substitutes.Replace(txt) {
		if !combines(r) {
			w += lookup(r).advance
		}
	}
	return vg.Length(w) * size
}

// Draw draws txt at pt, aligned and turned as sty says.
func (t Text) Draw(c vg.Canvas, txt string, sty text.Style, pt vg.Point) {
	txt = strings.TrimRight(txt, "\n")
	if txt == "" {
		return
	}
	c.SetColor(sty.Color)
	if sty.Color == nil {
		c.SetColor(color.Black)
	}
	if sty.Rotation != 0 {
		c.Push()
		c.Rotate(sty.Rotation)
		defer c.Pop()
	}
	sin64, cos64 := math.Sincos(sty.Rotation)
	sin, cos := vg.Length(sin64), vg.Length(cos64)
	pt.X, pt.Y = pt.Y*sin+pt.X*cos, pt.Y*cos-pt.X*sin

	size := sty.Font.Size
	lines := t.Lines(txt)
	// As for gonum/plot's own handler, pt is a corner or the middle of the text.
	pt.Y += sty.Height(txt)*vg.Length(sty.YAlign) - size*ascent
	for i, line := range lines {
		at := pt.Add(vg.Point{
			X: vg.Length(sty.XAlign) * Width(line, size),
			Y: vg.Length(len(lines)-i) * size,
		})
		c.Fill(outline(line, size, at))
	}
}

// outline returns a line of text as a path, with its start at at.
func outline(line string, size vg.Length, at vg.Point) vg.Path {
	var path vg.Path
	before := vg.Length(0) // the advance of the last letter
	for _, r := range substitutes.Replace(line) {
		g := lookup(r)
		next := at.X + size*vg.Length(g.advance)
		if combines(r) {
			next = at.X
			at.X -= (before + size*vg.Length(g.advance)) / 2
		} else {
			before = size * vg.Length(g.advance)
		}
		point := func(p fixed.Point26_6) vg.Point {
			return vg.Point{
				X: at.X + size*vg.Length(float64(p.X)/face.em),
				Y: at.Y - size*vg.Length(float64(p.Y)/face.em),
			}
		}
		for i, s := range g.segments {
			switch s.Op {
			case sfnt.SegmentOpMoveTo:
				if i > 0 {
					path.Close()
				}
				path.Move(point(s.Args[0]))
			case sfnt.SegmentOpLineTo:
				path.Line(point(s.Args[0]))
			case sfnt.SegmentOpQuadTo:
				path.QuadTo(point(s.Args[0]), point(s.Args[1]))
			case sfnt.SegmentOpCubeTo:
				path.CubeTo(point(s.Args[0]), point(s.Args[1]), point(s.Args[2]))
			}
		}
		if len(g.segments) > 0 {
			path.Close()
		}
		at.X = next
	}
	return path
}
