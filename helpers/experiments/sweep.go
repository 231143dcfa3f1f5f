package experiments

import "golessons/helpers/figure"

// A Swept is a comparison over the values of one setting. helpers.Remember can keep it.
type Swept struct {
	Comparison
	// Setting is the name of the setting, such as "λ".
	Setting string
	// Values are its values; method i of the comparison has Values[i].
	Values []float64
}

// Sweep trains with each value of a setting, such as p, λ or the rate, by whose name
// axes and tables go: n times each, all with the same seeds 10·seed, 10·seed+1 …, all
// side by side. A training that diverges is drawn as far as it got, and its sentence
// printed.
func Sweep(name string, n int, seed int64, values []float64, at func(value float64) Experiment) Swept {
	panic("TODO")
}

// At returns the runs with a value of the setting.
func (s Swept) At(value float64) Runs { panic("TODO") }

// BestValue returns the value whose mean validation loss is lowest.
func (s Swept) BestValue() float64 { panic("TODO") }

// Figure draws the training and the validation loss over the setting, the mean of the
// runs with a band of ± one standard deviation.
func (s Swept) Figure(title string) *figure.Figure { panic("TODO") }

// Pair draws the fits of two values side by side: those of the run that is the middle
// one by its jaggedness at the first value.
func (s Swept) Pair(a, b float64, truth ...func(float64) float64) *figure.Grid { panic("TODO") }
