package experiments

import (
	"fmt"
	"math"

	"golessons/helpers"
	"golessons/helpers/internal/number"
	"golessons/internal/words"
)

// Differences returns, for each method but the reference, by how much a measure differs
// from the reference, run by run, with their mean and its 95% interval. The measure is
// Loss unless another is given. Runs with the same number are compared with each other.
//
// The interval is by Student's t, as if the runs were independent. So it says what other
// seeds would give, and not what other patients would where all runs are measured on the
// same ones; the parts of a cross-validation share most of their training data, and theirs
// is too narrow.
//
// Errors: a reference that no method has; unequally many runs, or fewer than two.
func (c Comparison) Differences(reference string, m ...Measure) *helpers.Table {
	measure, base := oneOf(m, Loss), c.Runs(reference)
	columns := []string{words.Text{"method", "方法"}.String()}
	for i := range base {
		columns = append(columns, fmt.Sprint(i+1))
	}
	columns = append(columns, words.Text{"mean", "平均"}.String(), words.Text{"95% interval", "95% 区間"}.String())
	t := helpers.NewTable(words.Text{"%s: each method less “%s”, run by run", "%sの差(各方法 −「%s」、学習ごと)"}.With(measure, reference), columns...)
	for i, name := range c.Names {
		if name == reference {
			continue
		}
		a, b := c.Trained[i].Each(measure), base.Each(measure)
		mean, half := Paired(a, b)
		row := []any{name}
		for k := range a {
			row = append(row, number.TrueMinus(fmt.Sprintf("%+.3f", a[k]-b[k])))
		}
		t.Row(append(row, number.TrueMinus(fmt.Sprintf("%+.3f", mean)), number.TrueMinus(fmt.Sprintf("%+.3f … %+.3f", mean-half, mean+half)))...)
	}
	return t
}

// oneOf returns the measure that is given, or else the other.
func oneOf(given []Measure, otherwise Measure) Measure {
	if len(given) > 0 {
		return given[0]
	}
	return otherwise
}

// Paired returns the mean of the differences a[i] − b[i] and half the width of its 95%
// interval, by Student's t.
//
// Errors: unequal lengths; fewer than two pairs.
func Paired(a, b []float64) (mean, half float64) {
	if len(a) != len(b) || len(a) < 2 {
		mistake(words.Text{"Paired: got %d and %d values, want as many of both, and 2 or more", "値が %d 個と %d 個ですが、同じ数ずつ、2 個以上にしてください。"}, len(a), len(b))
	}
	d := make([]float64, len(a))
	for i := range a {
		d[i] = a[i] - b[i]
	}
	n := len(d)
	return Mean(d), t95(n-1) * Deviation(d) / math.Sqrt(float64(n))
}

// t95 returns the 97.5% quantile of Student's t: within ± so many standard errors lie
// 95%.
func t95(freedom int) float64 {
	quantiles := []float64{12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
		2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042}
	if freedom <= len(quantiles) {
		return quantiles[freedom-1]
	}
	f := float64(freedom)
	return 1.95996 + 2.372/f + 2.8/(f*f) // Cornish and Fisher's expansion
}
