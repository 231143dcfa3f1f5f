package number

import (
	"math"
)

// RoundTo returns v rounded to the given number of decimal places.
func RoundTo(v float64, places int) float64 {
	scale := math.Pow(10, float64(places))
	if r := math.Round(v * scale); math.Abs(r) < 1<<53 {
		return r / scale
	}
	return v // too large to have decimal places
}

// Mean returns the mean of the values; NaN of none.
func Mean(values []float64) float64 {
	if len(values) == 0 {
		return math.NaN()
	}
	mean := 0.0
	for _, v := range values {
		mean += v / float64(len(values))
	}
	return mean
}

// LogLoss returns the mean of −ln of the probability that was given to what happened,
// where everybody is given the same risk, and it happens to the share of them. Of one
// person the share is 1 or 0.
func LogLoss(risk, share float64) float64 {
	loss := 0.0
	if share > 0 {
		loss -= share * math.Log(risk)
	}
	if share < 1 {
		loss -= (1 - share) * math.Log(1-risk)
	}
	return loss
}

// MeanSpread returns the mean of the values and the standard deviation of the
// sample (n − 1), which is 0 for one value. Both are NaN if there are no
// values.
func MeanSpread(values []float64) (mean, spread float64) {
	if len(values) == 0 {
		return math.NaN(), math.NaN()
	}
	mean = Mean(values)
	if len(values) == 1 {
		return mean, 0
	}
	size := 0.0
	for _, v := range values {
		size = math.Max(size, math.Abs(v))
	}
	sum := func(unit float64) (sum float64) {
		for _, v := range values {
			d := v/unit - mean/unit
			sum += d * d
		}
		return sum / float64(len(values)-1)
	}
	squares := sum(1)
	if size > 0 && (squares == 0 || math.IsInf(squares, 0)) { // the squares are too small or too large
		return mean, size * math.Sqrt(sum(size))
	}
	return mean, math.Sqrt(squares)
}
