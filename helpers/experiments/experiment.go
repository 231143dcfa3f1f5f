package experiments

import "golessons/mlx"

// An Experiment is a training that has not begun: for a seed it returns what is
// trained how, and on what. Each call makes a new model, a new optimizer and new
// data, so that runs can go side by side.
//
//	func fitLine(seed int64) (mlx.Trainer, *mlx.Dataset) {
//		return mlx.Trainer{Model: mlx.Linear(1, 1).Seed(seed), Loss: mlx.MSELoss(),
//			Optimizer: mlx.SGD(0.02), Epochs: 1000}, experiments.Dataset(data.NoisySine(40, 0.5, seed))
//	}
//
// With a Validation in the Trainer the validation loss is measured after each epoch,
// which takes time; see [ValidateOnce].
type Experiment func(seed int64) (mlx.Trainer, *mlx.Dataset)

// A Named is an experiment with the name that it has in tables and figures, or runs
// that are there already. [Method] and [Kept] make one.
type Named struct {
	Name       string
	Experiment Experiment // nil for runs that are there already
	Kept       Runs       // the runs that are there already
}

// Method gives an experiment a name.
func Method(name string, e Experiment) Named { return Named{Name: name, Experiment: e} }

// Kept gives a name to runs that are there already, such as those that another cell
// has remembered. They are not trained again.
func Kept(name string, runs Runs) Named { return Named{Name: name, Kept: runs} }

// WithPatience returns e that stops early: after so many epochs without a lower
// validation loss. The model then has the weights that were best.
func WithPatience(epochs int, e Experiment) Experiment {
	return func(seed int64) (mlx.Trainer, *mlx.Dataset) {
		trainer, data := e(seed)
		trainer.Patience = epochs
		return trainer, data
	}
}

// once marks the Trainers of ValidateOnce. (A Trainer has no field to say it in.)
const once = -1

// ValidateOnce returns e whose validation data are measured after training only. For
// a small network most of the time of a training is the validation after each epoch. The
// runs have no validation curve then.
func ValidateOnce(e Experiment) Experiment {
	return func(seed int64) (mlx.Trainer, *mlx.Dataset) {
		trainer, data := e(seed)
		if trainer.Patience == 0 {
			trainer.Patience = once
		}
		return trainer, data
	}
}

// Examples is a data set, such as a *data.Set.
type Examples interface {
	// Examples returns a row of features for each example, and its target.
	Examples() (x [][]float64, y []float64)
}

// Dataset returns the examples of a data set for a Trainer: inputs of shape
// [n, features] and targets of shape [n, 1].
func Dataset(set Examples) *mlx.Dataset {
	x, y := set.Examples()
	return mlx.NewDataset(mlx.FromRows(x), mlx.Column(y...))
}
