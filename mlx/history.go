package mlx

import "math"

// History is what happened while training, one number an epoch, the first epoch
// at index 0. What was not measured has length 0: the validation slices without
// Validation, accuracy for a regression.
type History struct {
	TrainLoss      []float64 // data loss, the mean over the epoch's steps, in training mode
	Penalty        []float64 // the penalty, the mean over the epoch's steps
	LearningRate   []float64
	ValLoss        []float64 // data loss after the epoch, in evaluation mode
	ValAccuracy    []float64
	ValAUC         []float64
	ValCalibration []float64

	StepLoss  []float64 // data loss of each step
	BestEpoch int       // index of the lowest ValLoss; -1 without Validation
	Stopped   string    // why: "done", "early", "cancelled" or "failed"
}

// validated appends what was measured after an epoch.
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
