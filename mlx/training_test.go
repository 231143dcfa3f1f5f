package mlx

import (
	"maps"
	"slices"
	"testing"
)

type trainingFixture []struct {
	Name            string
	X, Y            nums
	TargetShape     []int
	Start, Gradient map[string]nums
	Variants        []struct {
		Name, Optimizer string
		Options         torchOptions
		L2              float64
		Curve           nums // the data loss of steps 0, 20, …
		First, Weights  map[string]nums
	}
}

// fixtureModel returns the network of a fixture, with its initial weights, and its loss.
func fixtureModel(t *testing.T, name string, start map[string]nums) (*Module, *Loss) {
	t.Helper()
	var model *Module
	var loss *Loss
	switch name {
	case "2-16-16-1":
		model, loss = Sequential(Linear(2, 16), ReLU(), Linear(16, 16), ReLU(), Linear(16, 1)), MSELoss()
	case "5-32-3":
		model, loss = Sequential(Linear(5, 32), Tanh(), Linear(32, 3)), CrossEntropyLoss()
	default:
		t.Fatalf("no network %q", name)
	}
	setWeights(t, model, start)
	return model, loss
}

func setWeights(t *testing.T, model *Module, weights map[string]nums) {
	t.Helper()
	names := []string{}
	for _, p := range model.Parameters() {
		model.SetParameter(p.Name, weights[p.Name].tensor(p.Value.shape...))
		names = append(names, p.Name)
	}
	if want := slices.Sorted(maps.Keys(weights)); !slices.Equal(slices.Sorted(slices.Values(names)), want) {
		t.Fatalf("parameters %q, PyTorch has %q", names, want)
	}
}

func TestTrainingEqualsPyTorch(t *testing.T) {
	var fixture trainingFixture
	readFixture(t, "training", &fixture)
	for _, f := range fixture {
		data := NewDataset(f.X.tensor(40, len(f.X)/40), f.Y.tensor(f.TargetShape...))
		model, loss := fixtureModel(t, f.Name, f.Start)
		d := &deviation{t: t, name: f.Name + " gradient", limit: 1e-5}
		for _, g := range model.Gradients(loss, data) {
			d.floor = rms(f.Gradient[g.Name])
			d.compare(g.Name, g.Value.data, f.Gradient[g.Name])
		}
		d.log()
		for _, v := range f.Variants {
			trainer := Trainer{Model: model, Loss: loss, Optimizer: v.Options.optimizer(v.Optimizer), Steps: 1}
			if v.L2 > 0 {
				trainer.Penalties = []Penalty{L2(v.L2)}
			}
			setWeights(t, model, f.Start)
			trainer.Fit(data)
			first := &deviation{t: t, name: f.Name + " " + v.Name + ", 1 step", limit: 1e-5}
			for _, p := range model.Parameters() {
				first.floor = rms(v.First[p.Name])
				first.compare(p.Name, p.Value.data, v.First[p.Name])
			}
			first.log()

			trainer.Steps = 200
			setWeights(t, model, f.Start)
			history := trainer.Fit(data)
			last := &deviation{t: t, name: f.Name + " " + v.Name + ", 200 steps", limit: 1e-3}
			for _, p := range model.Parameters() {
				last.floor = rms(v.Weights[p.Name])
				last.compare(p.Name, p.Value.data, v.Weights[p.Name])
			}
			for i, want := range v.Curve {
				last.floor = 1e-3
				last.compare("loss", NewTensor(history.StepLoss[20*i]).data, nums{want})
			}
			last.log()
		}
	}
}
