package mlx

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Metrics tell how well a model does on a dataset, in evaluation mode. All but
// the loss are NaN where targets lie between 0 and 1.
type Metrics struct {
	Loss        float64 // the data loss, without a penalty
	Accuracy    float64 // share of right answers; NaN for a regression
	AUC         float64 // see [AUC]; NaN unless the loss is BCEWithLogitsLoss and there are targets of both 0 and 1
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

// Accuracy is the share of predictions equal to their targets. Both are classes:
// whole numbers.
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

// AUC is the area under the receiver operating characteristic: how often a
// random example of target 1 has a higher score than one of target 0, ties
// counting half. Scores may be logits or probabilities.
//
// Errors: unequal lengths, no scores, NaN or Inf, a target other than 0 and 1,
// targets that are all 0 or all 1.
//
// Source: Hanley and McNeil, Radiology 143 (1982), 29-36;
// sklearn.metrics.roc_auc_score.
func AUC(scores, targets []float64) float64 {
	must(pairs("AUC", scores, targets))
	must(yesOrNo("AUC", targets))
	positives := sum(targets)
	if positives == 0 || positives == float64(len(targets)) {
		must(errorf("AUC", "all %d targets are %g, want some of 0 and some of 1", len(targets), targets[0]))
	}
	return auc(scores, targets)
}

// auc is AUC of what has been checked.
func auc(scores, targets []float64) float64 {
	order := make([]int, len(scores))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(scores[i], scores[j]) })
	rankSum := 0.0
	for i := 0; i < len(order); {
		j, tied := i, 0.0
		for ; j < len(order) && scores[order[j]] == scores[order[i]]; j++ {
			tied += targets[order[j]]
		}
		rankSum += tied * float64(i+1+j) / 2 // the mean rank of the tie, from 1
		i = j
	}
	positives := sum(targets)
	negatives := float64(len(targets)) - positives
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
// equal width between 0 and 1. A probability on the edge of two bins belongs to
// the lower one. Empty bins are left out.
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

// pairs checks that there are as many predictions as targets, at least one of
// each, and that all are finite.
func pairs(where string, predictions, targets []float64) error {
	if len(predictions) != len(targets) {
		return errorf(where, "got %d predictions and %d targets, want as many", len(predictions), len(targets))
	}
	if len(targets) == 0 {
		return errorf(where, "got no predictions, want at least one")
	}
	for i, p := range predictions {
		if !isFinite(p) {
			return errorf(where, "prediction %d is %g, want a number", i, p)
		}
		if !isFinite(targets[i]) {
			return errorf(where, "target %d is %g, want a number", i, targets[i])
		}
	}
	return nil
}

// yesOrNo checks that every target is 0 or 1.
func yesOrNo(where string, targets []float64) error {
	for i, y := range targets {
		if y != 0 && y != 1 {
			return errorf(where, "target %d is %g, want 0 or 1", i, y)
		}
	}
	return nil
}

func isFinite(v float64) bool { return v-v == 0 }

func sum(values []float64) (sum float64) {
	for _, v := range values {
		sum += v
	}
	return sum
}
