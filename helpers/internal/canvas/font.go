package canvas

import (
	_ "embed"
	"image/color"
	"math"
	"slices"
	"strings"
	"sync"

	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
)

// fontFile is BIZ UDPGothic with the letters that learners write
// (fonts/subset.py); its licence is fonts/OFL.txt. It lies in the program's file,
// of which the system reads only what is looked at: the letters that are drawn.
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
	// A letter the font lacks has index 0, the box.
	index, _ := face.parsed.GlyphIndex(&face.buffer, r)
	shift, small := scripts[r], false
	if index == 0 && shift.letter != 0 {
		index, _ = face.parsed.GlyphIndex(&face.buffer, shift.letter)
		small = true
	}
	ppem := fixed.I(int(face.parsed.UnitsPerEm()))
	segments, err := face.parsed.LoadGlyph(&face.buffer, index, ppem, nil)
	var g glyph
	if err == nil {
		g.segments = append(g.segments, segments...)
	}
	if advance, err := face.parsed.GlyphAdvance(&face.buffer, index, ppem, xfont.HintingNone); err == nil {
		g.advance = float64(advance) / face.em
	}
	if small {
		g.shrink(shift.up * face.em)
	}
	face.glyphs[r] = g
	return g
}

// script is a small letter above or below the line: which one, and by how many
// ems it is raised.
type script struct {
	letter rune
	up     float64
}

// scripts are the superscripts and subscripts that formulas have. Those that the
// font lacks are made of its letters.
var scripts = func() map[rune]script {
	all := map[rune]script{}
	for raised, list := range map[float64][2]string{
		.36:  {"⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱⁿˣʸᵀᵏ", "0123456789+−=()inxyTk"},
		-.13: {"₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ", "0123456789+−=()aeoxhklmnpstijruv"},
	} {
		letters := []rune(list[1])
		for i, r := range []rune(list[0]) {
			all[r] = script{letters[i], raised}
		}
	}
	return all
}()

// scriptSize is how large superscripts and subscripts are.
const scriptSize = .56

// shrink makes a superscript or a subscript of g.
func (g *glyph) shrink(up float64) {
	g.advance *= scriptSize
	for i := range g.segments {
		for j := range g.segments[i].Args {
			p := &g.segments[i].Args[j]
			p.X = fixed.Int26_6(math.Round(float64(p.X) * scriptSize))
			p.Y = fixed.Int26_6(math.Round(float64(p.Y)*scriptSize - up))
		}
	}
}

// Missing returns the letters of text that the font cannot draw, each once: they
// are boxes in a picture.
func Missing(text string) string {
	lookup(' ')
	face.Lock()
	defer face.Unlock()
	var out []rune
	for _, r := range substitutes.Replace(text) {
		if r == '\n' || scripts[r].letter != 0 || slices.Contains(out, r) {
			continue
		}
		if index, err := face.parsed.GlyphIndex(&face.buffer, r); err != nil || index == 0 {
			out = append(out, r)
		}
	}
	return string(out)
}

// combines reports whether a letter stands on the one before it, like the bar of
// x̄.
func combines(r rune) bool { return r >= 0x300 && r <= 0x36F }

// substitutes stand in for letters the font lacks. BIZ UDPGothic draws ≤ as ≥
// and ≥ as ≤, so these two change places.
var substitutes = strings.NewReplacer("≤", "≥", "≥", "≤", "✗", "×", "✔", "✓", "⋅", "·", "∗", "*", "∼", "~", "∘", "◦", "⟨", "〈", "⟩", "〉", "ϕ", "φ", "ϵ", "ε", "ϑ", "θ",
	"\u2011", "-", "\t", " ", "\u00a0", " ", "\u2009", " ", "\u202f", " ", "\r", "", "\u00ad", "", "\u200b", "", "\u200d", "", "\ufe0f", "")

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
		if !combines(r) {
			w += lookup(r).advance
		}
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
