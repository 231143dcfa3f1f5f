package mlx

import (
	"slices"

	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"
)

// trace belongs to a graph while modules add their nodes to it: it collects the
// parameters, masks and layers that the graph uses.
type trace struct {
	graph  *graph.Graph
	model  *Module
	known  []*param // the parameters of the model, in order
	path   []*Module
	params []*param // those that the graph uses, in the order of its inputs
	nodes  []*graph.Node
	masks  []*mask
	layers []layer
	keep   bool  // keep the output of each layer
	result []int // shape of the model's output, where a loss needs it
}

// layer is the output of one layer of a Sequential.
type layer struct {
	name   string
	output *graph.Node
}

type traceKey struct{}

// traceOf returns the trace of the graph of x.
func traceOf(x *graph.Node) *trace {
	t, ok := x.Graph().State(traceKey{}).(*trace)
	if !ok {
		panic(errorf("Module", "the node is not from a graph of this package, use Forward for numbers"))
	}
	return t
}

// module returns the module whose nodes are being added.
func (t *trace) module() *Module { return t.path[len(t.path)-1] }

// param returns the node of a parameter.
func (t *trace) param(p *param) *graph.Node {
	if i := slices.Index(t.params, p); i >= 0 {
		return t.nodes[i]
	}
	if !slices.Contains(t.known, p) {
		panic(errorf("Func", "uses a %s whose parameters it does not list: name the module in the call of Func",
			t.module().label()))
	}
	t.params = append(t.params, p)
	t.nodes = append(t.nodes, graph.Parameter(t.graph, p.name, shapes.Make(dtypes.Float32, p.shape...)))
	return t.nodes[len(t.nodes)-1]
}

// explain turns a panic while a graph was built into an error of one sentence that
// names the layer.
func (t *trace) explain(r any) error {
	if err, ok := r.(*Error); ok {
		return err
	}
	where := "graph"
	if len(t.path) > 0 {
		where = t.module().label()
	}
	if err, ok := r.(error); ok {
		return errorf(where, "%s", oneLine(err))
	}
	return errorf(where, "%v", r)
}

// output applies the model to the inputs of a graph with a loss, and checks that the
// loss takes the shape of the model's output.
func (t *trace) output(loss *Loss, in []*graph.Node) (y, weight *graph.Node) {
	y = t.model.Apply(in[0])
	t.result = slices.Clone(y.Shape().Dimensions)
	if err := loss.check(t.result, Tensor{shape: in[1].Shape().Dimensions}); err != nil {
		panic(err)
	}
	if len(in) > 2 {
		weight = in[2]
	}
	return y, weight
}
