package data

// This file has the data that are made from random numbers, with a seed.

import (
	"math"
	"math/rand/v2"

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

// Visits returns n visits of a district nurse, in order of their distance. The
// feature km is the distance, from 0 to 10, one in each n-th part of that; the target
// is the minutes, 5 and 3 more for each km, plus normal noise of standard deviation 3.
func Visits(n int, seed int64) *Set {
	wanted("Visits", n)
	r := stream(seed, 10)
	s := &Set{Name: words.T("invented visits"), Columns: []string{"km"}, Target: words.T("minutes")}
	for i := range n {
		km := 10 * (float64(i) + r.Float64()) / float64(n)
		s.X = append(s.X, []float64{km})
		s.Y = append(s.Y, 5+3*km+3*r.NormFloat64())
	}
	return s
}

// RushHours returns n visits with the minutes that traffic took. The feature hours is
// the time of day as hours after 13:00, uniform from −5 (8:00) to 5 (18:00); the
// target is 1 minute, plus 0.2 times the square of the hours, plus normal noise of
// standard deviation 0.5: 6 minutes at both ends.
func RushHours(n int, seed int64) *Set {
	wanted("RushHours", n)
	r := stream(seed, 18)
	s := &Set{Name: words.T("invented rush hours"), Columns: []string{"hours"}, Target: words.T("minutes lost")}
	for range n {
		hours := -5 + 10*r.Float64()
		s.X = append(s.X, []float64{hours})
		s.Y = append(s.Y, 1+.2*hours*hours+.5*r.NormFloat64())
	}
	return s
}

// Hormone returns an invented hormone level, in units of its own, at an hour of the
// day from 0 to 24: a high peak at 8, and small ones at 13 and 19.
func Hormone(hour float64) float64 {
	peak := func(centre, width float64) float64 { return math.Exp(-math.Pow((hour-centre)/width, 2) / 2) }
	return .15 + .85*peak(8, 2) + .35*peak(13, 1.2) + .3*peak(19, 1.4)
}

// HormoneDay returns [Hormone] at every quarter of an hour of a day, without noise.
// The feature x is (hour − 12) / 6, from −2 to 2, a size that networks learn well
// with.
func HormoneDay() *Set {
	s := &Set{Name: words.T("invented hormone level"), Columns: []string{"x"}, Target: words.T("level")}
	for quarter := range 24*4 + 1 {
		hour := float64(quarter) / 4
		s.X = append(s.X, []float64{(hour - 12) / 6})
		s.Y = append(s.Y, Hormone(hour))
	}
	return s
}

// PressureScore returns n patients with a systolic blood pressure bp in mmHg, uniform
// from 100 to 200, and a factor that is 0 or 1. The target is a score: 0.01 for each
// mmHg above 100, with the factor also 0.05 for each above
// [BloodPressureThreshold], plus normal noise of standard deviation 0.3.
func PressureScore(n int, seed int64) *Set {
	wanted("PressureScore", n)
	r := stream(seed, 140)
	s := &Set{Name: words.T("blood pressure and a factor"), Columns: []string{"bp", "factor"}, Target: words.T("score")}
	for range n {
		bp, factor := 100+100*r.Float64(), float64(r.IntN(2))
		s.X = append(s.X, []float64{bp, factor})
		s.Y = append(s.Y, .01*(bp-100)+factor*math.Max(0, .05*(bp-BloodPressureThreshold))+.3*r.NormFloat64())
	}
	return s
}

// Arms returns 20 people whose blood pressure was measured at both arms, standardised:
// the features left and right are the same true pressure with an error of standard
// deviation 0.1 each, so that they say nearly the same. The target is a score, the
// true pressure with normal noise of standard deviation 0.5.
func Arms(seed int64) *Set {
	// The numbers are those of mlx.Randn(seed, 20, 4), which the lesson had before.
	var key [32]byte
	for i := range 8 {
		key[i] = byte(seed >> (8 * i))
	}
	r := rand.New(rand.NewChaCha8(key))
	normal := func() float64 { return float64(float32(r.NormFloat64())) }
	s := &Set{Name: words.T("blood pressure of both arms"), Columns: []string{"left", "right"}, Target: words.T("score")}
	for range 20 {
		pressure, left, right, noise := normal(), normal(), normal(), normal()
		s.X = append(s.X, []float64{pressure + .1*left, pressure + .1*right})
		s.Y = append(s.Y, pressure+.5*noise)
	}
	return s
}

// stream returns the random numbers of a generator whose stream has this number; the
// generators above have them from [random].
func stream(seed int64, number uint64) *rand.Rand { return rand.New(rand.NewPCG(uint64(seed), number)) }
