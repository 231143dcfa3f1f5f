package main

import (
	"slices"
	"time"
)

// median returns the median, the mean of the middle two where their number is even.
func median(times []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(times))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

// milliseconds returns a time as a number of milliseconds.
func milliseconds(t time.Duration) float64 { return t.Seconds() * 1000 }
