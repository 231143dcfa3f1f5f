//go:build ignore

package main

func line(w, b, x float64) float64 {
	return w*x + b
}
