//go:build ignore

package main

import "math/rand/v2"

func myDropout(x []float64, p float64, r *rand.Rand) []float64 {
	y := make([]float64, len(x))
	for i := range x {
		if r.Float64() >= p { // it stays; otherwise y[i] is left at 0
			y[i] = x[i] / (1 - p)
		}
	}
	return y
}
