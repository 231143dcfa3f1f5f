package mlx

import (
	"fmt"
	"math"
	"strings"
)

// History records a training: most slices have one number an epoch, the first epoch
// at index 0. A slice is empty where there was nothing to measure: validation without
// Validation, accuracy for a regression.
type History struct {
	TrainLoss      []float64 // data loss, the mean over the epoch's steps, in training mode
	Penalty        []float64 // the penalty, the mean over the epoch's steps
	LearningRate   []float64 // of the epoch's last step
	ValLoss        []float64 // data loss after the epoch, in evaluation mode
	ValAccuracy    []float64
	ValAUC         []float64
	ValCalibration []float64

	StepLoss  []float64 // data loss of each step
	BestEpoch int       // index of the lowest ValLoss; -1 without Validation
	Stopped   string    // why it ended: "done", "early", "cancelled" or "failed"
}

// validated appends the metrics of one epoch.
func (h *History) validated(m Metrics) {
	h.ValLoss = append(h.ValLoss, m.Loss)
	for _, s := range []struct {
		to    *[]float64
		value float64
	}{{&h.ValAccuracy, m.Accuracy}, {&h.ValAUC, m.AUC}, {&h.ValCalibration, m.Calibration}} {
		if !math.IsNaN(s.value) {
			*s.to = append(*s.to, s.value)
		}
	}
}

// String returns a few lines about the training: how many epochs and why it ended,
// each loss from the first epoch to the last, and the other metrics.
func (h History) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "epochs: %d, steps: %d", len(h.TrainLoss), len(h.StepLoss))
	switch h.Stopped {
	case "":
	case "early":
		b.WriteString(", stopped early")
	default:
		b.WriteString(", " + h.Stopped)
	}
	path := func(name string, values []float64) {
		if len(values) > 0 {
			fmt.Fprintf(&b, "%s %.4g", name, values[0])
		}
		if len(values) > 1 {
			fmt.Fprintf(&b, " → %.4g", values[len(values)-1])
		}
	}
	path("\ntraining:   loss", h.TrainLoss)
	for _, p := range h.Penalty {
		if p != 0 {
			path(", penalty", h.Penalty)
			break
		}
	}
	path("\nvalidation: loss", h.ValLoss)
	if h.BestEpoch >= 0 && h.BestEpoch < len(h.ValLoss) {
		fmt.Fprintf(&b, ", lowest %.4g after epoch %d (counted from 0)", h.ValLoss[h.BestEpoch], h.BestEpoch)
	}
	path("\n            accuracy", h.ValAccuracy)
	path(", AUC", h.ValAUC)
	path(", calibration error", h.ValCalibration)
	return b.String()
}
