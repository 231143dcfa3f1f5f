package mlx

import (
	"math/rand/v2"
	"slices"
)

// param is one array of numbers that a module learns.
type param struct {
	base  string // "weight" or "bias"
	name  string // "0.weight", in the model whose parameters were last asked for
	shape []int
	draw  func(r *rand.Rand, data []float32)
	ready bool // has values
	draws int  // how often they were drawn: optimizers notice a Seed by it
	*slot
}

func (p *param) len() int {
	n := 1
	for _, d := range p.shape {
		n *= d
	}
	return n
}

// allocate gives p memory that graphs can read, if it has none.
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

// matches reports whether one of the names stands for p: "0.weight" for that
// parameter, "weight" for every weight. No names stand for every parameter.
func (p *param) matches(names []string) bool {
	for _, name := range names {
		if p.name == name || p.base == name {
			return true
		}
	}
	return len(names) == 0
}

// haveAll checks that each name stands for a parameter of the model.
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

// setWeights sets all parameters to values that weights returned; nil changes
// nothing.
func (m *Module) setWeights(values [][]float32) {
	for i, v := range values {
		copy(m.parameters()[i].data, v)
	}
}

// parameters returns the parameters of the module and of all modules in it, each
// once, with their names set.
func (m *Module) parameters() []*param {
	var all []*param
	m.walk("", func(prefix string, m *Module) {
		for _, p := range m.params {
			if !slices.Contains(all, p) {
				p.name = prefix + p.base
				all = append(all, p)
			}
		}
	})
	return all
}

// Parameters returns a copy of each parameter, named as in PyTorch: "0.weight"
// belongs to the first layer of a [Sequential].
//
// Source: torch.nn.Module.named_parameters.
func (m *Module) Parameters() NamedTensors {
	must(m.init())
	var all NamedTensors
	for _, p := range m.parameters() {
		all = append(all, NamedTensor{p.name, p.tensor()})
	}
	return all
}

// Parameter returns a copy of the parameter with the name.
//
// Errors: a name that no parameter has.
//
// Source: torch.nn.Module.get_parameter.
func (m *Module) Parameter(name string) Tensor { return m.Parameters().Get(name) }

// SetParameter sets the parameter with the name to the values of t. It returns the
// module.
//
// Shapes: t as the parameter.
//
// Errors: another shape; a name that no parameter has.
//
// Source: assigning to p.data in PyTorch.
func (m *Module) SetParameter(name string, t Tensor) *Module {
	must(m.init())
	var names []string
	for _, p := range m.parameters() {
		if p.name == name {
			if !slices.Equal(t.shape, p.shape) {
				must(errorf("SetParameter", "%q: got shape %v, want %v", name, t.shape, p.shape))
			}
			copy(p.data, t.data)
			return m
		}
		names = append(names, p.name)
	}
	must(errorf("SetParameter", "no parameter %q, there are %q", name, names))
	return m
}

// ScaleParameter multiplies the parameter with the name by a factor; as in [L2],
// "weight" stands for every weight. It returns the module:
//
//	mlx.Sequential(…).Seed(1).ScaleParameter("weight", math.Sqrt(6))
//
// Errors: a name that no parameter has.
//
// Source: p.data.mul_(factor) in PyTorch.
func (m *Module) ScaleParameter(name string, factor float64) *Module {
	must(m.haveAll("ScaleParameter", []string{name}))
	must(m.init())
	for _, p := range m.parameters() {
		if p.matches([]string{name}) {
			copy(p.data, p.tensor().Mul(factor).data)
		}
	}
	return m
}

// NumParameters returns how many numbers the module learns.
func (m *Module) NumParameters() int {
	n := 0
	for _, p := range m.parameters() {
		n += p.len()
	}
	return n
}
