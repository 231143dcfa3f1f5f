package patients

import (
	"golessons/helpers/experiments"
	"golessons/helpers/figure"
	"golessons/internal/words"
	"golessons/mlx"
)

// Bins puts patients with similar predicted risks together, in ten groups from 0 to 1,
// and returns the mean risk of each and the share to whom it happened. Groups of fewer
// than the given number are left out.
//
// Errors: as mlx's Calibration.
func Bins(risks, outcomes []float64, atLeast int) (predicted, observed []float64) {
	for _, bin := range mlx.Calibration(risks, outcomes, 10) {
		if bin.Count >= atLeast {
			predicted, observed = append(predicted, bin.Predicted), append(observed, bin.Observed)
		}
	}
	return predicted, observed
}

// The axes and the diagonal of a calibration curve.
var (
	predictedRisk = words.Text{"predicted risk", "予測したリスク"}
	observedShare = words.Text{"share to whom it happened", "実際に起きた割合"}
	ideal         = words.Text{"ideal", "理想"}
)

// CalibrationAB draws the calibration curve of the first run of a method that was trained
// on [NodeNegative], on its test patients and at hospital B: the share to whom it happened
// over the predicted risk. Groups of fewer than 20 patients are left out.
//
// Errors: a method that the comparison does not have.
func CalibrationAB(c experiments.Comparison, name string) *figure.Figure {
	first := c.Runs(name)[:1]
	f := figure.New(words.Text{"Calibration: %s", "較正: %s"}.With(name), predictedRisk.String(), observedShare.String()).
		XRange(0, 0.6).YRange(0, 0.9)
	for _, at := range []struct {
		name words.Text
		data func(seed int64) *mlx.Dataset
	}{{words.Text{"hospital A (test)", "病院 A(テスト)"}, NodeNegative.Test}, {hospitalBName, NodeNegative.AtB}} {
		risks, outcomes := first.Risks(at.data)
		predicted, observed := Bins(risks, outcomes, 20)
		f.Line(at.name.String(), predicted, observed)
	}
	return f.Line(ideal.String(), []float64{0, 0.6}, []float64{0, 0.6})
}

// CalibrationOf draws the calibration curves of the named methods, which five teams have
// trained, on the test patients and at the other hospital. The predictions of all teams go
// in, so that each patient counts once for each; groups of fewer than 100 predictions are
// left out.
//
// Errors: a method that the comparison does not have.
func CalibrationOf(c experiments.Comparison, names ...string) *figure.Grid {
	var figures []figure.Picture
	for _, at := range []struct {
		name words.Text
		data func(seed int64) *mlx.Dataset
	}{{words.Text{"Rotterdam (test)", "Rotterdam(テスト)"}, Test}, {words.Text{"GBSG (other hospital)", "GBSG(別の病院)"}, Elsewhere}} {
		f := figure.New(at.name.String(), predictedRisk.String(), observedShare.String()).XRange(0, 1).YRange(0, 1)
		for _, name := range names {
			risks, outcomes := c.Runs(name).Risks(at.data)
			predicted, observed := Bins(risks, outcomes, 100)
			f.Line(name, predicted, observed)
		}
		figures = append(figures, f.Line(ideal.String(), []float64{0, 1}, []float64{0, 1}))
	}
	return figure.NewGrid(words.Text{"Calibration: predicted and observed (all teams together)", "較正: 予測と実際(全チームをまとめて)"}.String(), 2, figures...)
}
