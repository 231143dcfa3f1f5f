package mlx

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// param is one array of numbers that a module learns.
type param struct {
	base  string // "weight" or "bias"
	name  string // "0.weight": the place in the model that was asked last
	shape []int
	draw  func(r *rand.Rand, data []float32)
	ready bool // has values
	draws int  // how often they were drawn; tells optimizers that Seed started anew
	*slot
}

func (p *param) len() int {
	n := 1
	for _, d := range p.shape {
		n *= d
	}
	return n
}

// allocate gives p memory that graphs can read.
func (p *param) allocate() (err error) {
	if p.slot == nil {
		p.slot, err = newSlot(p.shape...)
	}
	return err
}

// tensor returns a copy of the values.
func (p *param) tensor() Tensor {
	return Tensor{shape: p.shape, data: append([]float32(nil), p.data...)}
}

// matches tells whether p is meant by one of the names: "0.weight" is that
// parameter, "weight" is every weight. No names mean every parameter.
func (p *param) matches(names []string) bool {
	for _, name := range names {
		if p.name == name || p.base == name {
			return true
		}
	}
	return len(names) == 0
}

// haveAll checks that each name is that of a parameter of the model, as for
// matches.
func (m *Module) haveAll(where string, names []string) error {
	for _, name := range names {
		var have []string
		found := false
		for _, p := range m.parameters() {
			found = found || p.matches([]string{name})
			have = append(have, p.name)
		}
		if !found {
			return errorf(where, "no parameter is called %q, there are %q", name, have)
		}
	}
	return nil
}

// weights returns a copy of the values of all parameters.
func (m *Module) weights() [][]float32 {
	var values [][]float32
	for _, p := range m.parameters() {
		values = append(values, slices.Clone(p.data))
	}
	return values
}

// setWeights puts them back; nil changes nothing.
func (m *Module) setWeights(values [][]float32) {
	for i, v := range values {
		copy(m.parameters()[i].data, v)
	}
}

// NamedTensor is a tensor with the name it has in a model, for example
// "0.weight".
type NamedTensor struct {
	Name  string
	Value Tensor
}

// NamedTensors are parameters, gradients, activations or masks of a model, in
// the order of its layers.
type NamedTensors []NamedTensor

// Get returns the tensor with the name.
//
// Errors: a name that none has.
func (ts NamedTensors) Get(name string) Tensor {
	var names []string
	for _, t := range ts {
		if t.Name == name {
			return t.Value
		}
		names = append(names, t.Name)
	}
	must(errorf("Get", "no tensor %q, there are %q", name, names))
	return Tensor{}
}

// String prints each tensor below its name.
func (ts NamedTensors) String() string {
	var b strings.Builder
	for _, t := range ts {
		fmt.Fprintf(&b, "%s %s\n%v\n", t.Name, shapeText(t.Value.shape), t.Value)
	}
	return strings.TrimSuffix(b.String(), "\n")
}
