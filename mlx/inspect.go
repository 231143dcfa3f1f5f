package mlx

import (
	"slices"

	"github.com/gomlx/gomlx/core/graph"
)

// Forward applies the module to the numbers, in the mode it is in.
//
// Shapes: x as the module takes it, the result as it gives it.
//
// Errors: an empty tensor; a shape that a layer does not take.
//
// Source: calling a torch.nn.Module.
func (m *Module) Forward(x Tensor) Tensor { return must1(m.forwardTensor(x)) }

func (m *Module) forwardTensor(x Tensor) (Tensor, error) {
	out, err := m.apply("forward", false, func(t *trace, in []*graph.Node) []*graph.Node {
		return []*graph.Node{m.Apply(in[0])}
	}, x)
	if err != nil {
		return Tensor{}, err
	}
	return out[0], nil
}

// apply runs the graph that f builds on the tensors.
func (m *Module) apply(use string, keep bool, f func(t *trace, in []*graph.Node) []*graph.Node, inputs ...Tensor) ([]Tensor, error) {
	var dims [][]int
	for _, x := range inputs {
		if len(x.data) == 0 {
			return nil, errorf(m.label(), "got an empty tensor of shape %v", x.shape)
		}
		dims = append(dims, x.shape)
	}
	p, err := m.program(use, keep, dims, f)
	if err != nil {
		return nil, err
	}
	slots, err := load(inputs...)
	if err != nil {
		return nil, err
	}
	return p.run(m, slots...)
}

// Derivative returns ∂(Σ y)/∂x, found by going backward through the graph. For
// an activation, which works element by element, it is f'(x).
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
// number and kind ("1 ReLU"). A module that is no Sequential has one.
//
// Shapes: each as its layer gives it.
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
// each [Dropout] in the order of the layers: 0 where a number rested, 1/(1-p)
// where it passed.
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
