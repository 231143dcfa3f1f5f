package mlx

import "slices"

// Add returns t + other, element by element. The other is a Tensor, or a number:
// float64, float32 or int.
//
// Shapes: shapes that differ are stretched as in PyTorch: axes are compared from
// the last one on, an axis of length 1 is repeated as often as the other tensor
// needs, and so are axes that are missing. [n, k] and [k] add the k numbers to
// every row; [n, k] and [n, 1] add the n numbers to every column; [n, 1] and [n]
// give [n, n].
//
// Errors: shapes that do not fit; an argument that is neither a tensor nor a number.
//
// Source: torch.Tensor.add; torch's broadcasting semantics.
func (t Tensor) Add(other any) Tensor {
	return t.with("Tensor.Add", other, func(a, b float32) float32 { return a + b })
}

// Sub returns t - other, element by element, with shapes and errors as
// [Tensor.Add]. The number 1 minus a tensor is Full(1).Sub(t).
//
// Source: torch.Tensor.sub.
func (t Tensor) Sub(other any) Tensor {
	return t.with("Tensor.Sub", other, func(a, b float32) float32 { return a - b })
}

// Mul returns t · other, element by element, with shapes and errors as
// [Tensor.Add]. The product of matrices is [Tensor.MatMul].
//
// Source: torch.Tensor.mul.
func (t Tensor) Mul(other any) Tensor {
	return t.with("Tensor.Mul", other, func(a, b float32) float32 { return a * b })
}

// Div returns t / other, element by element, with shapes and errors as
// [Tensor.Add]. Divided by 0 it gives ±Inf, and 0 / 0 is NaN.
//
// Source: torch.Tensor.div.
func (t Tensor) Div(other any) Tensor {
	return t.with("Tensor.Div", other, func(a, b float32) float32 { return a / b })
}

// with returns f of each pair of elements of t and other, stretched to one shape.
func (t Tensor) with(where string, other any, f func(a, b float32) float32) Tensor {
	o := must1(operand(where, other))
	for _, x := range []Tensor{t, o} {
		if len(x.shape) == 0 && len(x.data) == 0 {
			must(errorf(where, "got a Tensor that was never made: NewTensor, Zeros and so on make one"))
		}
	}
	shape := must1(stretched(where, t.shape, o.shape))
	data := make([]float32, elements(shape))
	a, b := t.steps(shape), o.steps(shape)
	index, i, j := make([]int, len(shape)), 0, 0
	for k := range data {
		data[k] = f(t.data[i], o.data[j])
		for axis := len(shape) - 1; axis >= 0; axis-- {
			index[axis]++
			i, j = i+a[axis], j+b[axis]
			if index[axis] < shape[axis] {
				break
			}
			i, j = i-a[axis]*shape[axis], j-b[axis]*shape[axis]
			index[axis] = 0
		}
	}
	return Tensor{shape: shape, data: data}
}

// operand returns the second argument of an operation as a tensor.
//
// Errors: neither a tensor nor a number.
func operand(where string, other any) (Tensor, error) {
	switch v := other.(type) {
	case Tensor:
		return v, nil
	case float64:
		return Full(v), nil
	case float32:
		return Full(float64(v)), nil
	case int:
		return Full(float64(v)), nil
	}
	return Tensor{}, errorf(where, "got a value of type %T, want a Tensor, float64, float32 or int", other)
}

// stretched returns the shape that both shapes can be stretched to.
//
// Errors: shapes that do not fit; one that is too large.
func stretched(where string, a, b []int) ([]int, error) {
	shape := slices.Clone(a)
	if len(b) > len(a) {
		shape = slices.Clone(b)
	}
	side := func(s []int, fromLast int) int {
		if fromLast > len(s) {
			return 1
		}
		return s[len(s)-fromLast]
	}
	for i := 1; i <= len(shape); i++ {
		m, n := side(a, i), side(b, i)
		if m != n && m != 1 && n != 1 {
			return nil, errorf(where, "shapes %v and %v do not fit: %d and %d are neither equal nor 1", a, b, m, n)
		}
		shape[len(shape)-i] = m
		if m == 1 {
			shape[len(shape)-i] = n
		}
	}
	_, err := size(where, shape)
	return shape, err
}

// steps returns how far apart in data the elements of t are along each axis of a shape
// that t is stretched to: 0 along an axis where they repeat.
func (t Tensor) steps(shape []int) []int {
	steps, step := make([]int, len(shape)), 1
	for axis, missing := len(t.shape)-1, len(shape)-len(t.shape); axis >= 0; axis-- {
		if t.shape[axis] != 1 {
			steps[axis+missing] = step
		}
		step *= t.shape[axis]
	}
	return steps
}
