package mlx

import (
	"math"
	"testing"
)

func TestDropoutDropsItsShareAndScalesTheRest(t *testing.T) {
	const n = 100_000
	for _, p := range []float64{0, 0.1, 0.2, 0.5, 0.75, 0.9, 1} {
		out := Dropout(p).Forward(Ones(n)).Values()
		zeros, sum := 0.0, 0.0
		for _, v := range out {
			switch {
			case v == 0:
				zeros++
			case v != float64(float32(1/(1-p))):
				t.Fatalf("p=%g: got %g, want 0 or exactly %g", p, v, 1/(1-p))
			}
			sum += v
		}
		// Four standard deviations of a binomial share, and of the mean.
		if limit := 4 * math.Sqrt(p*(1-p)/n); math.Abs(zeros/n-p) > limit {
			t.Errorf("p=%g: share of zeros %.4f, limit ±%.4f", p, zeros/n, limit)
		}
		if p < 1 {
			if limit := 1e-6 + 4*math.Sqrt(p/(1-p)/n); math.Abs(sum/n-1) > limit {
				t.Errorf("p=%g: mean %.4f, want 1 ± %.4f", p, sum/n, limit)
			}
		}
	}
}

func TestDropoutGradientGoesThroughTheMask(t *testing.T) {
	m := Sequential(Dropout(0.3), Dropout(0.5))
	d := m.Derivative(Randn(1, 4, 50)).Values()
	masks := m.Masks()
	if len(masks) != 2 {
		t.Fatalf("got %d masks, want 2", len(masks))
	}
	first, second := masks[0].Value.Values(), masks[1].Value.Values()
	for i := range d {
		if want := first[i] * second[i]; math.Abs(d[i]-want) > 1e-6 {
			t.Fatalf("gradient %d is %g, the masks give %g", i, d[i], want)
		}
	}
}

func TestDropoutModes(t *testing.T) {
	x := Randn(1, 3, 40)
	m := Sequential(Linear(40, 40), Dropout(0.5)).Seed(7)
	a, b := m.Forward(x).Values(), m.Forward(x).Values()
	if equal(a, b) {
		t.Error("two passes in training mode have the same mask")
	}
	again := Sequential(Linear(40, 40), Dropout(0.5)).Seed(7)
	if !equal(a, again.Forward(x).Values()) || !equal(b, again.Forward(x).Values()) {
		t.Error("the same seed gives other masks")
	}
	if !equal(a, again.Seed(7).Forward(x).Values()) {
		t.Error("Seed does not start the masks anew")
	}
	if equal(a, again.Seed(8).Forward(x).Values()) {
		t.Error("another seed gives the same output")
	}
	kept := m.Masks()[0].Value
	before := kept.Values()
	m.Forward(x)
	if !equal(before, kept.Values()) || equal(before, m.Masks()[0].Value.Values()) {
		t.Error("a mask that was kept changes with the next pass")
	}
	Evaluate(m, MSELoss(), NewDataset(x, x))
	if !m.Training() {
		t.Error("Evaluate changes the mode")
	}
	m.Eval()
	if m.Training() || !equal(m.Forward(x).Values(), m.Forward(x).Values()) {
		t.Error("evaluation mode is random")
	}
	if !equal(m.Forward(x).Values(), m.Activations(x)[0].Value.Values()) {
		t.Error("Dropout changes its input in evaluation mode")
	}
	// One layer alone may stay in training mode, as in PyTorch.
	alone := Dropout(0.5)
	both := Sequential(alone).Eval()
	alone.Train()
	if equal(both.Forward(x).Values(), x.Values()) {
		t.Error("a layer put back into training mode does not drop")
	}
}

func equal(a, b []float64) bool {
	for i := range a {
		if a[i] != b[i] && !(math.IsNaN(a[i]) && math.IsNaN(b[i])) {
			return false
		}
	}
	return len(a) == len(b)
}
