package main

import (
	"slices"
	"time"
)

func median(ts []time.Duration) time.Duration {
	sorted := slices.Clone(ts)
	slices.Sort(sorted)
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

// stepMedian returns the median in milliseconds.
func stepMedian(times []time.Duration) float64 {
	sorted := slices.Sorted(slices.Values(times))
	return sorted[len(sorted)/2].Seconds() * 1000
}
