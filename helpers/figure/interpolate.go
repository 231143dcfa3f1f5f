package figure

import "math"

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// bounded returns v, or the largest finite number where v is beyond it.
func bounded(v float64) float64 {
	return math.Min(math.Max(v, -math.MaxFloat64), math.MaxFloat64)
}

// share returns how far v is on the way from low to high, 0 to 1. The way may
// be longer than the largest number.
func share(low, high, v float64) float64 {
	if way := high - low; !math.IsInf(way, 0) {
		return (v - low) / way
	}
	return (v/2 - low/2) / (high/2 - low/2)
}

// between returns what is the share t of the way from low to high, which may be
// longer than the largest number.
func between(low, high, t float64) float64 {
	if way := high - low; !math.IsInf(way, 0) {
		return low + way*t
	}
	return low*(1-t) + high*t
}
