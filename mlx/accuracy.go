package mlx

import "math"

// Accuracy returns the share of predictions that equal their targets. Both are
// classes: whole numbers.
//
// Errors: unequal lengths, no predictions, a number that is not whole.
//
// Source: sklearn.metrics.accuracy_score.
func Accuracy(predictions, targets []float64) float64 {
	must(pairs("Accuracy", predictions, targets))
	right := 0.0
	for i, p := range predictions {
		if p != math.Trunc(p) {
			must(errorf("Accuracy", "prediction %d is %g, want a class, a whole number", i, p))
		}
		if targets[i] != math.Trunc(targets[i]) {
			must(errorf("Accuracy", "target %d is %g, want a class, a whole number", i, targets[i]))
		}
		if p == targets[i] {
			right++
		}
	}
	return right / float64(len(targets))
}
