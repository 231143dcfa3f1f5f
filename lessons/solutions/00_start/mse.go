//go:build ignore

package main

func meanSquaredError(predictions, targets []float64) float64 {
	sum := 0.0
	for i := range predictions {
		miss := predictions[i] - targets[i]
		sum += miss * miss
	}
	return sum / float64(len(predictions))
}
