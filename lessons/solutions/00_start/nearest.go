//go:build ignore

package main

import "math"

func nearest(km, minutes []float64, asked float64) float64 {
	best := 0
	for i := range km {
		if math.Abs(km[i]-asked) < math.Abs(km[best]-asked) {
			best = i
		}
	}
	return minutes[best]
}
