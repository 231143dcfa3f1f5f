package figure

import (
	"image/color"
	"slices"
	"strings"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"golessons/internal/words"
)

// Sizes of a legend in pixels: the width of a layer's sample, the gap to the next
// one, the height of a row, and the least room for a long name.
const (
	legendSample = 26
	legendGap    = 16
	legendRow    = 19
	legendName   = 48
)

// legendShare is the share of a figure's height that a legend may take. It always
// has one row.
const legendShare = .3

// entry is a name in a legend, with its place.
type entry struct {
	layer Named // nil for the count of those that have no place
	style text.Style
	name  string
	x     vg.Length
	row   int
}

// legend draws the names of the layers in rows and returns the height it took.
// If the names are too long or too many, they are shortened in the middle; if
// that is not enough, the last ones are counted instead. The figure's sentence
// has all of them.
func (f *Figure) legend(c draw.Canvas) vg.Length {
	entries := f.layLegend(c.Size())
	if len(entries) == 0 {
		return 0
	}
	rows := 0
	for _, e := range entries {
		x, y := c.Min.X+2+e.x, c.Max.Y-vg.Length(e.row)*legendRow
		if e.layer != nil {
			box := vg.Rectangle{Min: vg.Point{X: x, Y: y - legendRow + 4}, Max: vg.Point{X: x + legendSample, Y: y - 2}}
			e.layer.Sample(draw.Canvas{Canvas: c.Canvas, Rectangle: box})
			x += legendSample + 6
		}
		c.FillText(e.style, vg.Point{X: x, Y: y - legendRow/2 + 1}, e.name)
		rows = max(rows, e.row+1)
	}
	return vg.Length(rows)*legendRow + 4
}

// layLegend returns the names of the layers with their places, for a figure of the
// given size. The last entry may be the count of those that have no place.
func (f *Figure) layLegend(size vg.Point) (entries []entry) {
	var named []Named
	for _, l := range f.layers {
		if l, ok := l.(Named); ok && l.Name() != "" {
			named = append(named, l)
		}
	}
	least := vg.Length(0) // room for the longest name in the smallest letters
	for _, l := range named {
		least = max(least, style(smallest, ink, atLeft, middle).Width(l.Name()))
	}
	least = min(least, legendName)
	most := max(1, int(size.Y*legendShare/legendRow))
	for parts := vg.Length(1); ; parts++ {
		room := size.X/parts - legendSample - legendGap
		if parts == 1 {
			room = size.X - legendSample - 8
		}
		entries = placeNames(named, room, size.X)
		if len(entries) == 0 || entries[len(entries)-1].row < most {
			return entries
		}
		if size.X/(parts+1)-legendSample-legendGap < least {
			break
		}
	}
	// Leave room for the count at the end of the last row.
	shown := slices.IndexFunc(entries, func(e entry) bool { return e.row >= most })
	for shown > 1 {
		last := entries[shown-1]
		s := style(labelSize, faint, atLeft, middle)
		count := entry{style: s, name: words.Sprintf("and %d more", len(entries)-shown), row: most - 1}
		if last.row == most-1 {
			count.x = last.x + legendSample + 6 + last.style.Width(last.name) + legendGap
		}
		if count.x+s.Width(count.name) <= size.X {
			return append(slices.Clone(entries[:shown]), count)
		}
		shown--
	}
	return entries[:1]
}

// placeNames returns names in rows of the given width, each shortened to room.
func placeNames(named []Named, room, width vg.Length) []entry {
	var entries []entry
	x, row := vg.Length(0), 0
	for i, l := range named {
		s, name := squeeze(style(labelSize, ink, atLeft, middle), strings.ReplaceAll(l.Name(), "\n", " "), room)
		w := legendSample + 6 + s.Width(name)
		if i > 0 && x+2+w > width {
			x, row = 0, row+1
		}
		entries = append(entries, entry{l, s, name, x, row})
		x += w + legendGap
	}
	return entries
}

// squeeze is like fit, but shortens text in the middle: names that begin alike
// often differ at their ends.
func squeeze(s text.Style, txt string, room vg.Length) (text.Style, string) {
	letters := []rune(txt)
	s, _ = fit(s, txt, room)
	for kept := len(letters); s.Width(txt) > room && kept > 1; {
		kept = kept * 9 / 10
		txt = string(letters[:(kept+1)/2]) + "…" + string(letters[len(letters)-kept/2:])
	}
	return s, txt
}

// sampleLine draws a line right across c.
func sampleLine(c draw.Canvas, look Look) {
	y := c.Center().Y
	c.StrokeLine2(look.Line(lineWidth), c.Min.X, y, c.Max.X, y)
}

// sampleBox fills a box of the given height right across c and returns it.
func sampleBox(c draw.Canvas, height vg.Length, clr color.Color) vg.Rectangle {
	box := c.Rectangle
	box.Min.Y, box.Max.Y = c.Center().Y-height/2, c.Center().Y+height/2
	c.SetColor(clr)
	c.Fill(box.Path())
	return box
}
