package mlx

import "testing"

func TestPartsShareTheirWeights(t *testing.T) {
	model := Sequential(Linear(2, 4), ReLU(), Linear(4, 3), Tanh(), Linear(3, 1)).Seed(3)
	x := Randn(1, 5, 2)
	whole := model.Activations(x)
	for i := range model.NumLayers() {
		if got := model.Slice(0, i+1).Forward(x).Values(); !equal(got, whole[i].Value.Values()) {
			t.Errorf("layers 0 to %d give other numbers than within the model", i)
		}
	}
	if got := model.Slice(2, 5).Forward(whole[1].Value).Values(); !equal(got, whole[4].Value.Values()) {
		t.Error("the last three layers give other numbers than within the model")
	}
	if got := model.Layer(2).Forward(whole[1].Value).Values(); !equal(got, whole[2].Value.Values()) {
		t.Error("layer 2 gives other numbers than within the model")
	}

	// What one learns the other has, in both directions.
	part := model.Slice(2, 4)
	part.SetParameter("0.bias", NewTensor(1, 2, 3))
	if !equal(model.Parameter("2.bias").Values(), []float64{1, 2, 3}) {
		t.Error("the model does not see what its part was given")
	}
	data := NewDataset(x, Randn(2, 5, 1))
	trainer := Trainer{Model: model, Loss: MSELoss(), Optimizer: SGD(0.1), Steps: 3}
	trainer.Fit(data)
	if !equal(model.Parameter("2.weight").Values(), part.Parameter("0.weight").Values()) || equal(part.Parameter("0.bias").Values(), []float64{1, 2, 3}) {
		t.Error("the part does not see what the model learnt")
	}
	if part.Training() != true || model.Slice(0, 1).Training() != false {
		t.Error("a part does not have the mode that the model had")
	}
}

// TestPartOfAFreshModel holds that a part has the weights that the whole model
// draws, also when nothing was drawn before.
func TestPartOfAFreshModel(t *testing.T) {
	build := func() *Module { return Sequential(Linear(2, 4), Dropout(0.5), Linear(4, 1)) }
	want := build().Parameter("2.weight").Values()
	if got := build().Layer(2).Parameter("weight").Values(); !equal(got, want) {
		t.Error("layer 2 has other weights than the model")
	}
	if got := build().Slice(1, 3).Parameter("1.weight").Values(); !equal(got, want) {
		t.Error("layers 1 and 2 have other weights than the model")
	}
	x := Ones(100)
	a, b := build().Seed(1).Layer(1).Forward(x).Values(), build().Seed(2).Layer(1).Forward(x).Values()
	if equal(a, b) {
		t.Error("the masks of a layer do not depend on the seed of the model")
	}
	if c := build().Seed(1).Slice(1, 2).Forward(x).Values(); !equal(a, c) {
		t.Error("the masks of a part are not those of the seed")
	}
	bytes, err := build().Seed(1).MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	var loaded Module
	if err := loaded.UnmarshalBinary(bytes); err != nil {
		t.Fatal(err)
	}
	if c := loaded.Layer(1).Forward(x).Values(); !equal(a, c) {
		t.Error("the masks of a layer of a model from a file are not those of its seed")
	}
	if n := Linear(2, 1).NumLayers(); n != 1 {
		t.Errorf("a layer alone has %d layers", n)
	}
}

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

// A look at a part while a training runs gives parameters other names; those that
// decay stay the same.
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
