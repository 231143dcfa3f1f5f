package figure

import (
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"golessons/helpers/internal/number"
	"golessons/internal/words"
)

// band is the area between two lines, with a line in it.
type band struct {
	name              string
	middle, low, high []XY
	look              Look
}

var _ interface {
	dataLayer
	Traced
} = band{}

// Spread draws the mean of several runs, such as the loss of one method with
// different seeds, and a band of one standard deviation around it. The values of
// a run stand at 1, 2, 3 …; all runs have equally many.
func (f *Figure) Spread(name string, runs ...[]float64) *Figure {
	if len(runs) == 0 {
		f.fail("“%s” has no runs", name)
		return f
	}
	for _, run := range runs {
		if len(run) != len(runs[0]) {
			f.fail("“%s”: the runs have different lengths (%d and %d)", name, len(runs[0]), len(run))
			return f
		}
	}
	n := len(runs[0])
	mean, low, high := make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range n {
		at := make([]float64, len(runs))
		for j, run := range runs {
			at[j] = run[i]
		}
		m, s := number.MeanSpread(at)
		mean[i], low[i], high[i] = m, bounded(m-s), bounded(m+s)
	}
	return f.Band(name, count(n), mean, low, high)
}

// Band draws the line (xs[i], middle[i]) and fills the area from low[i] to
// high[i] around it.
func (f *Figure) Band(name string, xs, middle, low, high []float64) *Figure {
	if len(low) != len(xs) || len(high) != len(xs) {
		f.fail("band “%s” has %s but %d below and %d above", name, words.Count(len(xs), "x value"), len(low), len(high))
		return f
	}
	b := band{name: name, middle: f.series(name, xs, middle), look: f.NextLook()}
	if b.middle == nil {
		return f
	}
	for i, p := range b.middle {
		l, h := math.Min(low[i], high[i]), math.Max(low[i], high[i])
		if !finite(p.X) || !finite(l) || !finite(h) {
			l, h, p.X = math.NaN(), math.NaN(), math.NaN()
		}
		b.low, b.high = append(b.low, XY{p.X, l}), append(b.high, XY{p.X, h})
	}
	return f.Add(b)
}

func (b band) Draw(c Canvas) {
	var upper, lower []vg.Point
	fill := func() {
		if len(upper) > 1 {
			area := append([]vg.Point{}, thin(upper)...)
			under := thin(lower)
			for i := len(under) - 1; i >= 0; i-- {
				area = append(area, under[i])
			}
			c.FillPolygon(fade(b.look.Color, 55), c.ClipPolygonXY(area))
		}
		upper, lower = nil, nil
	}
	for i := range b.low {
		high, ok := c.Place(b.high[i])
		if !ok {
			fill()
			continue
		}
		low := b.low[i]
		if c.axes.y.log {
			low.Y = math.Max(low.Y, c.axes.y.min)
		}
		under, _ := c.Place(low)
		upper, lower = append(upper, high), append(lower, under)
	}
	fill()
	line{b.name, b.middle, b.look}.Draw(c)
}

func (b band) DataRange(s Scales) Range {
	return rangeOf(b.middle, s).Join(rangeOf(b.low, s)).Join(rangeOf(b.high, s))
}

func (b band) LeftOut(s Scales) int { return leftOut(b.middle, s) }

func (b band) Name() string { return b.name }

func (b band) Sample(c draw.Canvas) {
	sampleBox(c, 12, fade(b.look.Color, 55))
	sampleLine(c, b.look)
}

func (b band) Trace() []XY { return b.middle }

func (b band) Description(s Scales) string {
	middle := describeLine(b.name, placed(b.middle, s))
	if middle == "" {
		return ""
	}
	widest := 0.0
	for i := range b.low {
		if s.Holds(b.high[i]) {
			widest = math.Max(widest, bounded(b.high[i].Y-b.low[i].Y))
		}
	}
	return middle + words.Sprintf(", the band at most %s wide", num(widest))
}
