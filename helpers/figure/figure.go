// Package figure draws what the lessons show: lines, functions, histograms,
// bars, scatters, heat maps, decision boundaries, small multiples, networks,
// figures with a slider, and training as it runs.
//
// A figure goes into the notebook as one output with three forms: SVG, PNG and
// a sentence for those who cannot see it. It stands on a card of its own, light
// or dark as the theme of the notebook or the page is; the PNG and what is
// printed are light. Its colours are colour-blind-safe, with dashes and markers
// that differ as well.
//
// It draws with gonum/plot's drawing layer (plot/vg/draw), with axes, canvases
// and a text handler of its own: gonum's package plot links the Liberation fonts
// and back ends for PDF, EPS and TeX into every cell, 0.08 s and 6 MB more. The
// package is apart from golessons/helpers because a cell that draws nothing
// need not link it.
package figure

import (
	"errors"
	"fmt"
	"image/color"
	"math"
	"strings"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"golessons/helpers/internal/canvas"
	"golessons/helpers/internal/display"
	"golessons/internal/words"
)

// Figure is one picture with axes. Make it with [New], add to it, and [Figure.Show]
// it. The methods return the figure, so that they can be chained.
//
// Values that are NaN or infinite are left out, and the figure says how many.
// What cannot be drawn, such as series of different lengths, makes Show print
// a sentence instead.
type Figure struct {
	// Width and Height are in CSS pixels; New sets 640 and 400.
	Width, Height float64

	title, xLabel, yLabel string
	layers                []layer
	xTicks, yTicks        []string // names at 0, 1, 2…; nil for numbers
	xRange, yRange        *[2]float64
	logX, logY            bool
	noGrid                bool
	description           string
	left                  int   // values left out
	problem               error // the first mistake
	styles                int   // colours given out
}

// layer is one thing drawn between the axes.
type layer interface {
	// paint draws the layer onto c, the area between the axes.
	paint(c draw.Canvas, a *axes)
	// reach is the range of data that must be seen.
	// On a logarithmic axis only what is above 0 counts.
	reach(logX, logY bool) extent
	// label is the name in the legend; "" for none.
	label() string
	// thumb draws the sample beside the name.
	thumb(c draw.Canvas)
	// tell describes the layer in words, without what logarithmic axes have no
	// place for; "" when there is nothing to say.
	tell(logX, logY bool) string
}

// partial is a layer of which a logarithmic axis may leave out values.
type partial interface {
	// missing returns how many values have no place on the axes.
	missing(logX, logY bool) int
}

// traced is a layer that is a line, of which notes keep clear.
type traced interface {
	trace() []xy
}

// scaled is a layer whose colours need a scale beside the figure.
type scaled interface {
	// scale draws it on c.
	scale(c draw.Canvas)
}

// scaleWidth is the room for a colour scale.
const scaleWidth = 66

// New starts a figure with a title and the names of its axes; "" leaves any of
// them out.
func New(title, xLabel, yLabel string) *Figure {
	return &Figure{Width: 640, Height: 400, title: title, xLabel: xLabel, yLabel: yLabel}
}

// Size sets the width and height in CSS pixels, at least 240 by 160 and at most
// 2000 by 2000.
func (f *Figure) Size(width, height float64) *Figure {
	f.Width, f.Height = width, height
	return f
}

// XRange fixes the ends of the horizontal axis.
func (f *Figure) XRange(low, high float64) *Figure {
	f.xRange = f.fixedRange(low, high)
	return f
}

// YRange fixes the ends of the vertical axis. What lies outside is cut off.
func (f *Figure) YRange(low, high float64) *Figure {
	f.yRange = f.fixedRange(low, high)
	return f
}

func (f *Figure) fixedRange(low, high float64) *[2]float64 {
	switch {
	case !finite(low) || !finite(high) || low >= high:
		f.fail("an axis cannot go from %s to %s", num(low), num(high))
		return nil
	case high/2-low/2 <= 1e-12*max(math.Abs(low), math.Abs(high)):
		f.fail("an axis cannot go from %g to %g: its ends are too close", low, high)
		return nil
	}
	return &[2]float64{low, high}
}

// LogY makes the vertical axis logarithmic. Values that are not above 0 are
// left out.
func (f *Figure) LogY() *Figure {
	f.logY = true
	return f
}

// LogX makes the horizontal axis logarithmic. Values that are not above 0 are
// left out.
func (f *Figure) LogX() *Figure {
	f.logX = true
	return f
}

// Describe sets the sentence that stands for the figure where it cannot be
// seen; by default one is made from what is drawn.
func (f *Figure) Describe(sentence string) *Figure {
	f.description = sentence
	return f
}

// Show puts the figure into the notebook; elsewhere it prints the sentence.
func (f *Figure) Show() { show(f) }

// SVG is the figure as an SVG document, with its text as outlines.
func (f *Figure) SVG() ([]byte, error) { return renderSVG(f) }

// PNG is the figure as a PNG with two pixels to a CSS pixel.
func (f *Figure) PNG() ([]byte, error) { return renderPNG(f) }

// Text is the sentence that stands for the figure. It names the letters that the
// font does not have.
func (f *Figure) Text() string { return sentence(f) }

// picture is what can be shown: a Figure, a Grid, a Network.
type picture interface {
	size() (width, height float64)
	// check says why the picture cannot be drawn.
	check() error
	// draw draws the picture with its card, drawInside without.
	draw(c draw.Canvas)
	drawInside(c draw.Canvas)
	describe() string
	// texts returns what is written in the picture.
	texts() []string
}

// noted is a layer with a note in it.
type noted interface {
	written() string
}

// pixels is how many pixels of the PNG make a CSS pixel.
const pixels = 2

func show(p picture) {
	svg, err := renderSVG(p)
	if err != nil {
		fmt.Println(err)
		return
	}
	out := display.Output{SVG: svg, Text: told(p)}
	if display.InNotebook() {
		out.PNG, _ = renderPNG(p)
		w, h := p.size()
		out.Width, out.Height = int(w), int(h)
	}
	display.Show(out)
	sayBoxes(p)
}

// sayBoxes prints which letters are boxes in pictures that a notebook shows;
// elsewhere their sentences have said so.
func sayBoxes[P picture](pictures ...P) {
	var texts []string
	for _, p := range pictures {
		texts = append(texts, p.texts()...)
	}
	if note := boxes(texts); note != "" && display.InNotebook() {
		fmt.Println(note)
	}
}

// boxes says which letters of texts the font does not have; "" for none.
func boxes(texts []string) string {
	missing := canvas.Missing(strings.Join(texts, ""))
	if missing == "" {
		return ""
	}
	return words.Sprintf("Letters that the figure's font lacks are boxes in it: %s", strings.Join(strings.Split(missing, ""), " "))
}

// told is the sentence of a picture, and which letters are boxes in it.
func told(p picture) string {
	if note := boxes(p.texts()); note != "" {
		return p.describe() + " " + note
	}
	return p.describe()
}

func renderSVG(p picture) ([]byte, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	w, h := p.size()
	c := canvas.NewSVG(w, h)
	p.draw(draw.NewCanvas(c, vg.Length(w), vg.Length(h)))
	return c.Bytes(told(p), dark), nil
}

func renderPNG(p picture) ([]byte, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	w, h := p.size()
	c := canvas.NewRaster(w, h, pixels)
	p.draw(draw.NewCanvas(c, vg.Length(w), vg.Length(h)))
	return c.PNG(), nil
}

func sentence(p picture) string {
	if err := p.check(); err != nil {
		return err.Error()
	}
	return told(p)
}

func (f *Figure) texts() []string {
	texts := append([]string{f.title, f.xLabel, f.yLabel}, f.xTicks...)
	texts = append(texts, f.yTicks...)
	for _, l := range f.layers {
		texts = append(texts, l.label())
		if l, ok := l.(noted); ok {
			texts = append(texts, l.written())
		}
	}
	return texts
}

func (f *Figure) size() (float64, float64) { return f.Width, f.Height }

// fail keeps the first mistake.
func (f *Figure) fail(format string, args ...any) {
	if f.problem == nil {
		f.problem = errors.New(words.Sprintf("figure “%s”: ", f.title) + words.Sprintf(format, args...))
	}
}

func (f *Figure) check() error {
	if f.problem != nil {
		return f.problem
	}
	if err := checkSize(f.Width, f.Height); err != nil {
		return err
	}
	if err := f.checkLog(); err != nil {
		return err
	}
	if f.reach().empty() {
		left := ""
		if n := f.leftCount(); n > 0 {
			left = words.Sprintf(" (%s that cannot be drawn left out)", words.Count(n, "value"))
		}
		return words.Errorf("figure “%s” has nothing to draw%s", f.title, left)
	}
	return nil
}

// checkLog says what a logarithmic axis cannot show.
func (f *Figure) checkLog() error {
	for _, axis := range []struct {
		log   bool
		fixed *[2]float64
		names []string
	}{{f.logX, f.xRange, f.xTicks}, {f.logY, f.yRange, f.yTicks}} {
		switch {
		case !axis.log:
		case axis.fixed != nil && axis.fixed[0] <= 0:
			return words.Errorf("figure “%s”: a logarithmic axis cannot go from %s to %s, it starts above 0", f.title, num(axis.fixed[0]), num(axis.fixed[1]))
		case axis.names != nil:
			return words.Errorf("figure “%s”: an axis of names cannot be logarithmic", f.title)
		}
	}
	for _, l := range f.layers {
		if _, ok := l.(*boundary); ok && (f.logX || f.logY) {
			return words.Errorf("figure “%s”: a decision boundary cannot be drawn on logarithmic axes", f.title)
		}
	}
	return nil
}

func checkSize(w, h float64) error {
	if !(w >= 240 && h >= 160 && w <= 2000 && h <= 2000) {
		return words.Errorf("a figure cannot be %s by %s pixels (240 by 160 to 2000 by 2000)", num(w), num(h))
	}
	return nil
}

// reach is the range of all layers, on logarithmic axes of what can be there.
func (f *Figure) reach() extent {
	e := nothing()
	for _, l := range f.layers {
		e = e.join(l.reach(f.logX, f.logY))
	}
	return e
}

// describe is the sentence, made from the layers unless Describe set one.
func (f *Figure) describe() string {
	if f.description != "" {
		return f.description
	}
	var b strings.Builder
	b.WriteString(words.T("Figure"))
	if f.title != "" {
		words.Fprintf(&b, " “%s”", f.title)
	}
	b.WriteString(words.T(": "))
	if f.xLabel != "" && f.yLabel != "" {
		words.Fprintf(&b, "%s across, %s upwards. ", f.xLabel, f.yLabel)
	}
	for _, l := range f.layers {
		if s := l.tell(f.logX, f.logY); s != "" {
			b.WriteString(s)
			b.WriteString(words.T(". "))
		}
	}
	b.WriteString(f.leftOut())
	return strings.TrimSpace(b.String())
}

func (f *Figure) leftOut() string {
	n := f.leftCount()
	switch {
	case n == 0:
		return ""
	case n > f.left:
		return words.Sprintf("Left out: %s that a logarithmic axis cannot show (0 or less …).", words.Count(n, "value"))
	}
	return words.Sprintf("Left out: %s that cannot be drawn (NaN, ∞ …).", words.Count(n, "value"))
}

// leftCount is how many values are not shown: those that were never kept, and
// those that a logarithmic axis has no place for.
func (f *Figure) leftCount() int {
	n := f.left
	for _, l := range f.layers {
		if p, ok := l.(partial); ok {
			n += p.missing(f.logX, f.logY)
		}
	}
	return n
}

// Sizes of text in CSS pixels.
const (
	titleSize = 15
	labelSize = 12.5
	tickSize  = 11.5
	smallest  = 9
)

func style(size vg.Length, c color.Color, x, y float64) text.Style {
	return text.Style{Color: c, Font: font.Font{Size: size}, XAlign: text.XAlignment(x), YAlign: text.YAlignment(y), Handler: canvas.Text{}}
}

// Where text stands from its point: left, in the middle, right; below, in the
// middle, above.
const (
	atLeft, centre, atRight = 0, -0.5, -1
	below, middle, above    = -1, -0.5, 0
)

// fit makes text smaller, and then shorter, until it fits into the room.
func fit(s text.Style, txt string, room vg.Length) (text.Style, string) {
	for s.Font.Size > smallest && s.Width(txt) > room {
		s.Font.Size -= .5
	}
	return s, cut(s, txt, room)
}

// cut makes text shorter until it fits into the room.
func cut(s text.Style, txt string, room vg.Length) string {
	for letters := []rune(txt); s.Width(txt) > room && len(letters) > 0; txt = string(letters) + "…" {
		letters = letters[:len(letters)*9/10]
	}
	return txt
}

// heading writes a title at the top of c and returns the height it takes.
func heading(c draw.Canvas, title string, gap vg.Length) vg.Length {
	if title == "" {
		return 0
	}
	s, title := fit(style(titleSize, ink, atLeft, below), title, c.Size().X-2)
	c.FillText(s, vg.Point{X: c.Min.X + 2, Y: c.Max.Y}, title)
	return s.Height(title) + gap
}

// draw draws the card and the figure on it.
func (f *Figure) draw(c draw.Canvas) {
	card(c)
	f.drawInside(draw.Crop(c, 14, -18, 12, -12))
}

// card draws the ground a picture stands on.
func card(c draw.Canvas) {
	const radius = 8
	r := c.Rectangle
	r.Min = r.Min.Add(vg.Point{X: .5, Y: .5})
	r.Max = r.Max.Sub(vg.Point{X: .5, Y: .5})
	var p vg.Path
	p.Move(vg.Point{X: r.Min.X + radius, Y: r.Min.Y})
	p.Arc(vg.Point{X: r.Max.X - radius, Y: r.Min.Y + radius}, radius, -math.Pi/2, math.Pi/2)
	p.Arc(vg.Point{X: r.Max.X - radius, Y: r.Max.Y - radius}, radius, 0, math.Pi/2)
	p.Arc(vg.Point{X: r.Min.X + radius, Y: r.Max.Y - radius}, radius, math.Pi/2, math.Pi/2)
	p.Arc(vg.Point{X: r.Min.X + radius, Y: r.Min.Y + radius}, radius, math.Pi, math.Pi/2)
	p.Close()
	c.SetColor(paper)
	c.Fill(p)
	c.SetLineStyle(draw.LineStyle{Color: cardRim, Width: 1})
	c.Stroke(p)
}

// drawInside draws title, legend, axes and layers.
func (f *Figure) drawInside(c draw.Canvas) {
	c.Max.Y -= heading(c, f.title, 6)
	if left := f.leftOut(); left != "" {
		s := style(tickSize, faint, atLeft, above)
		c.FillText(s, vg.Point{X: c.Min.X + 2, Y: c.Min.Y}, left)
		c.Min.Y += s.Height("x") + 4
	}
	c.Max.Y -= f.legend(c)

	var colours scaled
	for _, l := range f.layers {
		if s, ok := l.(scaled); ok {
			colours = s
		}
	}
	right := c.Max.X
	if colours != nil {
		c.Max.X -= scaleWidth
	}
	a := f.axes(c)
	inside := a.draw(c, !f.noGrid)
	for _, l := range f.layers {
		_, tints := l.(*boundary)
		a.tinted = a.tinted || tints
		l.paint(inside, a)
	}
	if colours != nil {
		beside := inside
		beside.Min.X, beside.Max.X = inside.Max.X, right
		colours.scale(beside)
	}
}
