package experiments

import (
	"golessons/helpers"
	"golessons/helpers/figure"
	"golessons/mlx"
)

// A Comparison is several methods with the runs of each. helpers.Remember can keep it.
type Comparison struct {
	// Names are the names of the methods.
	Names []string
	// Trained are the runs of each.
	Trained []Runs
}

// Compare trains each method n times, all with the same seeds 10·seed, 10·seed+1 …, so
// that run i of one can be compared with run i of another. All trainings go side by
// side. It draws the losses of the first method's first run as they come, under the
// title; with "" it draws nothing.
func Compare(title string, n int, seed int64, methods ...Named) Comparison { panic("TODO") }

// CrossValidate deals the examples of each method's data into n parts, those of each
// class evenly, and trains each method n times: each part is predicted by the model that
// was trained on the others. Part i has the seed 10·seed+i. Validation is that of the
// part.
func CrossValidate(title string, n int, seed int64, methods ...Named) Comparison { panic("TODO") }

// Runs returns the runs of the method with the name.
func (c Comparison) Runs(name string) Runs { panic("TODO") }

// Run returns one run of the method with the name; the first is 0.
func (c Comparison) Run(name string, i int) Run { panic("TODO") }

// Best returns the runs of the method whose mean validation loss is lowest.
func (c Comparison) Best() Runs { panic("TODO") }

// On returns the comparison with Measured on other data: those that data returns for the
// seed of each run.
func (c Comparison) On(data func(seed int64) *mlx.Dataset) Comparison { panic("TODO") }

// HeldOut returns what [CrossValidate] found for each example, in the order of the
// data: the prediction of the model of this method that was not trained on it.
func (c Comparison) HeldOut(name string) []float64 { panic("TODO") }

// Table returns a row for each method with the mean ± spread of its runs for each
// measure, and a star at the best mean of the first.
func (c Comparison) Table(measures ...Measure) *helpers.Table { panic("TODO") }

// Differences returns how far each method is from the reference, run by run, with the
// 95% interval of the mean.
func (c Comparison) Differences(reference string, m Measure) *helpers.Table { panic("TODO") }

// Curves draws the training and the validation loss of all methods, mean ± standard
// deviation of the runs.
func (c Comparison) Curves(title string) *figure.Figure { panic("TODO") }

// Panels draws the learning curves of each method in a figure of its own, side by side.
func (c Comparison) Panels(title string) *figure.Grid { panic("TODO") }

// Steps draws the loss of each step of the first run of each method.
func (c Comparison) Steps(title string) *figure.Figure { panic("TODO") }

// Points draws a measure of each run as a point.
func (c Comparison) Points(title string, m Measure) *figure.Figure { panic("TODO") }

// Fits draws what the model of each method's first run says of its one feature, with
// the examples that it was trained on and the truth, if given, under a slider.
func (c Comparison) Fits(x, y string, truth ...func(float64) float64) *figure.Frames { panic("TODO") }

// BestFits is Fits of that run of each method whose training loss is lowest.
func (c Comparison) BestFits(x, y string, truth ...func(float64) float64) *figure.Frames {
	panic("TODO")
}

// Boundaries draws, under a slider, where the model of each method's first run says yes
// and where no, of two features, with the examples that it was trained on.
func (c Comparison) Boundaries() *figure.Frames { panic("TODO") }

// Panels draws the learning curves of several methods, each in a figure of its own, side
// by side.
func Panels(title string, methods ...Named) *figure.Grid { panic("TODO") }

// Bars draws the mean of a measure as a bar for each method, with its standard
// deviation, and a group of bars for each comparison.
func Bars(title string, m Measure, where ...Place) *figure.Figure { panic("TODO") }

// A Place is a comparison with the name of the data that it was measured on.
type Place struct {
	Name       string
	Comparison Comparison
}

// At gives a comparison the name of the data that it was measured on, for [Bars].
func At(name string, c Comparison) Place { return Place{Name: name, Comparison: c} }
