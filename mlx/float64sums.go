package mlx

import (
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/gomlx/core/graph"
)

// This file adds up numbers over examples and weights in float64. In float32, number by
// number, the mean of 10,000 losses of ln 2 comes out as 0.69322. PyTorch adds up in
// pairs, which stays within 4e-7.

// total returns factor · Σ x over all elements.
func total(x *graph.Node, factor float64) *graph.Node {
	return valueAndGradient(
		func() *graph.Node {
			sum := graph.ReduceAllSum(graph.ConvertDType(x, dtypes.Float64))
			return graph.MulScalar(graph.ConvertDType(sum, x.DType()), factor) // a sum that float32 cannot hold is Inf, as in PyTorch
		},
		func() *graph.Node { return graph.MulScalar(graph.ReduceAllSum(x), factor) })
}

// fewRows is the largest number of rows whose gradient is added up in float32. Up to
// there its error is below 4e-6, like that of PyTorch's matrix products; adding up in
// float64 would slow down the steps of small networks.
const fewRows = 1024

// product returns the product of x, [..., n], and w, summed over the last axis of x
// and the given axis of w. The gradient for w, a sum over the rows of x, is exact also
// for many rows.
func product(x, w *graph.Node, axis int) *graph.Node {
	last := x.Rank() - 1
	dot := func(x, w *graph.Node) *graph.Node {
		return graph.DotGeneral(x, []int{last}, nil, w, []int{axis}, nil)
	}
	if x.Shape().Size()/x.Shape().Dimensions[last] <= fewRows {
		return dot(x, w)
	}
	return valueAndGradient(
		func() *graph.Node { return dot(x, w) },
		func() *graph.Node {
			x64, w64 := graph.ConvertDType(graph.StopGradient(x), dtypes.Float64), graph.ConvertDType(w, dtypes.Float64)
			return graph.Add(dot(x, graph.StopGradient(w)), graph.ConvertDType(dot(x64, w64), x.DType()))
		})
}
