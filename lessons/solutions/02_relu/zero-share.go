//go:build ignore

package main

func zeroShare(outputs []float64) float64 {
	zeros := 0
	for _, v := range outputs {
		if v == 0 {
			zeros++
		}
	}
	return float64(zeros) / float64(len(outputs))
}
