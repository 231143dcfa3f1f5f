package figure

import (
	"fmt"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"golessons/helpers/internal/canvas"
	"golessons/helpers/internal/display"
	"golessons/internal/words"
)

// Picture is anything that can stand in a [Grid] or in [Frames]: a [Figure], a
// [Network] or another [Grid].
type Picture interface {
	Show()
	SVG() ([]byte, error)
	PNG() ([]byte, error)
	Text() string
	picture
}

// picture has the methods that are needed to show a [Picture].
type picture interface {
	// size returns width and height in CSS pixels.
	size() (width, height float64)
	// check returns why the picture cannot be drawn; nil if it can.
	check() error
	// draw draws the picture on a card that covers c.
	draw(c draw.Canvas)
	// drawInside draws the picture without a card.
	drawInside(c draw.Canvas)
	// describe returns the sentence that stands for the picture.
	describe() string
	// texts returns all that is written in the picture.
	texts() []string
}

// pixels is how many pixels of the PNG a CSS pixel is wide.
const pixels = 2

// show shows a picture in the notebook; elsewhere it prints its sentence. If the
// picture cannot be drawn, it prints why.
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

// sayBoxes prints which letters are boxes in the pictures. Outside a notebook it
// prints nothing, because the pictures' sentences, which are printed there, say
// so too.
func sayBoxes[P picture](pictures ...P) {
	var texts []string
	for _, p := range pictures {
		texts = append(texts, p.texts()...)
	}
	if note := boxes(texts); note != "" && display.InNotebook() {
		fmt.Println(note)
	}
}

// boxes returns a sentence with the letters of texts that the font does not have;
// "" if it has all.
func boxes(texts []string) string {
	missing := canvas.Missing(strings.Join(texts, ""))
	if missing == "" {
		return ""
	}
	return words.Sprintf("Letters that the figure's font lacks are boxes in it: %s", strings.Join(strings.Split(missing, ""), " "))
}

// told returns the sentence that stands for a picture, with the letters that
// are boxes in it.
func told(p picture) string {
	if note := boxes(p.texts()); note != "" {
		return p.describe() + " " + note
	}
	return p.describe()
}

// renderSVG returns a picture as an SVG document.
func renderSVG(p picture) ([]byte, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	w, h := p.size()
	c := canvas.NewSVG(w, h)
	p.draw(draw.NewCanvas(c, vg.Length(w), vg.Length(h)))
	return c.Bytes(told(p), dark), nil
}

// renderPNG returns a picture as a PNG.
func renderPNG(p picture) ([]byte, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	w, h := p.size()
	c := canvas.NewRaster(w, h, pixels)
	p.draw(draw.NewCanvas(c, vg.Length(w), vg.Length(h)))
	return c.PNG(), nil
}

// sentence returns the sentence that stands for a picture, or why it cannot be
// drawn.
func sentence(p picture) string {
	if err := p.check(); err != nil {
		return err.Error()
	}
	return told(p)
}

// checkSize returns why a picture cannot have this size.
func checkSize(w, h float64) error {
	if !(w >= 240 && h >= 160 && w <= 2000 && h <= 2000) {
		return words.Errorf("a figure cannot be %s by %s pixels (240 by 160 to 2000 by 2000)", num(w), num(h))
	}
	return nil
}
