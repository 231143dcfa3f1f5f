package figure

import (
	"math"
	"strings"

	"gonum.org/v1/plot/vg/draw"

	"golessons/internal/words"
)

// Grid is several pictures side by side on one card.
type Grid struct {
	title   string
	columns int
	figures []Picture
	// Width and Height are in CSS pixels. NewGrid sets a width of 900 (640 for
	// one column) and a height by the number of rows.
	Width, Height float64
}

// Distances between the pictures in pixels.
const tilePadX, tilePadY = 18, 14

// NewGrid returns a grid with the given number of columns, under a title unless
// that is "". The widths and heights of the pictures do not count.
func NewGrid(title string, columns int, figures ...Picture) *Grid {
	g := &Grid{title: title, columns: columns, figures: figures, Width: 900}
	if columns == 1 {
		g.Width = 640
	}
	if columns > 0 {
		rows := (len(figures) + columns - 1) / columns
		g.Height = 40 + float64(rows)*min(320, g.Width/float64(columns)*.82)
	}
	return g
}

// SameY gives the figures the same vertical axis, wide enough for all, unless
// their ranges are fixed.
func (g *Grid) SameY() *Grid {
	sameAxes(g.figures, false)
	return g
}

// sameAxes gives figures the same vertical axis, and if x is set the same
// horizontal axis, unless theirs are fixed.
func sameAxes(pictures []Picture, x bool) {
	// The keys say whether the axis is logarithmic, because such an axis has
	// another range.
	xRanges, yRanges := map[bool]Range{}, map[bool]Range{}
	for _, p := range pictures {
		if f, ok := p.(*Figure); ok {
			xRanges[f.scales.LogX] = xRanges[f.scales.LogX].Join(f.dataRange())
			yRanges[f.scales.LogY] = yRanges[f.scales.LogY].Join(f.dataRange())
		}
	}
	for _, p := range pictures {
		f, ok := p.(*Figure)
		if !ok || f.dataRange().Empty() {
			continue
		}
		if f.yRange == nil {
			low, high := yRanges[f.scales.LogY].yAxis(f.scales.LogY, nil)
			f.yRange = &[2]float64{low, high}
		}
		if x && f.xRange == nil {
			low, high := xRanges[f.scales.LogX].xAxis(f.scales.LogX, nil)
			f.xRange = &[2]float64{low, high}
		}
	}
}

// Show shows the grid in the notebook; elsewhere it prints the sentences.
func (g *Grid) Show() { show(g) }

// SVG returns the grid as an SVG document.
func (g *Grid) SVG() ([]byte, error) { return renderSVG(g) }

// PNG returns the grid as a PNG with two pixels to a CSS pixel.
func (g *Grid) PNG() ([]byte, error) { return renderPNG(g) }

// Text returns the sentences that stand for the pictures.
func (g *Grid) Text() string { return sentence(g) }

func (g *Grid) size() (float64, float64) { return g.Width, g.Height }

func (g *Grid) check() error {
	if g.columns < 1 {
		return words.Errorf("“%s”: figures cannot stand in %s (1 or more)", g.title, words.Count(g.columns, "column"))
	}
	if len(g.figures) == 0 {
		return words.Errorf("“%s” has no figures to put side by side", g.title)
	}
	rows := (len(g.figures) + g.columns - 1) / g.columns
	if w, h := g.Width/float64(g.columns)-tilePadX-6, (g.Height-40)/float64(rows)-tilePadY; w < 120 || h < 100 {
		return words.Errorf("“%s”: in %s and %s a figure is %s by %s pixels, too small (120 by 100 or more); take fewer columns, or a larger Width and Height",
			g.title, words.Count(g.columns, "column"), words.Count(rows, "row"), num(math.Floor(w)), num(math.Floor(h)))
	}
	if err := checkSize(g.Width, g.Height); err != nil {
		return err
	}
	for _, f := range g.figures {
		if err := f.check(); err != nil {
			return err
		}
	}
	return nil
}

func (g *Grid) describe() string {
	parts := make([]string, 0, len(g.figures)+1)
	if g.title != "" {
		parts = append(parts, g.title)
	}
	for _, f := range g.figures {
		parts = append(parts, f.describe())
	}
	return strings.Join(parts, " ")
}

func (g *Grid) texts() []string {
	texts := []string{g.title}
	for _, f := range g.figures {
		texts = append(texts, f.texts()...)
	}
	return texts
}

func (g *Grid) draw(c draw.Canvas) {
	card(c)
	g.drawInside(draw.Crop(c, 14, -14, 12, -12))
}

func (g *Grid) drawInside(c draw.Canvas) {
	c.Max.Y -= heading(c, g.title, 10)
	rows := (len(g.figures) + g.columns - 1) / g.columns
	tiles := draw.Tiles{Cols: g.columns, Rows: rows, PadX: tilePadX, PadY: tilePadY}
	for i, f := range g.figures {
		f.drawInside(draw.Crop(tiles.At(c, i%g.columns, i/g.columns), 0, -6, 0, 0))
	}
}
