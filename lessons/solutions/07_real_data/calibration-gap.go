//go:build ignore

package main

func calibrationGap(risks, outcomes []float64) float64 {
	gap := 0.0
	for i := range risks {
		gap += (risks[i] - outcomes[i]) / float64(len(risks))
	}
	return gap
}
