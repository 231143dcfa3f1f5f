//go:build ignore

package main

func thresholdUnit(bp float64) float64 {
	w, b := 0.1, -14.0 // 1 for each 10 mmHg; 0.1 × 140 − 14 = 0
	return max(0, w*bp+b)
}
