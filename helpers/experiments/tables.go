package experiments

import (
	"fmt"
	"math"

	"golessons/helpers"
	"golessons/helpers/internal/number"
	"golessons/internal/words"
)

// Table returns a row for each method, with the mean of its runs for each measure and
// ± their standard deviation. The best mean of a measure has a star. What some run of a
// method has not measured is a dash.
//
// One measure alone gives the table of helpers.Results, with the lowest and the highest
// run too; but not [MeanError], of which neither the lowest nor the highest is best.
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
	if len(measures) == 1 && !measures[0].signed {
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
		return words.Text{"Mean ± standard deviation of %d runs", "%d 回の平均 ± 標準偏差"}.With(runs)
	}
	return words.Text{"%s (mean ± standard deviation of %d runs)", "%s(%d 回の平均 ± 標準偏差)"}.With(of, runs)
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

// plusMinus writes a mean ± standard deviation; of one value, that value; and a dash
// where nothing was measured.
func plusMinus(format string, values []float64) string {
	mean, spread := number.MeanSpread(values)
	if math.IsNaN(mean) {
		return "—"
	}
	if math.Abs(mean) >= 1e6 { // of a training that diverged
		format = "%.3g"
	}
	text := fmt.Sprintf(format, mean)
	if len(values) > 1 {
		text += " ± " + fmt.Sprintf(format, spread)
	}
	return number.TrueMinus(text)
}
