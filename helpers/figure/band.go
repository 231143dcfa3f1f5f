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
	middle, low, high []xy
	look              look
}

// Spread draws the mean of several runs, such as the loss of one method with
// different seeds, and a band of one standard deviation around it. Each run has
// a value for 1, 2, 3 …, and all have equally many.
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
	b := band{name: name, middle: f.series(name, xs, middle), look: f.nextLook()}
	if b.middle == nil {
		return f
	}
	for i, p := range b.middle {
		l, h := math.Min(low[i], high[i]), math.Max(low[i], high[i])
		if !finite(p.x) || !finite(l) || !finite(h) {
			l, h, p.x = math.NaN(), math.NaN(), math.NaN()
		}
		b.low, b.high = append(b.low, xy{p.x, l}), append(b.high, xy{p.x, h})
	}
	f.layers = append(f.layers, b)
	return f
}

func (b band) reach(logX, logY bool) extent {
	return reachOf(b.middle, logX, logY).join(reachOf(b.low, logX, logY)).join(reachOf(b.high, logX, logY))
}

func (b band) label() string { return b.name }

func (b band) paint(c draw.Canvas, a *axes) {
	x, y := a.transforms(c)
	var upper, lower []vg.Point
	fill := func() {
		if len(upper) > 1 {
			area := append([]vg.Point{}, thin(upper)...)
			under := thin(lower)
			for i := len(under) - 1; i >= 0; i-- {
				area = append(area, under[i])
			}
			c.FillPolygon(fade(b.look.color, 55), c.ClipPolygonXY(area))
		}
		upper, lower = nil, nil
	}
	for i := range b.low {
		if !finite(b.low[i].x) || !onAxis(a, b.high[i]) {
			fill()
			continue
		}
		low := b.low[i].y
		if a.y.log {
			low = math.Max(low, a.y.min)
		}
		upper = append(upper, vg.Point{X: x(b.high[i].x), Y: y(b.high[i].y)})
		lower = append(lower, vg.Point{X: x(b.low[i].x), Y: y(low)})
	}
	fill()
	line{b.name, b.middle, b.look, 2}.paint(c, a)
}

func (b band) thumb(c draw.Canvas) {
	r := c.Rectangle
	r.Min.Y, r.Max.Y = c.Center().Y-6, c.Center().Y+6
	c.SetColor(fade(b.look.color, 55))
	c.Fill(r.Path())
	line{look: b.look, width: 2}.thumb(c)
}

func (b band) trace() []xy { return b.middle }

func (b band) missing(logX, logY bool) int { return missing(b.middle, logX, logY) }

func (b band) tell(logX, logY bool) string {
	told := tellLine(b.name, placed(b.middle, logX, logY))
	widest := 0.0
	for i := range b.low {
		if finite(b.low[i].x) && hasPlace(b.high[i], logX, logY) {
			widest = math.Max(widest, bounded(b.high[i].y-b.low[i].y))
		}
	}
	if told == "" {
		return ""
	}
	return told + words.Sprintf(", the band at most %s wide", num(widest))
}
