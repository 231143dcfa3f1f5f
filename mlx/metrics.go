package mlx

import (
	"fmt"
	"math"
)

// Metrics say how well a model does on a dataset, in evaluation mode. All but the
// loss are NaN where targets lie between 0 and 1.
type Metrics struct {
	Loss        float64 // the data loss, without a penalty
	Accuracy    float64 // share of right answers; NaN for a regression
	AUC         float64 // see [AUC]; NaN unless the loss is BCEWithLogitsLoss and there are targets of both 0 and 1
	Calibration float64 // see [CalibrationError]; NaN unless the loss is BCEWithLogitsLoss
}

// String returns the metrics that are not NaN.
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

// isFinite reports whether v is neither NaN nor infinite.
func isFinite(v float64) bool { return v-v == 0 }

func sum(values []float64) (sum float64) {
	for _, v := range values {
		sum += v
	}
	return sum
}
