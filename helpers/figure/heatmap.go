package figure

import (
	"image"
	"image/color"
	"math"
	"strconv"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"golessons/helpers/internal/number"
	"golessons/internal/words"
)

// heatmap shows a matrix by colour.
type heatmap struct {
	values    [][]float64
	low, high float64
	columns   int

	rowNames, columnNames []string // the lowest row first
}

var _ interface {
	Layer
	DataRanger
	Described
	AxisNamer
	ColorScaled
} = heatmap{}

// Heatmap shows a matrix by colour, its first row at the top, with a scale. A
// matrix with values on both sides of 0, such as weights, is blue below 0, of
// the paper's colour at 0 and orange above; any other runs from dark to light.
// Up to 12 by 12 the numbers stand in the cells. A value that is NaN or
// infinite is grey. Rows and columns have the given names, or else their
// numbers from 0.
func (f *Figure) Heatmap(values [][]float64, rows, columns []string) *Figure {
	h := heatmap{values: values, low: math.Inf(1), high: math.Inf(-1)}
	if len(values) > 0 {
		h.columns = len(values[0])
	}
	for i, row := range values {
		if len(row) != h.columns {
			f.fail("row %d of the matrix has %s, row 0 has %d", i, words.Count(len(row), "value"), h.columns)
			return f
		}
		for _, v := range row {
			if p := f.drawable(0, v); finite(p.Y) {
				h.low, h.high = math.Min(h.low, v), math.Max(h.high, v)
			}
		}
	}
	if rows != nil && len(rows) != len(values) || columns != nil && len(columns) != h.columns {
		f.fail("the matrix is %d by %d, but it was given %s and %s", len(values), h.columns, words.Count(len(rows), "row name"), words.Count(len(columns), "column name"))
		return f
	}
	if h.low < 0 && h.high > 0 {
		h.high = math.Max(-h.low, h.high)
		h.low = -h.high
	}
	h.columnNames, h.rowNames = namesOr(columns, h.columns), reversed(namesOr(rows, len(values)))
	return f.Add(h)
}

// namesOr returns the names. If there are none, it returns the numbers from 0,
// with about twelve of them left.
func namesOr(names []string, n int) []string {
	if names != nil {
		return names
	}
	every := max(1, (n+11)/12)
	names = make([]string, n)
	for i := 0; i < n; i += every {
		names[i] = strconv.Itoa(i)
	}
	return names
}

func reversed(names []string) []string {
	out := make([]string, len(names))
	for i, name := range names {
		out[len(names)-1-i] = name
	}
	return out
}

func (h heatmap) DataRange(Scales) Range {
	if h.columns == 0 || h.low > h.high {
		return Range{}
	}
	return Range{}.Include(XY{-.5, -.5}, XY{float64(h.columns) - .5, float64(len(h.values)) - .5}).TightX().TightY()
}

func (h heatmap) AxisNames() (x, y []string) { return h.columnNames, h.rowNames }

// share returns where v is between the lowest and the highest value, 0 to 1.
func (h heatmap) share(v float64) float64 {
	if h.high == h.low {
		return .5
	}
	return share(h.low, h.high, v)
}

// color returns the colour of a cell.
func (h heatmap) color(v float64) color.NRGBA {
	switch {
	case !finite(v):
		return color.NRGBA{200, 200, 200, 255}
	case h.low < 0 && h.high > 0:
		return translucent(ramp(diverging, h.share(v)))
	}
	return ramp(sequential, h.share(v))
}

func (h heatmap) Draw(c Canvas) {
	x, y := c.transforms()
	img := h.image()
	c.DrawImage(vg.Rectangle{
		Min: vg.Point{X: x(-.5), Y: y(-.5)},
		Max: vg.Point{X: x(float64(h.columns) - .5), Y: y(float64(len(h.values)) - .5)},
	}, img)
	if h.columns > 12 || len(h.values) > 12 {
		return
	}
	for i, row := range h.values {
		for j, v := range row {
			text := num(v)
			if finite(v) {
				text = num(number.RoundTo(v, 2))
			}
			s := style(tickSize, readable(h.color(v)), centre, middle)
			if s.Width(text) < x(1)-x(0)-2 {
				c.FillText(s, vg.Point{X: x(float64(j)), Y: y(float64(len(h.values) - 1 - i))}, text)
			}
		}
	}
}

// finest is how many cells of a matrix are drawn in each direction. In a larger
// matrix blocks of cells are averaged.
const finest = 256

// image returns the matrix with a pixel for each cell or block.
func (h heatmap) image() image.Image {
	block := max(1, (max(h.columns, len(h.values))+finest-1)/finest)
	w, rows := (h.columns+block-1)/block, (len(h.values)+block-1)/block
	img := image.NewNRGBA(image.Rect(0, 0, w, rows))
	for i := range rows {
		for j := range w {
			mean, n := 0.0, 0.0
			for _, row := range h.values[i*block : min((i+1)*block, len(h.values))] {
				for _, v := range row[j*block : min((j+1)*block, len(row))] {
					if finite(v) {
						n++
						mean += v/n - mean/n
					}
				}
			}
			if n == 0 {
				mean = math.NaN()
			}
			img.SetNRGBA(j, i, h.color(mean))
		}
	}
	return img
}

// ColorScale draws the colours with five of their values.
func (h heatmap) ColorScale(c draw.Canvas) {
	img := image.NewNRGBA(image.Rect(0, 0, 1, rampSteps))
	for i := range rampSteps {
		img.SetNRGBA(0, i, h.color(between(h.high, h.low, float64(i)/(rampSteps-1))))
	}
	box := vg.Rectangle{Min: vg.Point{X: c.Min.X + 10, Y: c.Min.Y}, Max: vg.Point{X: c.Min.X + 22, Y: c.Max.Y}}
	c.DrawImage(box, img)
	every := 1
	if box.Size().Y < 5*14 {
		every = 2
	}
	for i := 0; i < 5; i += every {
		v := between(h.low, h.high, float64(i)/4)
		at := box.Min.Y + box.Size().Y*vg.Length(i)/4
		c.FillText(style(tickSize, faint, atLeft, middle), vg.Point{X: box.Max.X + 4, Y: at}, number.Significant(v, 2))
		if h.low == h.high {
			break
		}
	}
}

func (h heatmap) Description(Scales) string {
	if h.low > h.high {
		return ""
	}
	return words.Sprintf("a heat map of %s and %s, colours from %s to %s", words.Count(len(h.values), "row"), words.Count(h.columns, "column"), num(h.low), num(h.high))
}
