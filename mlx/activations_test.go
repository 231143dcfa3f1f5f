package mlx

import (
	"encoding/json"
	"strings"
	"testing"
)

type activationFixture struct {
	X     nums
	Cases []struct {
		Name string // "ReLU", or "LeakyReLU(0.2)" with what the constructor gets
		Y    nums
		DY   nums
	}
}

// TestActivationsEqualPyTorch holds that the activations have PyTorch's numbers, also
// after they were saved and loaded, with the arguments that they had.
func TestActivationsEqualPyTorch(t *testing.T) {
	var fixture activationFixture
	readFixture(t, "activations", &fixture)
	x := fixture.X.tensor(len(fixture.X))
	for _, c := range fixture.Cases {
		// Below the floor, the tails of Sigmoid, Tanh and GELU are differences of
		// numbers near 1, of which float32 keeps few digits.
		d := &deviation{t: t, name: c.Name, limit: 1e-5, floor: 1e-2}
		kind, list, _ := strings.Cut(strings.TrimSuffix(c.Name, ")"), "(")
		var args []float64
		if err := json.Unmarshal([]byte("["+list+"]"), &args); err != nil {
			t.Fatalf("%s: %v", c.Name, err)
		}
		m := remake(kind, saved{args: args})
		if m == nil {
			t.Fatalf("there is no activation %s", c.Name)
		}
		data, err := m.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		var loaded Module
		if err := loaded.UnmarshalBinary(data); err != nil {
			t.Fatalf("%s: %v", c.Name, err)
		}
		d.compare("f", m.Forward(x).data, c.Y)
		d.compare("f when loaded", loaded.Forward(x).data, c.Y)
		d.compare("f'", m.Derivative(x).data, c.DY)
		d.log()
	}
}
