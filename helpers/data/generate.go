package data

// This file has the data that are made from random numbers, with a seed.

import (
	"math"

	"golessons/internal/words"
)

// wanted ends the call of a generator if there are to be no examples.
func wanted(name string, n int) {
	if n < 1 {
		mistake("%s: n = %d, want 1 or more", name, n)
	}
}

// NoisySine returns n points of y = sin(x) for x evenly from −π to π, with normal
// noise of the given standard deviation added to y.
func NoisySine(n int, noise float64, seed int64) *Set {
	wanted("NoisySine", n)
	r := random(seed)
	s := &Set{Name: words.T("noisy sine"), Columns: []string{"x"}, Target: "y"}
	for i := range n {
		x := -math.Pi + 2*math.Pi*float64(i)/float64(max(n-1, 1))
		s.X = append(s.X, []float64{x})
		s.Y = append(s.Y, math.Sin(x)+noise*r.NormFloat64())
	}
	return s
}

// URisk returns n patients with a laboratory value that is dangerous when it is too
// low as well as when it is too high. The feature is the value, uniform from −3
// to 3; the target is the event, 1 with the probability that [URiskProbability]
// gives.
func URisk(n int, seed int64) *Set {
	wanted("URisk", n)
	r := random(seed)
	s := &Set{Name: words.T("U-shaped risk"), Columns: []string{words.T("value")}, Target: words.T("event")}
	for range n {
		x := -3 + 6*r.Float64()
		y := 0.0
		if r.Float64() < URiskProbability(x) {
			y = 1
		}
		s.X, s.Y = append(s.X, []float64{x}), append(s.Y, y)
	}
	return s
}

// URiskProbability returns the probability of the event at a laboratory value: 0.05
// at 0, the best value, and above 0.9 at −3 and 3.
func URiskProbability(value float64) float64 {
	return .05 + .9*(1-math.Exp(-value*value/3))
}

// Moons returns n points of two classes, which are half circles that reach into
// each other, with normal noise of the given standard deviation. Every second
// point is of class 0, the upper half circle.
func Moons(n int, noise float64, seed int64) *Set {
	wanted("Moons", n)
	r := random(seed)
	s := &Set{Name: words.T("two moons"), Columns: []string{"x1", "x2"}, Target: words.T("class")}
	for i := range n {
		angle := math.Pi * r.Float64()
		x, y := math.Cos(angle), math.Sin(angle)
		if i%2 == 1 {
			x, y = 1-x, .5-y
		}
		s.X = append(s.X, []float64{x + noise*r.NormFloat64(), y + noise*r.NormFloat64()})
		s.Y = append(s.Y, float64(i%2))
	}
	return s
}

// BloodPressureThreshold is the systolic pressure, in mmHg, above which another
// factor matters in [BloodPressure].
const BloodPressureThreshold = 140

// BloodPressure returns n patients with a systolic blood pressure in mmHg (normal,
// mean 135, standard deviation 20, cut at 90 and 200) and a salt intake in g a
// day (uniform from 4 to 16). The target is a risk score: 1, plus 0.02 for each
// mmHg above [BloodPressureThreshold] times the salt over 4 g, plus normal noise
// of standard deviation 0.1. Below the threshold salt does not matter.
func BloodPressure(n int, seed int64) *Set {
	wanted("BloodPressure", n)
	r := random(seed)
	s := &Set{Name: words.T("blood-pressure threshold"), Columns: []string{words.T("systolic"), words.T("salt")}, Target: words.T("risk score")}
	for range n {
		pressure := math.Min(math.Max(135+20*r.NormFloat64(), 90), 200)
		salt := 4 + 12*r.Float64()
		s.X = append(s.X, []float64{pressure, salt})
		s.Y = append(s.Y, 1+.02*math.Max(0, pressure-BloodPressureThreshold)*(salt-4)+.1*r.NormFloat64())
	}
	return s
}
