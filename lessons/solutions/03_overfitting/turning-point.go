//go:build ignore

package main

func turningPoint(validation []float64) int {
	best := 0
	for i, loss := range validation {
		if loss < validation[best] { // < keeps the earlier of equal losses
			best = i
		}
	}
	return best
}
