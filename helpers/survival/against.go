package survival

import (
	"golessons/helpers"
	"golessons/helpers/data"
	"golessons/helpers/figure"
	"golessons/internal/words"
)

// Shown is a figure with the table of its numbers.
type Shown struct {
	Figure *figure.Figure
	Table  *helpers.Table
}

// Show shows the figure, and the table below it.
func (s Shown) Show() {
	s.Figure.Show()
	s.Table.Show()
}

// Against draws and tables, for each group, the share of those to whom it happened,
// with its 95% interval ([Wilson]), and the mean of each method's predictions for
// the same people. A prediction has a name and a risk from 0 to 1 for each person,
// made by a model that has not seen the person.
//
// Errors: no predictions, more or fewer than people, a column that the people do
// not have.
func Against(people *data.Set, g Grouping, predictions ...helpers.Result) Shown {
	check("Against", people, predictions)
	groups := observed(people, g)
	var x, share, low, high []float64
	for _, g := range groups {
		if g.People > 0 {
			x, share, low, high = append(x, g.Mean), append(share, 100*g.Share), append(low, 100*g.Low), append(high, 100*g.High)
		}
	}
	f := figure.New(words.Text{"What happened, and what was predicted", "実際に起きたことと、予測したこと"}.String(), g.Label,
		words.Text{"%s (%%)", "%s(%%)"}.With(people.Target)).
		Band(words.Text{"share and 95% interval", "実際の割合と 95% 信頼区間"}.String(), x, share, low, high)
	means := make([][]float64, g.Len()) // of each group, for each method
	names := []string{g.Label, words.Text{"share", "実際の割合"}.String()}
	for _, p := range predictions {
		names = append(names, p.Name)
		var ys []float64
		for i, mean := range g.Mean(people, p.Values) {
			means[i] = append(means[i], mean)
			if groups[i].People > 0 {
				ys = append(ys, 100*mean)
			}
		}
		f.Line(p.Name, x, ys)
	}
	t := helpers.NewTable(words.Text{"Share, and mean prediction", "実際の割合と、予測の平均"}.String(), names...)
	for i, g := range groups {
		row := []any{g.Name, percent(g.Share)}
		for _, mean := range means[i] {
			row = append(row, percent(mean))
		}
		t.Row(row...)
	}
	return Shown{f, t}
}

// A Ratio is how many events there were for each one expected, with its approximate
// 95% interval.
type Ratio struct{ Value, Low, High float64 }

// Ratios returns, for each group, the events that happened divided by those that
// were to be expected, which is the sum of the predicted risks. At 1 all is as
// predicted, above 1 the danger was overlooked. The events vary as a Poisson
// distribution does ([Poisson]); the risks are taken as fixed. It is the idea of
// the standardised mortality ratio (SMR). Where nobody is in a group, all are NaN.
//
// Errors: more risks than people or fewer, a column that the people do not have.
//
// Source: Breslow and Day, Statistical Methods in Cancer Research, volume II, IARC
// 1987.
func Ratios(people *data.Set, g Grouping, risks []float64) []Ratio {
	expected, events, n := g.Sum(people, risks), g.Sum(people, people.Y), g.Count(people)
	ratios := make([]Ratio, g.Len())
	for i, e := range expected {
		low, high := Poisson(events[i])
		if n[i] == 0 {
			e = nan
		}
		ratios[i] = Ratio{events[i] / e, low / e, high / e}
	}
	return ratios
}

// PerExpected draws, as bars with their 95% intervals, the [Ratios] of each method's
// predictions: events observed ÷ events expected.
//
// Errors: as [Against].
func PerExpected(people *data.Set, g Grouping, predictions ...helpers.Result) *figure.Figure {
	check("PerExpected", people, predictions)
	var bars []figure.BarSeries
	for _, p := range predictions {
		bar := figure.BarSeries{Name: p.Name}
		for _, r := range Ratios(people, g, p.Values) {
			bar.Values, bar.Errors = append(bar.Values, r.Value), append(bar.Errors, r.High-r.Value)
		}
		bars = append(bars, bar)
	}
	return figure.New(words.Text{"Observed ÷ expected (1: as expected): %s", "実際の数 ÷ 予想した数(1 なら予想どおり): %s"}.With(people.Target), g.Label,
		words.Text{"ratio, with approximate 95% interval", "比とおおよその 95% 区間"}.String()).
		Bars(g.Names(), bars...).HLine(1, "").Size(760, 420)
}

// check ends the call if there are no predictions, or not one for each person.
func check(where string, people *data.Set, predictions []helpers.Result) {
	if len(predictions) == 0 {
		mistake(words.Text{"%s: there are no predictions, want at least one method's", "%s: 予測がありません。1 つ以上の方法の予測を渡してください。"}, where)
	}
	for _, p := range predictions {
		if len(p.Values) != people.Len() {
			mistake(words.Text{"%s: “%s” has %s for %d people, want one for each", "%s: 「%s」の予測は %s 個、人数は %d 人です。1 人に 1 つずつにしてください。"},
				where, p.Name, words.Count(len(p.Values), "prediction"), people.Len())
		}
	}
}
