//go:build ignore

package main

func step(w, dw, rate float64) float64 {
	return w - rate*dw // against the slope
}
