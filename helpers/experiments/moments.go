package experiments

import (
	"slices"

	"golessons/helpers"
	"golessons/internal/words"
	"golessons/mlx"
)

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
		name words.Text
		of   func(mlx.History) []float64
	}
	columns := []column{
		{name: words.Text{"loss", "損失"}, of: func(h mlx.History) []float64 { return h.ValLoss }},
		{name: words.Text{"accuracy", "正解率"}, of: func(h mlx.History) []float64 { return h.ValAccuracy }},
		{name: words.Text{"AUC", "AUC"}, of: func(h mlx.History) []float64 { return h.ValAUC }},
	}
	columns = slices.DeleteFunc(columns, func(c column) bool { return len(c.of(r[0].History)) == 0 && len(r[0].ValLoss) > 0 })
	headings := []string{""}
	for _, c := range columns {
		headings = append(headings, c.name.String())
	}
	if len(r) > 1 {
		title += words.Text{" (mean ± standard deviation of %d runs)", "(%d 回の平均 ± 標準偏差)"}.With(len(r))
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
