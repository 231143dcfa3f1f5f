package mlx

import "testing"

func TestScaleParameter(t *testing.T) {
	build := func() *Module { return Sequential(Linear(2, 4), ReLU(), Linear(4, 1)).Seed(1) }
	old := build()
	for name, scaled := range map[string][]string{"0.weight": {"0.weight"}, "weight": {"0.weight", "2.weight"}, "2.bias": {"2.bias"}} {
		model := build().ScaleParameter(name, 3)
		for _, p := range old.Parameters() {
			want := p.Value
			for _, s := range scaled {
				if s == p.Name {
					want = p.Value.Map(func(v float64) float64 { return 3 * v })
				}
			}
			if !equal(model.Parameter(p.Name).Values(), want.Values()) {
				t.Errorf("ScaleParameter(%q, 3): %s is wrong", name, p.Name)
			}
		}
	}
}

// TestDecayedParametersWhileLookingAtAPart checks that the same parameters decay when
// OnStep looks at a part of the model, which gives parameters other names.
func TestDecayedParametersWhileLookingAtAPart(t *testing.T) {
	fit := func(look func(m *Module)) Tensor {
		m := Sequential(Linear(3, 4), ReLU(), Linear(4, 1)).Seed(1)
		trainer := Trainer{Model: m, Loss: MSELoss(), Optimizer: SGD(0.1, WeightDecay(1, "2.weight")), Epochs: 5,
			OnStep: func(int, float64) { look(m) }}
		trainer.Fit(NewDataset(Randn(1, 20, 3), Randn(2, 20, 1)))
		return m.Parameter("2.weight")
	}
	want := fit(func(*Module) {})
	if got := fit(func(m *Module) { m.Layer(2).Parameters() }); got.Ne(want).Sum() != 0 {
		t.Errorf("weights %v after looking at the layer, want %v", got, want)
	}
}

// "0.weight" is one parameter, also where a nested model has a layer 0.
func TestNameOfOneParameterInANestedModel(t *testing.T) {
	m := Sequential(Linear(1, 1), Sequential(Linear(1, 1))).Seed(1)
	before := m.Parameters()
	m.ScaleParameter("0.weight", 10)
	for name, factor := range map[string]float64{"0.weight": 10, "1.0.weight": 1} {
		if got, want := m.Parameter(name), before.Get(name).Mul(factor); got.Item() != want.Item() {
			t.Errorf("%s = %g, want %g", name, got.Item(), want.Item())
		}
	}
}
