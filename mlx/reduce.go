package mlx

import (
	"math"
	"slices"
)

// Sum returns Σᵢ xᵢ over all elements, added up in float64; 0 for an empty tensor.
// Along an axis it is [Tensor.SumAxis].
//
// Source: torch.Tensor.sum.
func (t Tensor) Sum() float64 { return sumOf(t.data) }

// SumAxis returns the sums along an axis, each added up in float64. The result does
// not have that axis: SumAxis(0) of [n, k] adds up the rows and returns [k], one sum a
// column; SumAxis(1), or SumAxis(-1) for the last axis, returns [n], one sum a row.
//
// Errors: an axis that the shape does not have.
//
// Source: x.sum(axis) in PyTorch.
func (t Tensor) SumAxis(axis int) Tensor { return t.along("Tensor.SumAxis", axis, sumOf) }

// Mean returns Σᵢ xᵢ / n over all elements; NaN for an empty tensor. Along an axis
// it is [Tensor.MeanAxis].
//
// Source: torch.Tensor.mean.
func (t Tensor) Mean() float64 { return meanOf(t.data) }

// MeanAxis returns the means along an axis, with shapes and errors as
// [Tensor.SumAxis].
//
// Source: x.mean(axis) in PyTorch.
func (t Tensor) MeanAxis(axis int) Tensor { return t.along("Tensor.MeanAxis", axis, meanOf) }

// Max returns the largest element; NaN if one of them is NaN. Along an axis it is
// [Tensor.MaxAxis].
//
// Errors: an empty tensor.
//
// Source: torch.Tensor.max.
func (t Tensor) Max() float64 {
	must(t.filled("Tensor.Max"))
	return float64(t.data[argMax(t.data)])
}

// MaxAxis returns the largest elements along an axis, with shapes as
// [Tensor.SumAxis]. Where one of the elements is NaN, so is the result.
//
// Errors: an axis that the shape does not have, or that has no element.
//
// Source: x.max(axis).values in PyTorch, which returns the indices too; here
// [Tensor.ArgMaxAxis] does.
func (t Tensor) MaxAxis(axis int) Tensor {
	return t.best("Tensor.MaxAxis", axis, func(line []float32) float64 { return float64(line[argMax(line)]) })
}

// Min returns the smallest element; NaN if one of them is NaN. Along an axis it is
// [Tensor.MinAxis].
//
// Errors: an empty tensor.
//
// Source: torch.Tensor.min.
func (t Tensor) Min() float64 {
	must(t.filled("Tensor.Min"))
	return float64(t.data[argMin(t.data)])
}

// MinAxis returns the smallest elements along an axis, as [Tensor.MaxAxis].
//
// Source: x.min(axis).values in PyTorch.
func (t Tensor) MinAxis(axis int) Tensor {
	return t.best("Tensor.MinAxis", axis, func(line []float32) float64 { return float64(line[argMin(line)]) })
}

// ArgMax returns the index of the largest element, counted row by row from 0. Of equal
// elements it is the first; a NaN counts as largest.
//
// Errors: an empty tensor.
//
// Source: torch.Tensor.argmax.
func (t Tensor) ArgMax() int {
	must(t.filled("Tensor.ArgMax"))
	return argMax(t.data)
}

// ArgMaxAxis returns the indices of the largest elements along an axis, counted from
// 0, with shapes and errors as [Tensor.MaxAxis]. For logits of shape [n, classes],
// ArgMaxAxis(1) is the class that the model chooses for each row.
//
// Source: x.argmax(axis) in PyTorch.
func (t Tensor) ArgMaxAxis(axis int) Tensor {
	return t.best("Tensor.ArgMaxAxis", axis, func(line []float32) float64 { return float64(argMax(line)) })
}

// ArgMin returns the index of the smallest element, as [Tensor.ArgMax].
//
// Source: torch.Tensor.argmin.
func (t Tensor) ArgMin() int {
	must(t.filled("Tensor.ArgMin"))
	return argMin(t.data)
}

// ArgMinAxis returns the indices of the smallest elements along an axis, as
// [Tensor.ArgMaxAxis].
//
// Source: x.argmin(axis) in PyTorch.
func (t Tensor) ArgMinAxis(axis int) Tensor {
	return t.best("Tensor.ArgMinAxis", axis, func(line []float32) float64 { return float64(argMin(line)) })
}

// Var returns the variance
//
//	Σᵢ (xᵢ - mean)² / (n - 1)
//
// of all elements, taken as a sample. With unbiased = false, as in Var(false), it
// divides by n. It is NaN where it would divide by 0. Along an axis it is
// [Tensor.VarAxis].
//
// Errors: unbiased given twice.
//
// Source: torch.Tensor.var and its argument unbiased.
func (t Tensor) Var(unbiased ...bool) float64 {
	return varianceOf(t.data, optional("Tensor.Var", "unbiased", unbiased, true))
}

// VarAxis returns the variances along an axis, with shapes and errors as
// [Tensor.SumAxis] and unbiased as in [Tensor.Var].
//
// Source: x.var(axis, unbiased) in PyTorch.
func (t Tensor) VarAxis(axis int, unbiased ...bool) Tensor {
	u := optional("Tensor.VarAxis", "unbiased", unbiased, true)
	return t.along("Tensor.VarAxis", axis, func(line []float32) float64 { return varianceOf(line, u) })
}

// Std returns the standard deviation of all elements, the square root of
// [Tensor.Var]. Along an axis it is [Tensor.StdAxis].
//
// Source: torch.Tensor.std.
func (t Tensor) Std(unbiased ...bool) float64 {
	return math.Sqrt(varianceOf(t.data, optional("Tensor.Std", "unbiased", unbiased, true)))
}

// StdAxis returns the standard deviations along an axis, the square roots of
// [Tensor.VarAxis].
//
// Source: x.std(axis, unbiased) in PyTorch.
func (t Tensor) StdAxis(axis int, unbiased ...bool) Tensor {
	u := optional("Tensor.StdAxis", "unbiased", unbiased, true)
	return t.along("Tensor.StdAxis", axis, func(line []float32) float64 { return math.Sqrt(varianceOf(line, u)) })
}

// Norm returns the Euclidean length √Σᵢ xᵢ² of all elements. Along an axis it is
// [Tensor.NormAxis].
//
// Source: torch.Tensor.norm.
func (t Tensor) Norm() float64 { return normOf(t.data) }

// NormAxis returns the Euclidean lengths along an axis, with shapes and errors as
// [Tensor.SumAxis].
//
// Source: x.norm(dim=axis) in PyTorch.
func (t Tensor) NormAxis(axis int) Tensor { return t.along("Tensor.NormAxis", axis, normOf) }

// along returns f of each line of elements along an axis.
func (t Tensor) along(where string, axis int, f func(line []float32) float64) Tensor {
	axis = must1(t.axis(where, axis))
	shape := slices.Concat(t.shape[:axis], t.shape[axis+1:])
	r := Tensor{shape: shape, data: make([]float32, elements(shape))}
	line := make([]float32, t.shape[axis])
	t.lines(axis, func(i, first, step int) {
		for k := range line {
			line[k] = t.data[first+k*step]
		}
		r.data[i] = float32(f(line))
	})
	return r
}

// best returns f of each line along an axis, as along does, for an f that needs at
// least one element.
func (t Tensor) best(where string, axis int, f func(line []float32) float64) Tensor {
	if i := must1(t.axis(where, axis)); t.shape[i] == 0 {
		must(errorf(where, "axis %d of shape %v has no element, want at least one", axis, t.shape))
	}
	return t.along(where, axis, f)
}

// lines calls f for each line of elements along an axis, with its number, the index
// of its first element in data, and how far apart its elements are there.
func (t Tensor) lines(axis int, f func(i, first, step int)) {
	n, step := t.shape[axis], elements(t.shape[axis+1:])
	for i := range elements(t.shape[:axis]) * step {
		f(i, i/step*n*step+i%step, step)
	}
}

// axis returns the number of an axis, where -1 means the last.
func (t Tensor) axis(where string, axis int) (int, error) {
	rank := len(t.shape)
	if axis < -rank || axis >= rank {
		return 0, errorf(where, "axis = %d, and shape %v has %d axes, the first is 0", axis, t.shape, rank)
	}
	return (axis + rank) % rank, nil
}

// filled checks that there is an element.
func (t Tensor) filled(where string) error {
	if len(t.data) == 0 {
		return errorf(where, "got an empty tensor of shape %v, want at least one element", t.shape)
	}
	return nil
}

func sumOf(values []float32) float64 {
	sum := 0.0
	for _, v := range values {
		sum += float64(v)
	}
	return sum
}

func meanOf(values []float32) float64 { return sumOf(values) / float64(len(values)) }

func varianceOf(values []float32, unbiased bool) float64 {
	m, squares, n := meanOf(values), 0.0, len(values)
	for _, v := range values {
		squares += (float64(v) - m) * (float64(v) - m)
	}
	if unbiased {
		n = max(0, n-1)
	}
	return squares / float64(n)
}

func normOf(values []float32) float64 {
	squares := 0.0
	for _, v := range values {
		squares += float64(v) * float64(v)
	}
	return math.Sqrt(squares)
}

func argMax(values []float32) int {
	best := 0
	for i, v := range values {
		if v != v {
			return i
		}
		if v > values[best] {
			best = i
		}
	}
	return best
}

func argMin(values []float32) int {
	best := 0
	for i, v := range values {
		if v != v {
			return i
		}
		if v < values[best] {
			best = i
		}
	}
	return best
}
