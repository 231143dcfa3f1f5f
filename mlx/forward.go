package mlx

import "github.com/gomlx/gomlx/core/graph"

// Forward returns the module's output for the input x, in the mode it is in.
//
// Shapes: x as the module takes it, the result as it returns it.
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
