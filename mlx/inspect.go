package mlx

// This file has the methods that look inside a module.

import (
	"slices"

	"github.com/gomlx/gomlx/core/graph"
)

// Derivative returns ∂(Σ y)/∂x by going backward through the graph. For an
// activation, which works element by element, that is f'(x).
//
// Shapes: as x.
//
// Errors: as [Module.Forward].
//
// Source: y.sum().backward() and x.grad in PyTorch.
func (m *Module) Derivative(x Tensor) Tensor {
	out := must1(m.apply("derivative", false, func(t *trace, in []*graph.Node) []*graph.Node {
		return graph.Gradient(graph.ReduceAllSum(m.Apply(in[0])), in[0])
	}, x))
	return out[0]
}

// Activations returns the output of each layer of a [Sequential], named by its
// number and kind ("1 ReLU"). Any other module counts as one layer.
//
// Shapes: each as its layer returns it.
//
// Errors: as [Module.Forward].
//
// Source: forward hooks of PyTorch.
func (m *Module) Activations(x Tensor) NamedTensors {
	out := must1(m.apply("activations", true, func(t *trace, in []*graph.Node) []*graph.Node {
		y := m.Apply(in[0])
		if len(t.layers) == 0 {
			t.layers = []layer{{m.kind, y}}
		}
		var nodes []*graph.Node
		for _, l := range t.layers {
			nodes = append(nodes, l.output)
		}
		return nodes
	}, x))
	p := must1(m.program("activations", true, [][]int{x.shape}, nil))
	var all NamedTensors
	for i, name := range p.layers {
		all = append(all, NamedTensor{name, out[i]})
	}
	return all
}

// Masks returns the masks of the last forward pass in training mode, one for
// each [Dropout] in the order of the layers: 0 where a number was dropped, 1/(1-p)
// where it was kept.
//
// Shapes: each as the input of its layer.
func (m *Module) Masks() NamedTensors {
	var all NamedTensors
	for _, k := range m.masks {
		k.Value.data = slices.Clone(k.Value.data)
		all = append(all, k)
	}
	return all
}
