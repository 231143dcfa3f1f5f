package figure

import (
	"image/color"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"golessons/helpers/internal/canvas"
)

// Sizes of letters in pixels; smallest is how far they are made smaller to fit.
const (
	titleSize = 15
	labelSize = 12.5
	tickSize  = 11.5
	smallest  = 9
)

// style returns the style of text of a size and colour, aligned by the constants
// below.
func style(size vg.Length, c color.Color, x, y float64) text.Style {
	return text.Style{Color: c, Font: font.Font{Size: size}, XAlign: text.XAlignment(x), YAlign: text.YAlignment(y), Handler: canvas.Text{}}
}

// Alignments: which part of the text is at its point, and on which side of the
// point the text is.
const (
	atLeft, centre, atRight = 0, -0.5, -1
	below, middle, above    = -1, -0.5, 0
)

// fit returns the text and its style, made smaller and then shorter until it fits
// into the room.
func fit(s text.Style, txt string, room vg.Length) (text.Style, string) {
	for s.Font.Size > smallest && s.Width(txt) > room {
		s.Font.Size -= .5
	}
	return s, cut(s, txt, room)
}

// cut returns the text, shortened until it fits into the room.
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
