package experiments

import (
	"golessons/helpers"
	"golessons/mlx"
)

// A Measure is a number that can be read from a run, for tables and figures.
type Measure struct {
	// Name is the heading of its column.
	Name string
	// Better says which mean gets the star.
	Better helpers.Better
	// Of reads it.
	Of func(Run) float64
}

// The measures.
var (
	TrainLoss      Measure // after training, in evaluation mode
	ValidationLoss Measure // after training, in evaluation mode
	LastTrainLoss  Measure // of the last epoch, in training mode
	LastLoss       Measure // validation loss of the last epoch
	LowestLoss     Measure // validation loss of the best epoch
	Rise           Measure // LastLoss - LowestLoss
	TrainAccuracy  Measure
	Loss           Measure // on the data of [Comparison.On], else on the validation data; so are those below
	Accuracy       Measure
	AUC            Measure
	Calibration    Measure // the calibration error
	MeanRisk       Measure // the mean probability that the model predicts
	MeanError      Measure // the mean prediction less the mean target, of the training data
	SquaredWeights Measure // Σw² of all weights
	Jagged         Measure // by how much the slope of the model's curve changes in total
	Steepest       Measure // its steepest slope
	SlopeLimit     Measure // the product of the layers' norms, which no slope exceeds
	Updates        Measure // how many steps were trained
)

// The moments.
var (
	AtTurningPoint Moment // the epoch of the lowest validation loss
	AtEnd          Moment // the last epoch
)

// Mean returns the mean; NaN of no values.
func Mean(values []float64) float64 { panic("TODO") }

// Deviation returns the sample's standard deviation; NaN of fewer than two values.
func Deviation(values []float64) float64 { panic("TODO") }

// LogLoss returns the mean of −ln of the probability that was given to what happened.
func LogLoss(risks, targets []float64) float64 { panic("TODO") }

// Paired returns the mean of a[i] − b[i] and half the width of its 95% interval.
func Paired(a, b []float64) (mean, half float64) { panic("TODO") }

// Risks returns the probability of 1 that the model gives to each example.
func Risks(model *mlx.Module, data *mlx.Dataset) []float64 { panic("TODO") }
