//go:build ignore

package main

func alwaysNo(outcomes []float64) float64 {
	return 1 - mean(outcomes) // the mean of zeros and ones is the share of ones
}
