package experiments

import "golessons/mlx"

// An Experiment is a training that has not begun: for a seed it returns what is
// trained how, and on what. A run with the seed trains a new model on new data, so
// that runs can go side by side.
//
//	func fitLine(seed int64) (mlx.Trainer, *mlx.Dataset) {
//		return mlx.Trainer{Model: mlx.Linear(1, 1).Seed(seed), Loss: mlx.MSELoss(),
//			Optimizer: mlx.SGD(0.02), Epochs: 1000}, experiments.Dataset(data.Visits(40, seed))
//	}
type Experiment func(seed int64) (mlx.Trainer, *mlx.Dataset)

// A Named is an experiment with the name that it has in tables and figures, or runs
// that are there already. [Method] and [Kept] make one.
type Named struct {
	Name string
	// Experiment is nil for runs that are there already.
	Experiment Experiment
	// Kept are the runs that are there already.
	Kept Runs
}

// Method gives an experiment a name.
func Method(name string, e Experiment) Named { return Named{Name: name, Experiment: e} }

// Kept gives runs a name that are there already, such as those that another cell has
// remembered.
func Kept(name string, runs Runs) Named { return Named{Name: name, Kept: runs} }

// WithPatience is e that stops early: after so many epochs without a lower validation
// loss. The model then has the weights that were best.
func WithPatience(epochs int, e Experiment) Experiment { panic("TODO") }

// ValidateOnce is e whose validation data are measured after training only. A curve
// of them takes time: each epoch computes them all.
func ValidateOnce(e Experiment) Experiment { panic("TODO") }

// Examples is a data set, such as a *data.Set.
type Examples interface {
	// Examples returns a row of features for each example, and its target.
	Examples() (x [][]float64, y []float64)
}

// Dataset returns a data set's examples for a Trainer: the features, shape
// [n, features], and the targets, [n, 1].
func Dataset(set Examples) *mlx.Dataset { panic("TODO") }
