//go:build ignore

package main

func alwaysNo(outcomes []float64) float64 {
	no := 0.0 // how often “no” is right
	for _, y := range outcomes {
		no += 1 - y
	}
	return no / float64(len(outcomes))
}
