package mlx

import "testing"

func TestActivationsEqualPyTorch(t *testing.T) {
	var fixture struct {
		X     nums
		Cases []struct {
			Name string
			Y    nums
			DY   nums
		}
	}
	readFixture(t, "activations", &fixture)
	modules := map[string]*Module{
		"ReLU": ReLU(), "LeakyReLU": LeakyReLU(), "LeakyReLU(0.2)": LeakyReLU(0.2),
		"Sigmoid": Sigmoid(), "Tanh": Tanh(), "GELU": GELU(),
	}
	if len(fixture.Cases) != len(modules) {
		t.Fatalf("fixture has %d activations, want %d", len(fixture.Cases), len(modules))
	}
	x := fixture.X.tensor(len(fixture.X))
	for _, c := range fixture.Cases {
		// The floor is what float32 keeps beside 1: tails of Sigmoid, Tanh and
		// GELU below it are differences of numbers near 1.
		d := &deviation{t: t, name: c.Name, limit: 1e-5, floor: 1e-2}
		d.compare("f", modules[c.Name].Forward(x).data, c.Y)
		d.compare("f'", modules[c.Name].Derivative(x).data, c.DY)
		d.log()
	}
}
