package mlx

import (
	"fmt"
	"slices"

	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"
)

// Gradients returns the gradient of the loss, plus the penalties if any, for each
// parameter, named as in [Module.Parameters], in the mode the module is in.
//
// Shapes: each as its parameter.
//
// Errors: shapes that do not fit, labels out of range, a penalty on a name that no
// parameter has.
//
// Source: loss.backward() and p.grad in PyTorch.
func (m *Module) Gradients(loss *Loss, data *Dataset, penalties ...Penalty) NamedTensors {
	_, gradients := m.LossAndGradients(loss, data, penalties...)
	return gradients
}

// LossAndGradients returns the loss and the gradients of one forward pass, with
// the same masks of Dropout, in the mode the module is in. It is for a training loop
// of your own, together with [Optimizer.Step]. Each call returns new gradients, so
// that there is nothing to set to zero.
//
// The gradients are those of [Module.Gradients]. The loss is that of the data,
// without the penalties; with reduction [None] it is the sum.
//
// Shapes: each gradient as its parameter.
//
// Errors: as [Module.Gradients].
//
// Source: loss.item(), loss.backward() and p.grad in PyTorch; jax.value_and_grad.
func (m *Module) LossAndGradients(loss *Loss, data *Dataset, penalties ...Penalty) (float64, NamedTensors) {
	must(given("Gradients", m, loss, data))
	p := must1(m.gradientProgram(loss, data, data.Len(), penalties))
	out := must1(p.run(m, must1(load(data.tensors()...))...))
	var all NamedTensors
	for i, q := range m.parameters() {
		all = append(all, NamedTensor{q.name, out[2+i]})
	}
	return out[0].Sum(), all
}

// InputGradient returns the gradient of the loss for the inputs, which shows which of
// them matter.
//
// Shapes: as the inputs of data.
//
// Errors: shapes that do not fit, labels out of range.
//
// Source: x.grad in PyTorch.
func (m *Module) InputGradient(loss *Loss, data *Dataset) Tensor {
	must(given("InputGradient", m, loss, data))
	must1(evaluation(m, loss, data))
	out := must1(m.apply("input gradient"+loss.key, false, func(t *trace, in []*graph.Node) []*graph.Node {
		y, weight := t.output(loss, in)
		return graph.Gradient(loss.path(y, in[1], weight), in[0])
	}, data.tensors()...))
	return out[0]
}

// gradientProgram compiles the graph that returns the loss, the penalty, and for each
// parameter the gradient of their sum. The graph takes n examples of data.
func (m *Module) gradientProgram(loss *Loss, data *Dataset, n int, penalties []Penalty) (*program, error) {
	for _, p := range penalties {
		if err := m.haveAll(p.name, p.names); err != nil {
			return nil, err
		}
	}
	use := fmt.Sprint("gradient", loss.key, penalties)
	program, err := m.program(use, false, data.dims(n), func(t *trace, in []*graph.Node) []*graph.Node {
		y, weight := t.output(loss, in)
		value, path := loss.node(y, in[1], weight), loss.path(y, in[1], weight)
		extra := graph.ScalarZero(t.graph, y.DType())
		for _, p := range penalties {
			if node := p.node(t); node != nil {
				extra = graph.Add(extra, node)
			}
		}
		gradients := graph.Gradient(graph.Add(path, extra), t.nodes...)
		out := []*graph.Node{value, extra}
		for _, p := range t.known {
			if i := slices.Index(t.params, p); i >= 0 {
				out = append(out, gradients[i])
			} else {
				out = append(out, graph.Zeros(t.graph, shapes.Make(y.DType(), p.shape...)))
			}
		}
		return out
	})
	if err != nil {
		return nil, err
	}
	// Check the labels of all examples now, before the first step.
	result := slices.Clone(program.result)
	result[0] = data.Len()
	return program, loss.check(result, data.y)
}
