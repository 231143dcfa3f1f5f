package figure

// This file computes with numbers as large as a float64 can be, without overflow.

import "math"

// finite reports whether v is a number and not infinite.
func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// bounded returns v, or the nearest finite number if v is infinite.
func bounded(v float64) float64 {
	return math.Min(math.Max(v, -math.MaxFloat64), math.MaxFloat64)
}

// share returns where v is between low and high: 0 at low, 1 at high. Their
// difference may be larger than the largest float64.
func share(low, high, v float64) float64 {
	if way := high - low; !math.IsInf(way, 0) {
		return (v - low) / way
	}
	return (v/2 - low/2) / (high/2 - low/2)
}

// between returns the value at a share t of the way from low to high. Their
// difference may be larger than the largest float64.
func between(low, high, t float64) float64 {
	if way := high - low; !math.IsInf(way, 0) {
		return low + way*t
	}
	return low*(1-t) + high*t
}
