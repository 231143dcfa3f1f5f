package experiments

import (
	"math"
	"strings"

	"golessons/helpers/internal/number"
	"golessons/internal/words"
	"golessons/mlx"
)

// A Run is what came of one training. It has the fields of the training's History:
// TrainLoss and ValLoss of each epoch, StepLoss of each step, BestEpoch.
type Run struct {
	Seed  int64
	Model *mlx.Module // trained, in evaluation mode
	mlx.History

	// Train and Validation are measured after training, in evaluation mode.
	// Validation has NaN where the Trainer has no validation data.
	Train, Validation Scores
	// Measured is what On has measured on other data, and Validation before that.
	Measured Scores

	LossName string // what the Trainer's loss is called, such as "MSELoss(reduction=mean)"
	// Failed is the sentence of a training that diverged, for a run of [Sweep]; "" for
	// all others. Its model is of no use, and what is measured of it is NaN.
	Failed string

	// Points are the training examples, each its features and then its target. They are
	// kept where there are one or two features, one target, and at most 1000 examples.
	Points [][]float64

	// Rows are the numbers of the examples that CrossValidate held out, and Predictions
	// what the model says of each: a probability if the loss is BCEWithLogitsLoss.
	Rows        []int
	Predictions []float64
}

// Scores is how well a model does on some data.
type Scores struct {
	mlx.Metrics
	// MeanPrediction is the mean of what the model predicts, MeanTarget that of what was
	// right; both are NaN for classes. With BCEWithLogitsLoss a prediction is a probability.
	MeanPrediction, MeanTarget float64
}

// mostPoints is how many examples a Run keeps for the figures.
const mostPoints = 1000

// Runs are several trainings of one experiment, one for each seed.
type Runs []Run

// Each returns a measure of each run.
func (r Runs) Each(m Measure) []float64 {
	values := make([]float64, len(r))
	for i, run := range r {
		values[i] = m.Of(run)
	}
	return values
}

// Mean returns the mean of a measure over the runs.
func (r Runs) Mean(m Measure) float64 { return Mean(r.Each(m)) }

// On returns the runs with Measured on other data: those that data returns for the
// seed of each run.
func (r Runs) On(data func(seed int64) *mlx.Dataset) Runs {
	return Comparison{Names: []string{""}, Trained: []Runs{r}}.On(data).Trained[0]
}

// Risks asks each model about the data that the function returns for its seed, and
// returns the probabilities of 1, and what came, of all runs in one row.
func (r Runs) Risks(data func(seed int64) *mlx.Dataset) (risks, outcomes []float64) {
	for _, run := range r {
		d := data(run.Seed)
		risks = append(risks, Risks(run.Model, d)...)
		outcomes = append(outcomes, d.Targets().Values()...)
	}
	return risks, outcomes
}

// Middle returns the number of the run that is the middle one by a measure; of an even
// number of runs, the upper one of the two in the middle.
func (r Runs) Middle(m Measure) int {
	if len(r) == 0 {
		mistake(words.Text{"there is no run", "学習が 1 つもありません。"})
	}
	values := r.Each(m)
	for i, v := range values {
		below, equal := 0, 0
		for j, w := range values {
			if w < v || math.IsNaN(w) && !math.IsNaN(v) {
				below++
			} else if j < i && (w == v || math.IsNaN(w) && math.IsNaN(v)) {
				equal++
			}
		}
		if below+equal == len(values)/2 {
			return i
		}
	}
	return 0
}

// lossOf returns the loss of a name that a Run has kept; nil for one that it can't, a
// LossFunc.
func lossOf(name string) *mlx.Loss {
	kind, reduction, _ := strings.Cut(strings.TrimSuffix(name, ")"), "(reduction=")
	switch kind {
	case "MSELoss":
		return mlx.MSELoss(mlx.Reduction(reduction))
	case "BCEWithLogitsLoss":
		return mlx.BCEWithLogitsLoss(mlx.Reduction(reduction))
	case "CrossEntropyLoss":
		return mlx.CrossEntropyLoss(mlx.Reduction(reduction))
	}
	return nil
}

// binary reports whether outputs under the loss of this name are logits of yes and no.
func binary(lossName string) bool { return strings.HasPrefix(lossName, "BCEWithLogitsLoss") }

// score measures a trained model.
func score(model *mlx.Module, loss *mlx.Loss, data *mlx.Dataset) Scores {
	s := Scores{mlx.Evaluate(model, loss, data), math.NaN(), math.NaN()}
	if y := predict(model, loss.String(), data.Inputs()); len(y) == data.Targets().Len() {
		s.MeanPrediction, s.MeanTarget = Mean(y), data.Targets().Mean()
	}
	return s
}

// predict returns what a model says of inputs: probabilities for BCEWithLogitsLoss.
func predict(model *mlx.Module, lossName string, inputs mlx.Tensor) []float64 {
	if binary(lossName) {
		return risks(model, inputs)
	}
	return model.Eval().Forward(inputs).Values()
}

// none is the Scores of no data.
func none() Scores {
	nan := math.NaN()
	return Scores{mlx.Metrics{Loss: nan, Accuracy: nan, AUC: nan, Calibration: nan}, nan, nan}
}

// points returns what a Run keeps of its training data.
func points(data *mlx.Dataset) [][]float64 {
	x, y := data.Inputs(), data.Targets().Values()
	shape := x.Shape()
	if len(shape) != 2 || shape[1] > 2 || len(y) != shape[0] || shape[0] > mostPoints {
		return nil
	}
	rows := x.Rows()
	for i := range rows {
		rows[i] = append(rows[i], y[i])
	}
	return rows
}

// Mean returns the mean of the values; NaN of none.
func Mean(values []float64) float64 { return number.Mean(values) }

// Deviation returns the standard deviation of a sample (n − 1); NaN of fewer than two
// values.
func Deviation(values []float64) float64 {
	if len(values) < 2 {
		return math.NaN()
	}
	_, spread := number.MeanSpread(values)
	return spread
}
