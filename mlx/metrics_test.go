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
