package figure

import (
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"golessons/helpers/internal/number"
	"golessons/internal/words"
)

// histogram counts values in bins of equal width.
type histogram struct {
	name   string
	values []float64
	look   Look
	bins   *bins
}

var _ dataLayer = histogram{}

// bins are shared by the histograms of a figure, so that they can be compared.
type bins struct {
	count     int
	low, high float64
}

// Histogram counts values in bins of equal width. Several histograms in one
// figure, such as weights before and after, share their bins and are drawn over
// each other; the first one's binCount holds. With binCount 0 the number of
// values decides, and there are up to 40 bins.
func (f *Figure) Histogram(name string, values []float64, binCount int) *Figure {
	if binCount < 0 || binCount > 1000 {
		f.fail("“%s” cannot have %d bins (0 to 1000)", name, binCount)
		return f
	}
	var shared *bins
	for _, l := range f.layers {
		if h, ok := l.(histogram); ok {
			shared = h.bins
		}
	}
	if shared == nil {
		shared = &bins{count: binCount, low: math.Inf(1), high: math.Inf(-1)}
	}
	var kept []float64
	for _, v := range values {
		if p := f.drawable(v, 0); finite(p.X) {
			kept = append(kept, v)
			shared.low, shared.high = math.Min(shared.low, v), math.Max(shared.high, v)
		}
	}
	if shared.count == 0 && len(kept) > 0 {
		shared.count = min(40, max(5, int(math.Ceil(2*math.Cbrt(float64(len(kept)))))))
	}
	return f.Add(histogram{name, kept, f.NextLook(), shared})
}

// edge returns where bin i starts; that of b.count is where the last ends.
func (b bins) edge(i int) float64 {
	low, high := b.low, b.high
	if low == high {
		room := math.Max(.5, math.Abs(low)*1e-9) // large enough to change the value
		low, high = bounded(low-room), bounded(high+room)
	}
	return between(low, high, float64(i)/float64(b.count))
}

// of returns the bin that v is counted in.
func (b bins) of(v float64) int {
	i := math.Floor(share(b.edge(0), b.edge(b.count), v) * float64(b.count))
	return int(math.Min(math.Max(i, 0), float64(b.count-1)))
}

// counts returns how many values are in each bin.
func (h histogram) counts() []int {
	counts := make([]int, h.bins.count)
	for _, v := range h.values {
		counts[h.bins.of(v)]++
	}
	return counts
}

func (h histogram) Draw(c Canvas) {
	if len(h.values) == 0 {
		return
	}
	x, y := c.transforms()
	var outline []vg.Point
	for i, n := range h.counts() {
		if !c.Scales().Holds(XY{h.bins.edge(i), 1}) {
			continue
		}
		top := c.Min.Y
		if n > 0 {
			top = y(float64(n))
		}
		left, right := x(h.bins.edge(i)), x(h.bins.edge(i+1))
		if len(outline) == 0 {
			outline = append(outline, vg.Point{X: left, Y: c.Min.Y})
		}
		outline = append(outline, vg.Point{X: left, Y: top}, vg.Point{X: right, Y: top})
	}
	if len(outline) == 0 {
		return
	}
	outline = append(outline, vg.Point{X: outline[len(outline)-1].X, Y: c.Min.Y})
	c.FillPolygon(fade(h.look.Color, 80), c.ClipPolygonXY(outline))
	for _, part := range c.ClipLinesXY(outline) {
		stroke(c.Canvas, h.look.Line(1.6), part)
	}
}

func (h histogram) DataRange(s Scales) Range {
	var r Range
	if len(h.values) == 0 {
		return r
	}
	bottom := 0.0
	if s.LogY {
		bottom = .8
	}
	for i, n := range h.counts() {
		if s.LogX && h.bins.edge(i) <= 0 {
			continue
		}
		r = r.Include(XY{h.bins.edge(i), bottom}, XY{h.bins.edge(i + 1), math.Max(bottom, float64(n))})
	}
	return r.TightBelow()
}

func (h histogram) Name() string { return h.name }

func (h histogram) Sample(c draw.Canvas) {
	box := sampleBox(c, 10, fade(h.look.Color, 80))
	c.SetLineStyle(h.look.Line(1.4))
	c.Stroke(box.Path())
}

// seen returns the values in bins that the axes have a place for.
func (h histogram) seen(s Scales) []float64 {
	if !s.LogX {
		return h.values
	}
	var out []float64
	for _, v := range h.values {
		if h.bins.edge(h.bins.of(v)) > 0 {
			out = append(out, v)
		}
	}
	return out
}

func (h histogram) LeftOut(s Scales) int { return len(h.values) - len(h.seen(s)) }

func (h histogram) Description(s Scales) string {
	seen := h.seen(s)
	if len(seen) == 0 {
		return ""
	}
	mean, spread := number.MeanSpread(seen)
	return words.Sprintf("histogram “%s” of %s, mean %s, standard deviation %s",
		h.name, words.Count(len(seen), "value"), num(mean), num(bounded(spread)))
}
