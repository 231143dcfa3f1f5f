package canvas

import (
	_ "embed"
	"image/color"
	"math"
	"strings"
	"sync"

	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
)

// fontFile is BIZ UDPGothic, cut down to what the course writes with
// (fonts/subset.py); its licence is fonts/OFL.txt.
//
//go:embed fonts/bizudpgothic-subset.ttf
var fontFile []byte

// glyph is a letter in units of the em.
type glyph struct {
	advance  float64
	segments []sfnt.Segment
}

var face struct {
	sync.Mutex
	parsed  *sfnt.Font
	buffer  sfnt.Buffer
	glyphs  map[rune]glyph
	ascent  float64
	descent float64
	em      float64 // 26.6 units
}

// lookup finds a letter. The font is parsed when the first one is asked for.
func lookup(r rune) glyph {
	face.Lock()
	defer face.Unlock()
	if face.parsed == nil {
		parsed, err := sfnt.Parse(fontFile)
		if err != nil {
			panic("canvas: the embedded font is damaged: " + err.Error())
		}
		face.parsed = parsed
		face.glyphs = map[rune]glyph{}
		face.em = float64(fixed.I(int(parsed.UnitsPerEm())))
	}
	if g, ok := face.glyphs[r]; ok {
		return g
	}
	ppem := fixed.I(int(face.parsed.UnitsPerEm()))
	// A letter the font lacks has index 0, the box.
	index, _ := face.parsed.GlyphIndex(&face.buffer, r)
	segments, err := face.parsed.LoadGlyph(&face.buffer, index, ppem, nil)
	var g glyph
	if err == nil {
		g.segments = append(g.segments, segments...)
	}
	if advance, err := face.parsed.GlyphAdvance(&face.buffer, index, ppem, xfont.HintingNone); err == nil {
		g.advance = float64(advance) / face.em
	}
	face.glyphs[r] = g
	return g
}

// substitutes stand in for letters the font lacks. BIZ UDPGothic draws ≤ as ≥
// and ≥ as ≤, so these two change places.
var substitutes = strings.NewReplacer("≤", "≥", "≥", "≤", "℃", "°C", "✗", "×", "₀", "0", "₁", "1", "₂", "2", "₃", "3", "\t", " ", "\r", "", "\u200b", "")

// Ascent and descent of the font in ems; it sets its lines this far apart.
const (
	ascent  = 0.88
	descent = 0.12
)

// Text is gonum/plot's text handler for the embedded font. It draws letters as
// outlines, so that a picture looks the same where the font is not installed,
// Japanese included.
type Text struct{}

// Cache is empty: the font is not one of gonum/plot's.
func (Text) Cache() *font.Cache { return font.NewCache(nil) }

// Extents gives the font's metrics at fnt's size. They say that nothing hangs
// below the line, because gonum/plot lifts labels by what does, into the ticks.
func (Text) Extents(fnt font.Font) font.Extents {
	return font.Extents{Ascent: fnt.Size * ascent, Height: fnt.Size}
}

// Lines splits txt at its newlines.
func (Text) Lines(txt string) []string {
	return strings.Split(strings.TrimRight(txt, "\n"), "\n")
}

// Box is the room one line takes.
func (t Text) Box(txt string, fnt font.Font) (width, height, depth vg.Length) {
	return Width(txt, fnt.Size), fnt.Size * ascent, fnt.Size * descent
}

// Width is the length of one line at the given size.
func Width(txt string, size vg.Length) vg.Length {
	var w float64
	for _, r := range substitutes.Replace(txt) {
		w += lookup(r).advance
	}
	return vg.Length(w) * size
}

// Draw fills txt's outlines at pt, aligned and turned as sty says.
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
	// As in gonum/plot's own handler: pt is the block's corner or middle.
	pt.Y += sty.Height(txt)*vg.Length(sty.YAlign) - size*ascent
	for i, line := range lines {
		at := pt.Add(vg.Point{
			X: vg.Length(sty.XAlign) * Width(line, size),
			Y: vg.Length(len(lines)-i) * size,
		})
		c.Fill(outline(line, size, at))
	}
}

// outline is one line of text as a path that starts at at.
func outline(line string, size vg.Length, at vg.Point) vg.Path {
	var path vg.Path
	for _, r := range substitutes.Replace(line) {
		g := lookup(r)
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
		at.X += size * vg.Length(g.advance)
	}
	return path
}
