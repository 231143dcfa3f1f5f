package mlx

import (
	"math"
	"testing"
)

func TestAUCCountsPairs(t *testing.T) {
	for seed := range int64(20) {
		r := generator(seed, 1)
		n := 2 + r.IntN(30)
		scores, targets := make([]float64, n), make([]float64, n)
		for i := range scores {
			scores[i] = math.Round(r.NormFloat64() * 2) // with ties
			targets[i] = float64(r.IntN(2))
		}
		pairs, won := 0.0, 0.0
		for i := range scores {
			for j := range scores {
				if targets[i] == 1 && targets[j] == 0 {
					pairs++
					switch {
					case scores[i] > scores[j]:
						won++
					case scores[i] == scores[j]:
						won += 0.5
					}
				}
			}
		}
		got := AUC(scores, targets)
		if want := won / pairs; math.Abs(got-want) > 1e-12 || math.IsNaN(got) != math.IsNaN(want) {
			t.Errorf("seed %d: AUC %g, counting pairs gives %g", seed, got, want)
		}
	}
	if v := AUC([]float64{math.NaN(), 1}, []float64{1, 0}); v != 0 {
		t.Errorf("AUC %g with a NaN score, want 0: NaN sorts below numbers", v)
	}
}

func TestCalibration(t *testing.T) {
	bins := Calibration([]float64{0, 0.05, 0.1, 0.95, 1}, []float64{0, 1, 0, 1, 1}, 10)
	want := []CalibrationBin{{0.025, 0.5, 2}, {0.1, 0, 1}, {0.975, 1, 2}}
	if len(bins) != len(want) {
		t.Fatalf("got %v, want %v", bins, want)
	}
	for i, b := range bins {
		if math.Abs(b.Predicted-want[i].Predicted) > 1e-12 || b.Observed != want[i].Observed || b.Count != want[i].Count {
			t.Errorf("bin %d: got %v, want %v", i, b, want[i])
		}
	}
	got := CalibrationError([]float64{0, 0.05, 0.1, 0.95, 1}, []float64{0, 1, 0, 1, 1})
	if want := (2*0.475 + 0.1 + 2*0.025) / 5; math.Abs(got-want) > 1e-12 {
		t.Errorf("calibration error %g, want %g", got, want)
	}
}

func TestAccuracyOfLogits(t *testing.T) {
	identity := Linear(1, 1, false)
	identity.SetParameter("weight", Ones(1, 1))
	logits := Column(-2, -0.3, 0, 0.3, 2)
	yes := NewDataset(logits, Column(0, 0, 0, 1, 1)) // a logit of 0 is no
	if m := Evaluate(identity, BCEWithLogitsLoss(), yes); m.Accuracy != 1 || m.AUC != 1 {
		t.Errorf("yes or no: %v, want everything right", m)
	}
	three := NewDataset(FromRows([][]float64{{3, 1, 2}, {1, 2, 3}, {1, 3, 2}, {3, 1, 2}}), NewTensor(0, 2, 1, 1))
	same := Linear(3, 3, false)
	same.SetParameter("weight", FromRows([][]float64{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}))
	if m := Evaluate(same, CrossEntropyLoss(), three); m.Accuracy != 0.75 || !math.IsNaN(m.AUC) {
		t.Errorf("three classes: %v, want 3 of 4 right and no AUC", m)
	}
}
