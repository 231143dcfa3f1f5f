package mlx

import "github.com/gomlx/gomlx/core/graph"

// valueAndGradient returns a node whose value comes from one graph and whose gradient
// comes from another. Only those nodes of the two that are needed run.
func valueAndGradient(value, gradient func() *graph.Node) *graph.Node {
	y, _ := graph.InternalFusedOpCaller(value, gradient, true)
	return y
}
