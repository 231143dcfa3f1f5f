//go:build ignore

package main

func halfLife(rate, lambda float64) float64 {
	return math.Log(0.5) / math.Log(1-2*lambda*rate)
}
