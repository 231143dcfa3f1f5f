//go:build ignore

package main

func mcSummary(predictions []float64) [2]float64 {
	n := float64(len(predictions))
	m, sum := 0.0, 0.0
	for _, v := range predictions {
		m += v / n
	}
	for _, v := range predictions {
		sum += (v - m) * (v - m)
	}
	return [2]float64{m, math.Sqrt(sum / (n - 1))}
}
