//go:build ignore

package main

func dropoutVariance(p float64) float64 {
	return p / (1 - p) // 1/(1 − p), the mean of the square, minus 1
}
