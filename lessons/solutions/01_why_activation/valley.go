//go:build ignore

package main

func valley(x float64) float64 {
	return max(0, x-6) + 2*max(0, 4-x) // too high, and too low
}
