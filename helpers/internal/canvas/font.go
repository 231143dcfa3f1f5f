package canvas

import (
	_ "embed"
	"math"
	"slices"
	"strings"
	"sync"

	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// fontFile is BIZ UDPGothic, reduced to the letters that learners write by
// fonts/subset.py. Its licence is fonts/OFL.txt. It is part of the program's file,
// of which the system reads only what is used: the letters that are drawn.
//
//go:embed fonts/bizudpgothic-subset.ttf
var fontFile []byte

// glyph is a letter in units of the em.
type glyph struct {
	advance  float64
	segments []sfnt.Segment
}

// face is the font, with the letters that have been drawn.
var face struct {
	sync.Mutex
	parsed  *sfnt.Font
	buffer  sfnt.Buffer
	glyphs  map[rune]glyph
	ascent  float64
	descent float64
	em      float64 // 26.6 units
}

// lookup returns a letter; for one that the font does not have, a box. The first
// call parses the font.
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
	// A letter that the font does not have has index 0, which is a box.
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

// script is a small letter above or below the line.
type script struct {
	letter rune
	up     float64 // ems
}

// scripts has the superscripts and subscripts of formulas. If the font lacks
// one, it is made from the ordinary letter.
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

// scriptSize is the size of superscripts and subscripts, of the letters' size.
const scriptSize = .56

// shrink makes g a superscript or a subscript.
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

// Missing returns the letters of text that the font does not have, each once. In
// a picture they are boxes.
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

// combines reports whether a letter is drawn over the one before it, as the bar of
// x̄ is.
func combines(r rune) bool { return r >= 0x300 && r <= 0x36F }

// substitutes has letters in place of those that the font does not have. In BIZ
// UDPGothic ≤ is drawn as ≥ and ≥ as ≤, so these two change places.
var substitutes = strings.NewReplacer("≤", "≥", "≥", "≤", "✗", "×", "✔", "✓", "⋅", "·", "∗", "*", "∼", "~", "∘", "◦", "⟨", "〈", "⟩", "〉", "ϕ", "φ", "ϵ", "ε", "ϑ", "θ",
	"\u2011", "-", "\t", " ", "\u00a0", " ", "\u2009", " ", "\u202f", " ", "\r", "", "\u00ad", "", "\u200b", "", "\u200d", "", "\ufe0f", "")
