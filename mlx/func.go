package mlx

import (
	"reflect"
	"runtime"
	"strings"

	"github.com/gomlx/gomlx/core/graph"
)

// Func returns a layer of your own, from a function on GoMLX nodes:
//
//	func swish(x *graph.Node) *graph.Node { return graph.Mul(x, graph.Sigmoid(x)) }
//	...
//	mlx.Sequential(mlx.Linear(1, 16), mlx.Func(swish), mlx.Linear(16, 1))
//
// GoMLX finds the derivative. If the function applies other modules, with
// [Module.Apply], name them too, so that their parameters are learnt:
//
//	block := mlx.Linear(16, 16)
//	mlx.Func(func(x *graph.Node) *graph.Node { return graph.Add(x, block.Apply(x)) }, block)
//
// Shapes: those of the function.
//
// Errors: a nil function; an error of GoMLX while the function builds its graph;
// a module that is applied and not named.
//
// Source: http.HandlerFunc, which turns a function into a Handler.
func Func(f func(x *graph.Node) *graph.Node, uses ...*Module) *Module {
	if f == nil {
		must(errorf("Func", "got a nil function"))
	}
	name := runtime.FuncForPC(reflect.ValueOf(f).Pointer()).Name()
	name = strings.TrimSuffix(name[strings.LastIndex(name, ".")+1:], "-fm")
	return &Module{kind: "Func", detail: name, forward: f, children: uses}
}

// A file cannot hold a function, so the module that is made again has none. Load
// copies its parameters into a module that has one.
func init() {
	register("Func", func(s saved) *Module {
		return &Module{kind: "Func", detail: s.detail, children: s.children}
	})
}
