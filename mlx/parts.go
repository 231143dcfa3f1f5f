package mlx

import "slices"

// NumLayers returns how many modules a [Sequential] applies. Any other module
// counts as one.
//
// Source: len(model) in PyTorch.
func (m *Module) NumLayers() int { return len(m.layers()) }

// Layer returns layer i of a [Sequential]; the first is 0. It is the module itself,
// not a copy: it shares its weights with the model and learns what the model learns.
//
//	model.Layer(0).Forward(x) // the input of the first activation
//
// Errors: i outside 0 … NumLayers()-1.
//
// Source: model[i] in PyTorch.
func (m *Module) Layer(i int) *Module {
	layers := m.layers()
	if i < 0 || i >= len(layers) {
		must(errorf("Layer", "i = %d, want 0 to %d for the layers of %s", i, len(layers)-1, m.label()))
	}
	must(m.init())
	return layers[i]
}

// Slice returns layers from … to-1 of a [Sequential] as a model of their own, which
// shares its weights with the whole. Its layers are counted from 0 again.
//
//	model.Slice(0, model.NumLayers()-1) // all but the last
//
// Errors: a part that is empty or not within the model.
//
// Source: model[from:to] in PyTorch, which keeps the numbers in the parameters'
// names.
func (m *Module) Slice(from, to int) *Module {
	layers := m.layers()
	if from < 0 || to > len(layers) || from >= to {
		must(errorf("Slice", "from = %d, to = %d, want 0 ≤ from < to ≤ %d for the layers of %s", from, to, len(layers), m.label()))
	}
	must(m.init())
	part := Sequential(slices.Clone(layers[from:to])...)
	part.seed, part.eval = m.seed, m.eval
	return part
}

// layers returns the modules that are applied one after the other.
func (m *Module) layers() []*Module {
	if m.kind == "Sequential" {
		return m.children
	}
	return []*Module{m}
}
