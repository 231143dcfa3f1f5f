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

	// The model and its part see each other's changes.
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

// TestPartOfAFreshModel checks that a part has the weights of the whole model, also when
// these were not drawn before.
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
