//go:build ignore

package main

func adamWStep(w, direction, rate, decay float64) float64 {
	return (1-rate*decay)*w - rate*direction // the decay stays out of the gradient
}
