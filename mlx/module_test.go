package mlx

import (
	"math"
	"testing"
)

func TestActivationsAreThoseOfTheOuterLayers(t *testing.T) {
	inner := Sequential(Linear(2, 3), ReLU())
	model := Sequential(inner, Tanh(), Linear(3, 1)).Seed(2)
	x := Randn(1, 4, 2)
	all := model.Activations(x)
	names := []string{"0 Sequential", "1 Tanh", "2 Linear"}
	if len(all) != len(names) {
		t.Fatalf("got %d activations, want %d", len(all), len(names))
	}
	for i, a := range all {
		if a.Name != names[i] {
			t.Errorf("activation %d is called %q, want %q", i, a.Name, names[i])
		}
	}
	if !equal(all[0].Value.Values(), inner.Forward(x).Values()) || !equal(all[2].Value.Values(), model.Forward(x).Values()) {
		t.Error("the activations are not the outputs of the layers")
	}
	if one := Tanh().Activations(x); len(one) != 1 || one[0].Name != "Tanh" {
		t.Errorf("a layer alone has activations %v", one)
	}
}

func TestSharedLayerIsLearntOnce(t *testing.T) {
	shared := Linear(2, 2)
	model := Sequential(shared, Tanh(), shared).Seed(1)
	if n := len(model.Parameters()); n != 2 || model.NumParameters() != 6 {
		t.Fatalf("%d parameters with %d numbers, want 2 with 6", n, model.NumParameters())
	}
	data := NewDataset(Randn(1, 5, 2), Randn(2, 5, 2))
	g := model.Gradients(MSELoss(), data).Get("0.bias").Values()
	bias := model.Parameter("0.bias")
	for i := range g {
		moved := func(by float32) float64 {
			b := bias.Map(func(v float64) float64 { return v })
			b.data[i] += by
			model.SetParameter("0.bias", b)
			return Evaluate(model, MSELoss(), data).Loss
		}
		if want := (moved(0.01) - moved(-0.01)) / 0.02; math.Abs(g[i]-want) > 1e-3 {
			t.Errorf("gradient %g, numerically %g", g[i], want)
		}
		model.SetParameter("0.bias", bias)
	}
}

// TestWeightsStayWithAndWithoutDropout checks that a layer without parameters does not
// change the initial weights of the others.
func TestWeightsStayWithAndWithoutDropout(t *testing.T) {
	plain := Sequential(Linear(3, 4), ReLU(), Linear(4, 1)).Seed(6).Parameters()
	for i, p := range Sequential(Linear(3, 4), ReLU(), Dropout(0.5), Linear(4, 1)).Seed(6).Parameters() {
		if !equal(p.Value.Values(), plain[i].Value.Values()) {
			t.Errorf("%s and %s differ", p.Name, plain[i].Name)
		}
	}
	unseeded := Sequential(Linear(3, 4), ReLU(), Linear(4, 1))
	if !equal(unseeded.Parameter("0.weight").Values(), Sequential(Linear(3, 4), ReLU(), Linear(4, 1)).Seed(0).Parameter("0.weight").Values()) {
		t.Error("a model that was not seeded does not have seed 0")
	}
}
