package experiments

import (
	"golessons/helpers"
	"golessons/helpers/figure"
	"golessons/mlx"
)

// A Run is what came of one training.
type Run struct {
	Seed int64
	// Model is the trained model, in evaluation mode.
	Model *mlx.Module
	// History has the losses of each epoch and each step.
	mlx.History
	// Train and Validation are measured after training, in evaluation mode. Validation
	// has NaN without validation data.
	Train, Validation Scores
	// Measured is as Validation, or what [Comparison.On] or [Runs.On] has measured on
	// other data.
	Measured Scores
	// LossName is the kind of loss, such as "MSELoss".
	LossName string
	// Failed is the sentence of a training that diverged; "" for one that didn't.
	Failed string
	// Points are the examples of the training, each its features and its target. They
	// are kept where there are one or two features and one target.
	Points [][]float64
	// Rows are the numbers of the validation examples and Predictions what the model
	// says of each, where [CrossValidate] has dealt them; a prediction is a probability if
	// the loss is BCEWithLogitsLoss.
	Rows        []int
	Predictions []float64
}

// Scores is how well a model does on some data.
type Scores struct {
	mlx.Metrics
	// MeanPrediction is the mean of what the model predicts, and MeanTarget that of
	// what was right. A prediction is a probability if the loss is BCEWithLogitsLoss.
	MeanPrediction, MeanTarget float64
}

// Runs are several trainings of the same experiment, one for each seed.
type Runs []Run

// Each returns a measure of each run.
func (r Runs) Each(m Measure) []float64 { panic("TODO") }

// Mean returns the mean of a measure over the runs.
func (r Runs) Mean(m Measure) float64 { panic("TODO") }

// On returns the runs with Measured on other data: those that data returns for the
// seed of each run.
func (r Runs) On(data func(seed int64) *mlx.Dataset) Runs { panic("TODO") }

// Curves draws the training and the validation loss over the epochs, the mean of the
// runs with a band of ± one standard deviation, and the mean turning point: the epoch
// of the lowest validation loss.
func (r Runs) Curves(title string) *figure.Figure { panic("TODO") }

// Table returns the loss, the accuracy, the AUC and the calibration error on the
// validation data at some moments of the training, mean ± spread of the runs.
func (r Runs) Table(title string, when ...Moment) *helpers.Table { panic("TODO") }

// A Moment is an epoch of a training.
type Moment struct {
	// Name stands in the table.
	Name string
	// Epoch returns its number; the first is 0.
	Epoch func(h mlx.History) int
}
