//go:build ignore

package main

func penalty(lambda float64, weights []float64) float64 {
	sum := 0.0
	for _, w := range weights {
		sum += w * w
	}
	return lambda * sum
}
