package experiments

import (
	"fmt"
	"math"
	"slices"

	"golessons/helpers"
	"golessons/helpers/internal/number"
	"golessons/internal/words"
	"golessons/mlx"
)

// Table returns a row for each method, with the mean of its runs for each measure and
// ± their standard deviation. The best mean of a measure has a star.
//
// One measure alone gives the table of helpers.Results, with the lowest and the highest
// run too.
func (c Comparison) Table(measures ...Measure) *helpers.Table {
	names := make([]any, len(c.Names))
	for i, name := range c.Names {
		names[i] = name
	}
	return c.table(words.Text{"method", "方法"}.String(), names, measures)
}

// Table is that of the comparison, with the values of the setting in the first column.
func (s Swept) Table(measures ...Measure) *helpers.Table {
	values := make([]any, len(s.Values))
	for i, v := range s.Values {
		values[i] = v
	}
	return s.table(s.Setting, values, measures)
}

// table has the given first column.
func (c Comparison) table(heading string, names []any, measures []Measure) *helpers.Table {
	if len(measures) == 0 {
		mistake(words.Text{"Table: no measure, want one such as ValidationLoss", "Table に測るものがありません。ValidationLoss などを指定してください。"})
	}
	if len(measures) == 1 {
		m := measures[0]
		results := make([]helpers.Result, len(c.Names))
		for i, name := range c.Names {
			results[i] = helpers.Result{Name: name, Values: c.Trained[i].Each(m)}
		}
		return helpers.Results(c.title(m.String()), m.Better, results...)
	}
	columns := []string{heading}
	for _, m := range measures {
		columns = append(columns, m.String())
	}
	t := helpers.NewTable(c.title(""), columns...)
	for i, runs := range c.Trained {
		row := []any{names[i]}
		for _, m := range measures {
			row = append(row, plusMinus(m.format(), runs.Each(m)))
		}
		t.Row(row...)
	}
	for k, m := range measures {
		if best := c.star(m); best >= 0 {
			t.Star(best, k+1)
		}
	}
	return t
}

// title says how many runs a table is of.
func (c Comparison) title(of string) string {
	runs := 0
	for _, r := range c.Trained {
		runs = max(runs, len(r))
	}
	switch {
	case runs < 2:
		return of
	case of == "":
		return words.Text{"Mean ± standard deviation of %d runs", "%d 回の学習の平均 ± 標準偏差"}.With(runs)
	}
	return words.Text{"%s (mean ± standard deviation of %d runs)", "%s(%d 回の学習の平均 ± 標準偏差)"}.With(of, runs)
}

// star returns the method whose mean of a measure is best; -1 for none.
func (c Comparison) star(m Measure) int {
	best, of := -1, 0.0
	for i, runs := range c.Trained {
		v := runs.Mean(m)
		if m.Star && !math.IsNaN(v) && (best < 0 || m.Better == helpers.Higher && v > of || m.Better == helpers.Lower && v < of) {
			best, of = i, v
		}
	}
	if len(c.Trained) < 2 {
		return -1
	}
	return best
}

// plusMinus writes a mean ± standard deviation; of one value, that value.
func plusMinus(format string, values []float64) string {
	mean, spread := number.MeanSpread(values)
	text := fmt.Sprintf(format, mean)
	if len(values) > 1 && !math.IsNaN(mean) {
		text += " ± " + fmt.Sprintf(format, spread)
	}
	return number.TrueMinus(text)
}

// Differences returns, for each method but the reference, by how much a measure differs
// from the reference, run by run, with their mean and its 95% interval. The measure is
// Loss unless another is given. Runs with the same number are compared with each other.
//
// Errors: a reference that no method has; unequally many runs, or fewer than two.
func (c Comparison) Differences(reference string, m ...Measure) *helpers.Table {
	measure, base := oneOf(m, Loss), c.Runs(reference)
	columns := []string{words.Text{"method", "方法"}.String()}
	for i := range base {
		columns = append(columns, fmt.Sprint(i+1))
	}
	columns = append(columns, words.Text{"mean", "平均"}.String(), words.Text{"95% interval", "95% 区間"}.String())
	t := helpers.NewTable(words.Text{"Run by run: %s less that of %s", "学習ごとの差:%s から「%s」の値を引いた差"}.With(measure, reference), columns...)
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

// A Moment is an epoch of a training, for [Runs.Table].
type Moment struct {
	name  func(r Runs) string
	epoch func(h mlx.History) int
}

// The moments of a training.
var (
	// AtTurningPoint is the epoch of the lowest validation loss.
	AtTurningPoint = Moment{
		func(Runs) string { return words.Text{"at the turning point", "折り返し点"}.String() },
		func(h mlx.History) int { return h.BestEpoch },
	}
	// AtEnd is the last epoch.
	AtEnd = Moment{
		func(r Runs) string {
			for _, run := range r {
				if len(run.ValLoss) != len(r[0].ValLoss) {
					return words.Text{"at the end", "最後"}.String()
				}
			}
			return words.Text{"after %d epochs", "%d エポック後"}.With(len(r[0].ValLoss))
		},
		func(h mlx.History) int { return len(h.ValLoss) - 1 },
	}
)

// AtEpoch is the epoch with a number; the first is 1, as in the figures.
func AtEpoch(epoch int) Moment {
	return Moment{
		func(Runs) string { return words.Text{"after %d epochs", "%d エポック後"}.With(epoch) },
		func(mlx.History) int { return epoch - 1 },
	}
}

// Table returns a row for each moment with the validation loss, and the accuracy and the
// AUC on the validation data where they are measured: the mean of the runs ± standard
// deviation.
//
// Errors: no runs; a run without a validation loss at that epoch.
func (r Runs) Table(title string, when ...Moment) *helpers.Table {
	if len(r) == 0 {
		mistake(words.Text{"there is no run", "学習が 1 つもありません。"})
	}
	type column struct {
		name   words.Text
		of     func(mlx.History) []float64
		values []float64
	}
	columns := []column{
		{name: words.Text{"loss", "損失"}, of: func(h mlx.History) []float64 { return h.ValLoss }},
		{name: words.Text{"accuracy", "正解率"}, of: func(h mlx.History) []float64 { return h.ValAccuracy }},
		{name: words.Text{"AUC", "AUC(ROC 曲線の下の面積)"}, of: func(h mlx.History) []float64 { return h.ValAUC }},
	}
	columns = slices.DeleteFunc(columns, func(c column) bool { return len(c.of(r[0].History)) == 0 && len(r[0].ValLoss) > 0 })
	headings := []string{""}
	for _, c := range columns {
		headings = append(headings, c.name.String())
	}
	if len(r) > 1 {
		title += words.Text{" (mean ± standard deviation of %d runs)", "(%d 回の学習の平均 ± 標準偏差)"}.With(len(r))
	}
	t := helpers.NewTable(title, headings...)
	for _, moment := range when {
		row := []any{moment.name(r)}
		for _, c := range columns {
			var values []float64
			for _, run := range r {
				epoch := moment.epoch(run.History)
				if epoch < 0 || epoch >= len(c.of(run.History)) {
					mistake(words.Text{"a run has no validation loss %s", "%sの検証損失がない学習があります。"}, moment.name(r))
				}
				values = append(values, c.of(run.History)[epoch])
			}
			row = append(row, plusMinus("%.2f", values))
		}
		t.Row(row...)
	}
	return t
}
