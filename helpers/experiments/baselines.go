package experiments

import (
	"golessons/helpers/figure"
	"golessons/mlx"
)

// AlwaysMean returns the squared error of answering the mean target for every example.
func AlwaysMean(d *mlx.Dataset) float64 { panic("TODO") }

// SameForAll returns the log loss on the validation data of giving everybody the share
// of 1 among the training examples, the mean over the seeds 10·seed, 10·seed+1 …. It asks
// e for its data and trains nothing.
func SameForAll(n int, seed int64, e Experiment) float64 { panic("TODO") }

// AlwaysNo returns the accuracy of answering 0 for every example.
func AlwaysNo(targets []float64) float64 { panic("TODO") }

// Plot draws the examples of two classes with two features and, unless the model is nil,
// where it says yes and where no.
func Plot(title string, data *mlx.Dataset, model *mlx.Module) *figure.Figure { panic("TODO") }
