package data

import (
	"fmt"
	"math"
)

// Scaler brings each feature to mean 0 and standard deviation 1. Fit it on the
// training rows only, and apply it to all: what it learnt from validation or
// test rows would be known to the model before the exam.
type Scaler struct {
	// Columns are the features it was fitted on.
	Columns []string
	// Mean and Scale are one for each of Columns; the scale of a feature that
	// does not vary is 1.
	Mean, Scale []float64
}

// FitScaler measures mean and standard deviation (n, not n − 1) of each feature.
func FitScaler(train *Set) Scaler {
	s := Scaler{Columns: train.Columns, Mean: make([]float64, len(train.Columns)), Scale: make([]float64, len(train.Columns))}
	n := float64(train.Len())
	for j := range train.Columns {
		for _, row := range train.X {
			s.Mean[j] += row[j] / n
		}
		for _, row := range train.X {
			s.Scale[j] += (row[j] - s.Mean[j]) * (row[j] - s.Mean[j]) / n
		}
		s.Scale[j] = math.Sqrt(s.Scale[j])
		if s.Scale[j] < 1e-12 {
			s.Scale[j] = 1
		}
	}
	return s
}

// Apply is the set with its features scaled. It stops with a sentence when
// they are not those that the scaler was fitted on.
func (s Scaler) Apply(set *Set) *Set {
	if fmt.Sprint(set.Columns) != fmt.Sprint(s.Columns) {
		mistake("the scaler was fitted on %v, not on %v", s.Columns, set.Columns)
	}
	out := set.with(numbers(set.Len()))
	for _, row := range out.X {
		for j := range row {
			row[j] = (row[j] - s.Mean[j]) / s.Scale[j]
		}
	}
	return out
}
