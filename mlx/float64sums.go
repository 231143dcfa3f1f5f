package mlx

import (
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/gomlx/core/graph"
)

// Sums over examples, and those over weights, are added up in float64. In float32,
// number by number, the mean of 10,000 losses of ln 2 would come out as 0.69322;
// PyTorch adds up in pairs and stays within 4e-7.

// total returns factor · Σ x over all elements.
func total(x *graph.Node, factor float64) *graph.Node {
	return twoWays(
		func() *graph.Node {
			sum := graph.ReduceAllSum(graph.ConvertDType(x, dtypes.Float64))
			return graph.MulScalar(graph.ConvertDType(sum, x.DType()), factor) // a sum that float32 cannot hold is Inf, as in PyTorch
		},
		func() *graph.Node { return graph.MulScalar(graph.ReduceAllSum(x), factor) })
}

// twoWays returns a node that goes forward by one graph and backward by another.
// What is not needed of either does not run.
func twoWays(forward, backward func() *graph.Node) *graph.Node {
	y, _ := graph.InternalFusedOpCaller(forward, backward, true)
	return y
}

// fewRows is up to how many rows a gradient is added up in float32. Its error is
// below 4e-6 then, that of PyTorch's matrix products, and the step of a small
// network costs nothing more.
const fewRows = 1024

// product returns the sum over the last axis of x, [..., n], and the given one of
// w, whose gradient is a sum over the rows of x.
func product(x, w *graph.Node, axis int) *graph.Node {
	last := x.Rank() - 1
	dot := func(x, w *graph.Node) *graph.Node {
		return graph.DotGeneral(x, []int{last}, nil, w, []int{axis}, nil)
	}
	if x.Shape().Size()/x.Shape().Dimensions[last] <= fewRows {
		return dot(x, w)
	}
	return twoWays(
		func() *graph.Node { return dot(x, w) },
		func() *graph.Node {
			x64, w64 := graph.ConvertDType(graph.StopGradient(x), dtypes.Float64), graph.ConvertDType(w, dtypes.Float64)
			return graph.Add(dot(x, graph.StopGradient(w)), graph.ConvertDType(dot(x64, w64), x.DType()))
		})
}
