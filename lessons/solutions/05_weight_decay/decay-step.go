//go:build ignore

package main

func decayStep(w, gradient, rate, lambda float64) float64 {
	return (1-2*lambda*rate)*w - rate*gradient // shrink, then step
}
