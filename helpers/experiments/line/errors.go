package line

import (
	"cmp"
	"fmt"
	"slices"

	"golessons/helpers/figure"
	"golessons/internal/words"
)

// WithErrors draws the line w·x + b and the points (x[i], y[i]), and each error, the way
// from the point to the line, as an upright strip. The axes are those of the nurse's
// visits, and begin at 0.
func WithErrors(w, b float64, x, y []float64) *figure.Figure {
	wantPairs("WithErrors", x, y)
	right := slices.Max(x) * 1.125
	strip := right / 180 // half its width
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(x[i], x[j]) })
	// The band is as thin as the line but for the strips.
	xs, middle, low, high := []float64{0}, []float64{b}, []float64{b}, []float64{b}
	add := func(at, bottom, top float64) {
		xs, middle = append(xs, at), append(middle, w*at+b)
		low, high = append(low, bottom), append(high, top)
	}
	for _, i := range order {
		predicted := w*x[i] + b
		bottom, top := min(predicted, y[i]), max(predicted, y[i])
		from, to := x[i]-strip, x[i]+strip
		add(from, w*from+b, w*from+b)
		add(from, bottom, top)
		add(to, bottom, top)
		add(to, w*to+b, w*to+b)
	}
	add(right, w*right+b, w*right+b)
	return figure.New(fmt.Sprintf("%g x + %g", w, b), kilometres(), minutes()).
		Band(words.Text{"line and errors", "直線と誤差"}.String(), xs, middle, low, high).
		Scatter(visits(), x, y).XRange(0, right).YRange(0, 1.35*slices.Max(y))
}

// The words of the nurse's figures.

func kilometres() string { return words.Text{"distance (km)", "距離(km)"}.String() }
func minutes() string    { return words.Text{"time (minutes)", "時間(分)"}.String() }
func visits() string     { return words.Text{"visits", "訪問"}.String() }
