package canvas

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"html"
	"image"
	"image/color"
	"image/png"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// SVG is a canvas for an SVG document.
type SVG struct {
	*Canvas
	out *svgBackend
}

// NewSVG returns an empty canvas of the given size in CSS pixels.
func NewSVG(width, height float64) SVG {
	b := &svgBackend{colors: map[usedColor]bool{}}
	return SVG{newCanvas(width, height, 1, b), b}
}

// Bytes returns the document, with a description for screen readers. It refers to
// nothing outside itself and has no ids, so that one page can hold many. In a
// dark theme each colour that is a key of dark becomes the value.
func (s SVG) Bytes(description string, dark map[color.NRGBA]color.NRGBA) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" class="golessons" width="%g" height="%g" viewBox="0 0 %g %g" role="img" style="max-width:100%%;height:auto">`,
		s.width, s.height, s.width, s.height)
	if description != "" {
		fmt.Fprintf(&b, "<title>%s</title>", html.EscapeString(legal(description)))
	}
	b.WriteString(s.out.theme(dark))
	b.Write(s.out.body.Bytes())
	b.WriteString("</svg>\n")
	return b.Bytes()
}

// legal returns s without the letters that XML forbids.
func legal(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF || r == utf8.RuneError {
			return -1
		}
		return r
	}, s)
}

// VSCodeDark is a CSS selector for VS Code's page if its theme is dark.
const VSCodeDark = ":is(.vscode-dark,[data-vscode-theme-kind=vscode-high-contrast])"

// follow is the style by which a figure follows the theme around it.
//
// JupyterLab and the lessons' web pages show a figure as an image, which is a
// document of its own; the browser tells it the colour scheme of the page. A
// figure inside a page has the scheme of the page, except in VS Code, which only
// sets a class. Elsewhere, and on paper, a figure has the light colours of its
// attributes.
const follow = ":root.golessons{color-scheme:light dark}" + VSCodeDark + " .golessons{color-scheme:dark}" +
	"@media print{.golessons.golessons{color-scheme:light}}"

// theme returns the style sheet with the colours of a dark theme.
func (b *svgBackend) theme(dark map[color.NRGBA]color.NRGBA) string {
	var rules []string
	for used := range b.colors {
		if night, ok := dark[used.color]; ok {
			rules = append(rules, fmt.Sprintf(`.golessons [%s="%s"]{%[1]s:light-dark(%[2]s,%[3]s)}`, used.attribute, hex(used.color), hex(night)))
		}
	}
	if b.glows {
		rules = append(rules, "@media(prefers-color-scheme:dark){:root.golessons .glow{filter:"+glow+"}}"+VSCodeDark+" .glow{filter:"+glow+"}")
	}
	if len(rules) == 0 {
		return ""
	}
	slices.Sort(rules)
	return "\n<style>" + follow + strings.Join(rules, "") + "</style>\n"
}

// Glow is an image that is lighter in a dark theme.
type Glow struct{ image.Image }

// glow is the filter of such an image: colours for white paper become light
// enough for black.
const glow = "brightness(1.25)"

// svgBackend writes elements of an SVG. It writes coordinates in hundredths of a
// pixel, relative to those before, which is shortest.
type svgBackend struct {
	body   bytes.Buffer
	colors map[usedColor]bool
	glows  bool
}

// usedColor is an opaque colour that is the value of an attribute.
type usedColor struct {
	attribute string
	color     color.NRGBA
}

func (b *svgBackend) fill(path []segment, c color.NRGBA) {
	b.body.WriteString("<path")
	b.color("fill", c)
	b.path(path)
	b.body.WriteString("/>\n")
}

func (b *svgBackend) stroke(path []segment, s stroke, c color.NRGBA) {
	b.body.WriteString(`<path fill="none"`)
	b.color("stroke", c)
	fmt.Fprintf(&b.body, ` stroke-width="%s" stroke-linejoin="round"`, decimal(s.width))
	if len(s.dash) > 0 {
		b.body.WriteString(` stroke-dasharray="`)
		for i, d := range s.dash {
			if i > 0 {
				b.body.WriteByte(' ')
			}
			b.body.WriteString(decimal(d))
		}
		b.body.WriteByte('"')
		if s.offset != 0 {
			fmt.Fprintf(&b.body, ` stroke-dashoffset="%s"`, decimal(s.offset))
		}
	}
	b.path(path)
	b.body.WriteString("/>\n")
}

func (b *svgBackend) image(corners [2]point, img image.Image) {
	class := ""
	if g, ok := img.(Glow); ok {
		class, img, b.glows = ` class="glow"`, g.Image, true
	}
	var data bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&data, img); err != nil {
		panic(err) // a bytes.Buffer takes everything
	}
	fmt.Fprintf(&b.body, `<image%s x="%s" y="%s" width="%s" height="%s" preserveAspectRatio="none" style="image-rendering:pixelated" href="data:image/png;base64,%s"/>`+"\n",
		class, decimal(corners[0].x), decimal(corners[0].y), decimal(corners[1].x-corners[0].x), decimal(corners[1].y-corners[0].y),
		base64.StdEncoding.EncodeToString(data.Bytes()))
}

// color writes a colour as the value of an attribute.
func (b *svgBackend) color(attribute string, c color.NRGBA) {
	b.colors[usedColor{attribute, color.NRGBA{c.R, c.G, c.B, 255}}] = true
	fmt.Fprintf(&b.body, ` %s="%s"`, attribute, hex(c))
	if c.A < 255 {
		fmt.Fprintf(&b.body, ` %s-opacity="%s"`, attribute, decimal(float64(c.A)/255))
	}
}

func hex(c color.NRGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// path writes the data of a path.
func (b *svgBackend) path(path []segment) {
	b.body.WriteString(` d="`)
	var x, y, startX, startY int
	write := func(op byte, points ...point) {
		b.body.WriteByte(op)
		for i, p := range points {
			px, py := hundredths(p.x), hundredths(p.y)
			b.number(px-x, i > 0)
			b.number(py-y, true)
			if i == len(points)-1 {
				x, y = px, py
			}
		}
	}
	for _, s := range path {
		switch s.op {
		case 'M':
			write('m', s.p[0])
			startX, startY = x, y
		case 'L':
			write('l', s.p[0])
		case 'Q':
			write('q', s.p[:2]...)
		case 'C':
			write('c', s.p[:3]...)
		case 'Z':
			b.body.WriteByte('z')
			x, y = startX, startY
		}
	}
	b.body.WriteByte('"')
}

// number writes n hundredths, after a space if it follows a number and has no
// minus sign to separate it.
func (b *svgBackend) number(n int, follows bool) {
	if follows && n >= 0 {
		b.body.WriteByte(' ')
	}
	b.body.WriteString(decimal(float64(n) / 100))
}

func hundredths(v float64) int { return int(math.Round(v * 100)) }

// decimal returns v with at most two decimal places, as short as SVG allows.
func decimal(v float64) string {
	s := strconv.FormatFloat(float64(hundredths(v))/100, 'f', -1, 64)
	switch {
	case len(s) > 1 && s[0] == '0' && s[1] == '.':
		return s[1:]
	case len(s) > 2 && s[0] == '-' && s[1] == '0' && s[2] == '.':
		return "-" + s[2:]
	}
	return s
}
