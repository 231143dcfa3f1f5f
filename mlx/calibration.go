package mlx

import (
	"math"
	"slices"
)

// CalibrationBin compares the predicted with the observed risk of examples whose
// predictions are close to each other.
type CalibrationBin struct {
	Predicted float64 // mean predicted probability
	Observed  float64 // share of targets that are 1
	Count     int
}

// Calibration returns bins of equal width between 0 and 1, with the examples whose
// predicted probability lies in each. A probability on the edge of two bins belongs
// to the lower one. Empty bins are left out.
//
// Errors: unequal lengths, no probabilities, bins below 1 or above 1,000,000, a
// probability outside [0, 1], a target other than 0 and 1.
//
// Source: sklearn.calibration.calibration_curve.
func Calibration(probabilities, targets []float64, bins int) []CalibrationBin {
	must(pairs("Calibration", probabilities, targets))
	must(yesOrNo("Calibration", targets))
	if bins < 1 || bins > 1_000_000 {
		must(errorf("Calibration", "bins = %d, want 1 to 1000000", bins))
	}
	edges := make([]float64, bins-1)
	for i := range edges {
		edges[i] = float64(i+1) * (1 / float64(bins)) // as numpy.linspace rounds it
	}
	all := make([]CalibrationBin, bins)
	for i, p := range probabilities {
		if p < 0 || p > 1 {
			must(errorf("Calibration", "probability %d is %g, want 0 to 1", i, p))
		}
		bin, _ := slices.BinarySearch(edges, p)
		b := &all[bin]
		b.Predicted += p
		b.Observed += targets[i]
		b.Count++
	}
	var filled []CalibrationBin
	for _, b := range all {
		if b.Count > 0 {
			n := float64(b.Count)
			filled = append(filled, CalibrationBin{b.Predicted / n, b.Observed / n, b.Count})
		}
	}
	return filled
}

// CalibrationError returns the mean distance between predicted and observed risk
// over ten bins of equal width, weighted by their counts.
//
// Errors: as [Calibration].
//
// Source: expected calibration error, Guo and others, arXiv:1706.04599.
func CalibrationError(probabilities, targets []float64) float64 {
	sum := 0.0
	for _, b := range Calibration(probabilities, targets, 10) {
		sum += float64(b.Count) * math.Abs(b.Predicted-b.Observed)
	}
	return sum / float64(len(targets))
}
