// Package figure draws what the lessons show: lines, functions, histograms,
// bars, points, heat maps, decision boundaries, networks, several figures side by
// side or under a slider, and training as it runs. A kind of layer that it does not
// have can be added from outside, see [Layer].
//
// A figure is one output of the cell with three formats: SVG, PNG and a sentence
// for those who cannot see it. It is drawn on a card, which is light or dark as the
// theme of the notebook or the page is. The PNG, and what is printed, is always
// light. Its colours can be told apart by colour-blind readers, and dashes and
// markers differ with them.
//
// The package draws with gonum/plot's drawing package, plot/vg/draw, and has its
// own axes, canvases and letters: gonum's package plot links the Liberation fonts
// and back ends for PDF, EPS and TeX, which takes every cell 0.08 s and 6 MB. It is
// apart from golessons/helpers, so that a cell that draws nothing need not link it.
package figure

import (
	"errors"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"golessons/internal/words"
)

// Figure is a picture with two axes and layers between them, such as lines and
// points. Make it with [New], add to it, and show it with [Figure.Show]. The
// methods return the figure, so that they can be chained. [Layer] says how to
// draw things that have no method here.
//
// Values that are NaN or infinite are left out, and the figure says how many.
// After a mistake, such as series of different lengths, Show prints a sentence
// instead of the figure.
type Figure struct {
	// Width and Height are in CSS pixels; New sets 640 and 400.
	Width, Height float64

	title, xLabel, yLabel string
	layers                []Layer
	xRange, yRange        *[2]float64 // nil where the data decide
	scales                Scales
	description           string
	left                  int   // values that no layer has, because they are NaN or infinite
	problem               error // the first mistake
	looks                 int   // how many NextLook has given out
}

// scaleWidth is the room for a scale of colours in pixels.
const scaleWidth = 66

// New returns a figure with a title and the names of its axes, each of which may
// be "", and nothing drawn in it.
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

// fixedRange returns the ends of an axis; nil, with a mistake kept, where there
// cannot be such an axis.
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
	f.scales.LogY = true
	return f
}

// LogX makes the horizontal axis logarithmic. Values that are not above 0 are
// left out.
func (f *Figure) LogX() *Figure {
	f.scales.LogX = true
	return f
}

// Describe sets the sentence that stands for the figure where it cannot be
// seen; by default one is made from what is drawn.
func (f *Figure) Describe(sentence string) *Figure {
	f.description = sentence
	return f
}

// Show shows the figure in the notebook; elsewhere it prints the sentence.
func (f *Figure) Show() { show(f) }

// SVG returns the figure as an SVG document, with its letters as outlines.
func (f *Figure) SVG() ([]byte, error) { return renderSVG(f) }

// PNG returns the figure as a PNG with two pixels for each CSS pixel.
func (f *Figure) PNG() ([]byte, error) { return renderPNG(f) }

// Text returns the sentence that stands for the figure, and which letters the
// font does not have.
func (f *Figure) Text() string { return sentence(f) }

func (f *Figure) size() (float64, float64) { return f.Width, f.Height }

// fail keeps a mistake, if it is the first, for Show to print.
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
	if err := f.checkLayers(); err != nil {
		return err
	}
	r := f.dataRange()
	switch {
	case r.Empty():
		left := ""
		if n := f.leftCount(f.scales); n > 0 {
			left = words.Sprintf(" (%s that cannot be drawn left out)", words.Count(n, "value"))
		}
		return words.Errorf("figure “%s” has nothing to draw%s", f.title, left)
	case f.scales.LogX && f.xRange == nil && r.xMin <= 0, f.scales.LogY && f.yRange == nil && r.yMin <= 0:
		// Only a layer from outside of the package has such a range.
		return words.Errorf("figure “%s”: a layer's DataRange reaches values that a logarithmic axis has no place for", f.title)
	}
	return nil
}

// checkLog returns why an axis cannot be logarithmic.
func (f *Figure) checkLog() error {
	xNames, yNames := f.axisNames()
	for _, axis := range []struct {
		log   bool
		fixed *[2]float64
		names []string
	}{{f.scales.LogX, f.xRange, xNames}, {f.scales.LogY, f.yRange, yNames}} {
		switch {
		case !axis.log:
		case axis.fixed != nil && axis.fixed[0] <= 0:
			return words.Errorf("figure “%s”: a logarithmic axis cannot go from %s to %s, it starts above 0", f.title, num(axis.fixed[0]), num(axis.fixed[1]))
		case axis.names != nil:
			return words.Errorf("figure “%s”: an axis of names cannot be logarithmic", f.title)
		}
	}
	return nil
}

// checkLayers returns why a layer cannot be drawn.
func (f *Figure) checkLayers() error {
	for _, l := range f.layers {
		if l, ok := l.(Checked); ok {
			if err := l.Check(f.scales); err != nil {
				return errors.New(words.Sprintf("figure “%s”: ", f.title) + err.Error())
			}
		}
	}
	return nil
}

// draw draws the card and the figure on it.
func (f *Figure) draw(c draw.Canvas) {
	card(c)
	f.drawInside(draw.Crop(c, 14, -18, 12, -12))
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

	right := c.Max.X
	scaled := f.colorScale()
	if scaled != nil {
		c.Max.X -= scaleWidth
	}
	a := f.axes(c)
	frame := a.measure(c)
	frame.paint()
	inside := frame.inside
	for _, l := range f.layers {
		c.Push() // a layer may turn the canvas and leave it so
		l.Draw(Canvas{inside, a, f.layers})
		c.Pop()
	}
	if scaled != nil {
		beside := inside
		beside.Min.X, beside.Max.X = inside.Max.X, right
		scaled.ColorScale(beside)
	}
}
