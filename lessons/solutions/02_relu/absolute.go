//go:build ignore

package main

func absolute(x float64) float64 {
	return max(0, x) + max(0, -x) // the right half, and its mirror image
}
