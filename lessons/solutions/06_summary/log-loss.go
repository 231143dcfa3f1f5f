//go:build ignore

package main

import "math"

func logLoss(p, y float64) float64 {
	if y == 1 {
		return -math.Log(p) // it happened: the larger p, the better
	}
	return -math.Log(1 - p)
}
