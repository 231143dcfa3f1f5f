package mlx

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Metrics tell how well a model does on a dataset, in evaluation mode.
type Metrics struct {
	Loss        float64 // the data loss, without a penalty
	Accuracy    float64 // share of right answers; NaN for a regression
	AUC         float64 // see [AUC]; NaN unless the loss is BCEWithLogitsLoss
	Calibration float64 // see [CalibrationError]; NaN unless the loss is BCEWithLogitsLoss
}

// String prints the metrics that there are.
func (m Metrics) String() string {
	s := fmt.Sprintf("loss %.4f", m.Loss)
	for _, v := range []struct {
		name  string
		value float64
	}{{"accuracy", m.Accuracy}, {"AUC", m.AUC}, {"calibration error", m.Calibration}} {
		if !math.IsNaN(v.value) {
			s += fmt.Sprintf(", %s %.4f", v.name, v.value)
		}
	}
	return s
}

// Accuracy is the share of predictions equal to their targets. NaN when there
// are none.
//
// Errors: unequal lengths.
func Accuracy(predictions, targets []float64) float64 {
	sameLength("Accuracy", predictions, targets)
	right := 0.0
	for i, p := range predictions {
		if p == targets[i] {
			right++
		}
	}
	return right / float64(len(targets))
}

// AUC is the area under the receiver operating characteristic: how often a
// random example of target 1 has a higher score than one of target 0, ties
// counting half. Scores may be logits or probabilities. NaN when one of the two
// is missing; targets of 0.5 and more count as 1.
//
// Errors: unequal lengths.
//
// Source: Hanley and McNeil, Radiology 143 (1982), 29-36.
func AUC(scores, targets []float64) float64 {
	sameLength("AUC", scores, targets)
	order := make([]int, len(scores))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(scores[i], scores[j]) })
	positives, rankSum := 0.0, 0.0
	for i := 0; i < len(order); {
		j, tied := i, 0.0
		for ; j < len(order) && scores[order[j]] == scores[order[i]] || j == i; j++ {
			if targets[order[j]] >= 0.5 {
				tied++
			}
		}
		positives += tied
		rankSum += tied * float64(i+1+j) / 2 // the mean rank of the tie, from 1
		i = j
	}
	negatives := float64(len(order)) - positives
	if positives == 0 || negatives == 0 {
		return math.NaN()
	}
	return (rankSum - positives*(positives+1)/2) / (positives * negatives)
}

// CalibrationBin compares predicted risk with what happened, for the examples
// whose predictions are close to each other.
type CalibrationBin struct {
	Predicted float64 // mean predicted probability
	Observed  float64 // share of targets that are 1
	Count     int
}

// Calibration sorts the examples by their predicted probability into bins of
// equal width between 0 and 1. Empty bins are left out.
//
// Errors: unequal lengths, bins below 1, a probability outside [0, 1].
func Calibration(probabilities, targets []float64, bins int) []CalibrationBin {
	sameLength("Calibration", probabilities, targets)
	if bins < 1 {
		must(errorf("Calibration", "bins = %d, want at least 1", bins))
	}
	all := make([]CalibrationBin, bins)
	for i, p := range probabilities {
		if !(p >= 0 && p <= 1) {
			must(errorf("Calibration", "probability %d is %g, want 0 to 1", i, p))
		}
		b := &all[min(int(p*float64(bins)), bins-1)]
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

// CalibrationError is the mean distance between predicted and observed risk over
// ten bins of equal width, weighted by their counts.
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

func sameLength(where string, a, b []float64) {
	if len(a) != len(b) {
		must(errorf(where, "got %d predictions and %d targets, want as many", len(a), len(b)))
	}
}
