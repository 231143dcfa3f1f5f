//go:build ignore

package main

func countKinks(ys []float64) int {
	n := 0
	for i := 1; i < len(ys)-1; i++ {
		if ys[i]-ys[i-1] != ys[i+1]-ys[i] { // the slope changes
			n++
		}
	}
	return n
}
