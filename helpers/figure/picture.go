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

func checkSize(w, h float64) error {
	if !(w >= 240 && h >= 160 && w <= 2000 && h <= 2000) {
		return words.Errorf("a figure cannot be %s by %s pixels (240 by 160 to 2000 by 2000)", num(w), num(h))
	}
	return nil
}

// Picture is what a grid and frames are made of: a [Figure], a [Grid] or a
// [Network].
type Picture interface {
	Show()
	SVG() ([]byte, error)
	PNG() ([]byte, error)
	Text() string
	picture
}
