package helpers

import (
	"math"

	"golessons/helpers/internal/number"
	"golessons/internal/words"
)

// Result has the values of one method, one for each run, such as the validation
// loss for each seed.
type Result struct {
	Name   string
	Values []float64
}

// Better is whether lower or higher values are better.
type Better bool

// The values of Better.
const (
	Lower  Better = false // for a loss
	Higher Better = true  // for an accuracy
)

// Results returns a table of methods with the mean ± spread of their runs, and a
// star at the best mean. The spread is the sample's standard deviation with two
// digits, and the mean has as many decimal places. There is no spread for one run,
// and a mean that is NaN is never the best.
func Results(title string, better Better, results ...Result) *Table {
	t := NewTable(title, words.T("method"), words.T("mean ± spread"), words.T("min"), words.T("max"), words.T("runs"))
	best := -1
	var bestMean float64
	for i, r := range results {
		mean, spread := number.MeanSpread(r.Values)
		if !math.IsNaN(mean) && (best < 0 || better == Higher && mean > bestMean || better == Lower && mean < bestMean) {
			best, bestMean = i, mean
		}
		low, high := math.NaN(), math.NaN()
		for _, v := range r.Values {
			if math.IsNaN(low) || v < low {
				low = v
			}
			if math.IsNaN(high) || v > high {
				high = v
			}
		}
		text := number.Short(mean)
		if len(r.Values) > 1 {
			text = number.WithSpread(mean, spread)
		}
		t.rows = append(t.rows, []cell{{text: r.Name}, {text: text, number: true}, cellOf(low), cellOf(high), cellOf(len(r.Values))})
	}
	if best >= 0 && len(results) > 1 {
		t.rows[best][1].best = true
		t.Note = words.Sprintf("★ best mean (%s). ± is the sample's standard deviation.",
			map[Better]string{Lower: words.T("lower is better"), Higher: words.T("higher is better")}[better])
	}
	return t
}
