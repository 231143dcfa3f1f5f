package experiments

import (
	"golessons/helpers/figure"
	"golessons/helpers/internal/number"
	"golessons/internal/words"
)

// Points draws a measure of each run as a point: the runs across, a marker for each
// method. The measure is Loss unless another is given.
func (c Comparison) Points(title string, m ...Measure) *figure.Figure {
	measure, most := oneOf(m, Loss), 0
	f := figure.New(title, words.Text{"run", "学習の番号"}.String(), measure.String())
	for i, runs := range c.Trained {
		var numbers []float64
		for k := range runs {
			numbers = append(numbers, float64(k+1))
		}
		most = max(most, len(runs))
		f.Scatter(c.Names[i], numbers, runs.Each(measure))
	}
	return f.XRange(0.5, float64(most)+0.5)
}

// A Place is a comparison with the name of the data that it was measured on; see [In].
type Place struct {
	Name       string
	Comparison Comparison
}

// In names the data that a comparison was measured on, for [Bars].
func In(name string, c Comparison) Place { return Place{name, c} }

// Bars draws the mean of a measure with ± one standard deviation as a bar: a group of
// bars for each method, and in it one for each place. All places have the same methods.
//
//	experiments.Bars("Log loss", experiments.Loss,
//		experiments.In("Rotterdam", six.On(rotterdam)), experiments.In("Germany", six.On(germany))).Show()
func Bars(title string, m Measure, places ...Place) *figure.Figure {
	var names []string
	var series []figure.BarSeries
	for _, p := range places {
		names = p.Comparison.Names
		s := figure.BarSeries{Name: p.Name}
		for _, runs := range p.Comparison.Trained {
			mean, spread := number.MeanSpread(runs.Each(m))
			s.Values, s.Errors = append(s.Values, mean), append(s.Errors, spread)
		}
		series = append(series, s)
	}
	return figure.New(title, "", m.String()).Bars(names, series...)
}
