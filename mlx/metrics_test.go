package mlx

import (
	"encoding/json"
	"math"
	"os"
	"slices"
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
		if pairs == 0 {
			continue
		}
		if got, want := AUC(scores, targets), won/pairs; !(math.Abs(got-want) <= 1e-12) {
			t.Errorf("seed %d: AUC %g, counting pairs gives %g", seed, got, want)
		}
	}
}

func TestCalibration(t *testing.T) {
	bins := Calibration([]float64{0, 0.05, 0.1, 0.95, 1}, []float64{0, 1, 0, 1, 1}, 10)
	want := []CalibrationBin{{0.05, 1.0 / 3, 3}, {0.975, 1, 2}} // 0.1 belongs to the lower bin
	if len(bins) != len(want) {
		t.Fatalf("got %v, want %v", bins, want)
	}
	for i, b := range bins {
		if math.Abs(b.Predicted-want[i].Predicted) > 1e-12 || math.Abs(b.Observed-want[i].Observed) > 1e-12 || b.Count != want[i].Count {
			t.Errorf("bin %d: got %v, want %v", i, b, want[i])
		}
	}
	got := CalibrationError([]float64{0, 0.05, 0.1, 0.95, 1}, []float64{0, 1, 0, 1, 1})
	if want := (3*(1.0/3-0.05) + 2*0.025) / 5; math.Abs(got-want) > 1e-12 {
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

// TestMetricsEqualScikitLearn checks that each metric equals scikit-learn's in any order
// of the rows, or is refused with a sentence.
func TestMetricsEqualScikitLearn(t *testing.T) {
	b, err := os.ReadFile("testdata/sklearn/metrics.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Name            string
		Scores, Targets []exact
		Bins            int
		Accuracy, AUC   *exact
		Calibration     *struct {
			Predicted, Observed []float64
			Counts              []int
			Error               exact
		}
	}
	if err := json.Unmarshal(b, &cases); err != nil {
		t.Fatal(err)
	}
	// scikit-learn takes these labels for no and yes; here they are refused.
	otherLabels := []string{"targets -1 and 1", "targets 1 and 2"}
	equal := 0
	for _, c := range cases {
		for seed := range int64(4) {
			order := generator(seed, 0).Perm(len(c.Scores))
			var scores, targets []float64
			for i := range order {
				if seed > 0 {
					i = order[i]
				}
				scores, targets = append(scores, float64(c.Scores[i])), append(targets, float64(c.Targets[i]))
			}
			check := func(metric string, want *exact, f func() float64) {
				t.Helper()
				var got float64
				err := catch(t, func() { got = f() })
				switch {
				case err != nil && (want == nil || math.IsNaN(float64(*want)) || slices.Contains(otherLabels, c.Name)):
				case err != nil:
					t.Errorf("%s, order %d: %s: %v, scikit-learn has %g", c.Name, seed, metric, err, *want)
				case want == nil:
					t.Errorf("%s, order %d: %s is %g, scikit-learn refuses it", c.Name, seed, metric, got)
				case !(math.Abs(got-float64(*want)) <= 1e-12):
					t.Errorf("%s, order %d: %s is %.15g, scikit-learn has %.15g", c.Name, seed, metric, got, *want)
				default:
					equal++
				}
			}
			check("accuracy", c.Accuracy, func() float64 { return Accuracy(scores, targets) })
			check("AUC", c.AUC, func() float64 { return AUC(scores, targets) })
			one := exact(1)
			curve := &one
			if c.Calibration == nil {
				curve = nil
			}
			check("calibration", curve, func() float64 {
				bins := Calibration(scores, targets, c.Bins)
				if len(bins) != len(c.Calibration.Counts) {
					return 0
				}
				for i, b := range bins {
					if math.Abs(b.Predicted-c.Calibration.Predicted[i])+math.Abs(b.Observed-c.Calibration.Observed[i]) > 1e-12 ||
						b.Count != c.Calibration.Counts[i] {
						return 0
					}
				}
				return 1
			})
			if c.Calibration != nil && c.Bins == 10 {
				check("calibration error", &c.Calibration.Error, func() float64 { return CalibrationError(scores, targets) })
			}
		}
	}
	if equal < 200 {
		t.Errorf("only %d numbers were compared", equal)
	}
}

// TestEvaluateOfOneClass checks that metrics are NaN where they are not defined.
func TestEvaluateOfOneClass(t *testing.T) {
	model := Linear(1, 1).Seed(1)
	m := Evaluate(model, BCEWithLogitsLoss(), NewDataset(Column(0, 1, 2), Ones(3, 1)))
	if !math.IsNaN(m.AUC) || math.IsNaN(m.Accuracy+m.Calibration+m.Loss) {
		t.Errorf("targets of 1 only: %v, want all but the AUC", m)
	}
	m = Evaluate(model, BCEWithLogitsLoss(), NewDataset(Column(0, 1, 2), Full(0.5, 3, 1)))
	if !math.IsNaN(m.AUC) || !math.IsNaN(m.Accuracy) || !math.IsNaN(m.Calibration) || math.IsNaN(m.Loss) {
		t.Errorf("targets between 0 and 1: %v, want the loss only", m)
	}
}
