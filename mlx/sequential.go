package mlx

import (
	"fmt"

	"github.com/gomlx/gomlx/core/graph"
)

// Sequential returns a model that applies modules one after the other:
//
//	y = mₙ(… m₂(m₁(x)))
//
// Shapes: x as the first module takes it, y as the last one returns it. The
// parameters of module i are called "i.weight" and "i.bias".
//
// Errors: no module; a module that is nil.
//
// Source: torch.nn.Sequential.
func Sequential(modules ...*Module) *Module {
	if len(modules) == 0 {
		must(errorf("Sequential", "got no module, want at least one"))
	}
	for i, m := range modules {
		if m == nil {
			must(errorf("Sequential", "module %d is nil", i))
		}
	}
	return &Module{kind: "Sequential", children: modules, forward: func(x *graph.Node) *graph.Node {
		t := traceOf(x)
		for i, m := range modules {
			x = m.Apply(x)
			if t.keep && len(t.path) == 1 {
				t.layers = append(t.layers, layer{fmt.Sprintf("%d %s", i, m.kind), x})
			}
		}
		return x
	}}
}

func init() { register("Sequential", func(s saved) *Module { return Sequential(s.children...) }) }
