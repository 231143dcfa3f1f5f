//go:build ignore

package main

import "math"

type forecast struct{ P, Y float64 }

func logLoss(f forecast) float64 {
	if f.Y == 1 {
		return -math.Log(f.P) // it happened: the larger P, the better
	}
	return -math.Log(1 - f.P)
}
