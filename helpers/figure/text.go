package figure

import (
	"image/color"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"golessons/helpers/internal/canvas"
)

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
