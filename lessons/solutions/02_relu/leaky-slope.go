//go:build ignore

package main

func leakySlope(x float64) float64 {
	if x > 0 {
		return 1
	}
	return 0.01 // at 0 too, as in PyTorch
}
