package patients

import (
	"fmt"
	"math"
	"slices"

	"golessons/helpers"
	"golessons/helpers/experiments"
	"golessons/helpers/figure"
	"golessons/helpers/internal/number"
	"golessons/helpers/survival"
	"golessons/internal/words"
	"golessons/mlx"
)

// AtoB returns a table of how models that were trained at hospital A, on
// [NodeNegative], do on its test patients and at hospital B. With one measure it has
// the mean ± spread of the runs at each hospital, with several the means as A → B. Where
// all measures are among Loss, AUC and MeanRisk, the last row is the rule that gives
// everybody that hospital's share.
//
// Errors: no measure.
func AtoB(c experiments.Comparison, measures ...experiments.Measure) *helpers.Table {
	if len(measures) == 0 {
		mistake(words.Text{"AtoB: there is no measure, want one or more such as experiments.Loss", "AtoB: 指標がありません。experiments.Loss のような指標を 1 つ以上渡してください。"})
	}
	a, b := c.On(NodeNegative.Test), c.On(NodeNegative.AtB)
	if len(measures) == 1 {
		m := measures[0]
		t := helpers.NewTable(words.Text{"%s (mean ± standard deviation of %d runs)", "%s(%d 回の平均 ± 標準偏差)"}.With(m.String(), runsOf(c)), "", hospitalAName.String(), hospitalBName.String())
		for _, name := range c.Names {
			t.Row(name, meanSpread(a.Runs(name).Each(m)), meanSpread(b.Runs(name).Each(m)))
		}
		return t
	}
	names := []string{""}
	for _, m := range measures {
		names = append(names, m.String())
	}
	t := helpers.NewTable(words.Text{"Hospital A → hospital B (means of %d runs)", "病院 A → 病院 B(%d 回の平均)"}.With(runsOf(c)), names...)
	arrow := func(a, b float64) string { return fmt.Sprintf("%.2f → %.2f", a, b) }
	for _, name := range c.Names {
		row := []any{name}
		for _, m := range measures {
			row = append(row, arrow(a.Runs(name).Mean(m), b.Runs(name).Mean(m)))
		}
		t.Row(row...)
	}
	row := []any{words.Text{"that hospital's share, for everybody", "その病院の割合を全員に答える"}.String()}
	shareA, shareB := experiments.Mean(NodeNegative.Set().Y), experiments.Mean(hospitalB().Y)
	for _, m := range measures {
		switch m.String() {
		case experiments.Loss.String():
			row = append(row, arrow(number.LogLoss(shareA, shareA), number.LogLoss(shareB, shareB)))
		case experiments.AUC.String():
			row = append(row, arrow(0.5, 0.5))
		case experiments.MeanRisk.String():
			row = append(row, arrow(shareA, shareB))
		default:
			return t
		}
	}
	return t.Row(row...)
}

// runsOf returns how many runs the methods have.
func runsOf(c experiments.Comparison) int {
	n := 0
	for _, runs := range c.Trained {
		n = max(n, len(runs))
	}
	return n
}

// meanSpread writes a mean with its spread, with two decimals each.
func meanSpread(values []float64) string {
	if len(values) < 2 {
		return fmt.Sprintf("%.2f", experiments.Mean(values))
	}
	return fmt.Sprintf("%.2f ± %.2f", experiments.Mean(values), experiments.Deviation(values))
}

// AtB returns the comparison measured at hospital B, where each method was trained on
// the patients of another source: one source for each method, in their order.
//
// Errors: more sources than methods or fewer.
func AtB(c experiments.Comparison, sources ...Source) experiments.Comparison {
	if len(sources) != len(c.Names) {
		mistake(words.Text{"AtB: %s for %s, want one for each", "AtB: 患者の集まりが %s 個、方法が %s 個です。方法 1 つに 1 つずつにしてください。"}, words.Count(len(sources), "source"), words.Count(len(c.Names), "method"))
	}
	b := experiments.Comparison{Names: c.Names}
	for i, runs := range c.Trained {
		b.Trained = append(b.Trained, runs.On(sources[i].AtB))
	}
	return b
}

// MadeToFit returns the comparison, of models that were trained on [NodeNegative],
// measured at hospital B once one number was added to all logits of a model, such that
// its mean risk is the share observed there; see survival.MeanMadeToFit. What the loss has
// lost by it was due to the level of the risks. It uses what happened at hospital B, so it
// is a diagnosis and no fair score.
func MadeToFit(c experiments.Comparison) experiments.Comparison {
	fitted := experiments.Comparison{Names: c.Names}
	for _, runs := range c.On(NodeNegative.AtB).Trained {
		runs = slices.Clone(runs)
		mlx.Parallel(len(runs), func(i int) {
			b := NodeNegative.AtB(runs[i].Seed)
			outcomes := b.Targets().Values()
			share := experiments.Mean(outcomes)
			logits := survival.MeanMadeToFit(runs[i].Model.Eval().Forward(b.Inputs()).Values(), share)
			risks, classes := make([]float64, len(logits)), make([]float64, len(logits))
			for k, z := range logits {
				risks[k] = 1 / (1 + math.Exp(-z))
				if z > 0 {
					classes[k] = 1
				}
			}
			m := &runs[i].Measured // its AUC stays
			m.Loss, m.MeanPrediction = experiments.LogLoss(risks, outcomes), experiments.Mean(risks)
			m.Accuracy, m.Calibration = mlx.Accuracy(classes, outcomes), mlx.CalibrationError(risks, outcomes)
		})
		fitted.Trained = append(fitted.Trained, runs)
	}
	return fitted
}

// MoveParts draws, for models that were trained on [NodeNegative], the mean loss at
// hospital A, at hospital B, and at hospital B with [MadeToFit].
func MoveParts(c experiments.Comparison) *figure.Figure {
	var bars []figure.BarSeries
	for _, part := range []struct {
		name words.Text
		at   experiments.Comparison
	}{
		{hospitalAName, c.On(NodeNegative.Test)},
		{hospitalBName, c.On(NodeNegative.AtB)},
		{words.Text{"hospital B, mean made to fit", "病院 B、平均を合わせた後"}, MadeToFit(c)},
	} {
		bar := figure.BarSeries{Name: part.name.String()}
		for _, name := range c.Names {
			bar.Values = append(bar.Values, part.at.Runs(name).Mean(experiments.Loss))
		}
		bars = append(bars, bar)
	}
	return figure.New(words.Text{"What the move costs in loss", "病院を移ると損失はどれだけ増えるか"}.String(), "",
		words.Text{"loss (mean of %d runs)", "損失(%d 回の平均)"}.With(runsOf(c))).Bars(c.Names, bars...)
}
