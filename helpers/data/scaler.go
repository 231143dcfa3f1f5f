package data

import (
	"fmt"
	"math"
)

// Scaler scales each feature to mean 0 and standard deviation 1. Fit it on the
// training rows only and apply it to all rows: otherwise the model would know
// something about the validation and test rows beforehand.
type Scaler struct {
	// Columns are the names of the features.
	Columns []string
	// Mean and Scale have a value for each of Columns. The scale of a feature that
	// is the same in all rows is 1.
	Mean, Scale []float64
}

// FitScaler returns a Scaler with the mean and the standard deviation (n, not
// n − 1) of each feature.
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

// Apply returns the set with scaled features. They must be those that the scaler
// was fitted on.
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
