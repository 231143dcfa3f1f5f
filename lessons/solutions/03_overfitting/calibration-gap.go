//go:build ignore

package main

func calibrationGap(risks, outcomes []float64) float64 {
	return mean(risks) - mean(outcomes)
}
