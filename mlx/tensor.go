package mlx

import (
	"math"
	"slices"
)

// Tensor is an array of float32 numbers with a shape, stored row by row. It never
// changes: every method returns a new one. It prints like PyTorch's.
//
// Source: torch.Tensor.
type Tensor struct {
	shape []int
	data  []float32
}

// NewTensor returns the numbers as a tensor of shape [n].
//
// Source: torch.tensor.
func NewTensor(values ...float64) Tensor {
	data := make([]float32, len(values))
	for i, v := range values {
		data[i] = float32(v)
	}
	return Tensor{shape: []int{len(data)}, data: data}
}

// FromRows returns a tensor of shape [len(rows), len(rows[0])].
//
// Errors: rows of different lengths.
func FromRows(rows [][]float64) Tensor {
	if len(rows) == 0 {
		return Tensor{shape: []int{0, 0}}
	}
	width := len(rows[0])
	data := make([]float32, 0, len(rows)*width)
	for i, row := range rows {
		if len(row) != width {
			must(errorf("FromRows", "row %d has %d numbers, want %d as in row 0", i, len(row), width))
		}
		for _, v := range row {
			data = append(data, float32(v))
		}
	}
	return Tensor{shape: []int{len(rows), width}, data: data}
}

// Column returns the numbers as a tensor of shape [n, 1]: n examples with one feature
// each, as [Linear](1, k) takes them.
func Column(values ...float64) Tensor { return NewTensor(values...).Reshape(-1, 1) }

// Full returns a tensor of the shape with every element equal to value. Without a
// shape it is a scalar.
//
// Errors: a negative side, more than 2³¹-1 elements.
//
// Source: torch.full.
func Full(value float64, shape ...int) Tensor {
	n := must1(size("Full", shape))
	data := make([]float32, n)
	for i := range data {
		data[i] = float32(value)
	}
	return Tensor{shape: slices.Clone(shape), data: data}
}

// Zeros returns a tensor of zeros. Errors as [Full].
//
// Source: torch.zeros.
func Zeros(shape ...int) Tensor { return Full(0, shape...) }

// Ones returns a tensor of ones. Errors as [Full].
//
// Source: torch.ones.
func Ones(shape ...int) Tensor { return Full(1, shape...) }

// Linspace returns n numbers from first to last, both included, as a tensor of
// shape [n]. One number is first.
//
// Errors: n below 0 or above 2³¹-1.
//
// Source: torch.linspace.
func Linspace(first, last float64, n int) Tensor {
	data := make([]float32, must1(size("Linspace", []int{n})))
	for i := range data {
		data[i] = float32(first + (last-first)*float64(i)/float64(max(1, n-1)))
	}
	return Tensor{shape: []int{n}, data: data}
}

// Rand returns numbers drawn uniformly from [0, 1). The same seed gives the
// same numbers. Errors as [Full].
//
// Source: torch.rand.
func Rand(seed int64, shape ...int) Tensor {
	t := Zeros(shape...)
	r := generator(seed, streamTensor)
	for i := range t.data {
		t.data[i] = r.Float32()
	}
	return t
}

// Randn returns numbers drawn from the normal distribution with mean 0 and
// standard deviation 1. The same seed gives the same numbers. Errors as [Full].
//
// Source: torch.randn.
func Randn(seed int64, shape ...int) Tensor {
	t := Zeros(shape...)
	r := generator(seed, streamTensor)
	for i := range t.data {
		t.data[i] = float32(r.NormFloat64())
	}
	return t
}

// size returns the number of elements of a shape.
func size(where string, shape []int) (int, error) {
	n := 1
	for _, d := range shape {
		if d < 0 {
			return 0, errorf(where, "shape %v has a negative side", shape)
		}
		if d > 0 && n > math.MaxInt32/d {
			return 0, errorf(where, "shape %v is too large, want at most %d elements", shape, math.MaxInt32)
		}
		n *= d
	}
	return n, nil
}

// Shape returns the length of each axis; a scalar has none.
func (t Tensor) Shape() []int { return slices.Clone(t.shape) }

// Len returns the number of elements.
func (t Tensor) Len() int { return len(t.data) }

// Values returns the elements row by row.
func (t Tensor) Values() []float64 {
	values := make([]float64, len(t.data))
	for i, v := range t.data {
		values[i] = float64(v)
	}
	return values
}

// Rows returns the elements of a tensor with two axes as a slice of rows.
//
// Errors: more or fewer than two axes.
func (t Tensor) Rows() [][]float64 {
	if len(t.shape) != 2 {
		must(errorf("Tensor.Rows", "got shape %v, want two axes", t.shape))
	}
	values := t.Values()
	rows := make([][]float64, t.shape[0])
	for i := range rows {
		rows[i] = values[i*t.shape[1] : (i+1)*t.shape[1] : (i+1)*t.shape[1]]
	}
	return rows
}

// At returns the element at the index, one number for each axis.
//
// Errors: more or fewer indices than axes; an index outside the shape.
func (t Tensor) At(index ...int) float64 {
	if len(index) != len(t.shape) {
		must(errorf("Tensor.At", "got %d indices, want %d for shape %v", len(index), len(t.shape), t.shape))
	}
	at := 0
	for axis, i := range index {
		if i < 0 || i >= t.shape[axis] {
			must(errorf("Tensor.At", "index %v is outside shape %v", index, t.shape))
		}
		at = at*t.shape[axis] + i
	}
	must(t.filled("Tensor.At"))
	return float64(t.data[at])
}

// Item returns the number in a tensor that has only one.
//
// Errors: more elements than one, or none.
//
// Source: torch.Tensor.item.
func (t Tensor) Item() float64 {
	if len(t.data) != 1 {
		must(errorf("Tensor.Item", "got shape %v, want one element", t.shape))
	}
	return float64(t.data[0])
}

// Reshape returns the same elements with another shape. One side may be -1: its
// length follows from the others.
//
// Errors: a shape with more or fewer elements.
//
// Source: torch.Tensor.reshape.
func (t Tensor) Reshape(shape ...int) Tensor {
	shape = slices.Clone(shape)
	free, known := -1, 1
	for axis, d := range shape {
		switch {
		case d == -1 && free < 0:
			free = axis
		case d < 0:
			must(errorf("Tensor.Reshape", "shape %v: want sides of 0 or more, and at most one -1", shape))
		case d > 0 && known > math.MaxInt32/d:
			must(errorf("Tensor.Reshape", "%d elements of shape %v do not fit shape %v", len(t.data), t.shape, shape))
		default:
			known *= d
		}
	}
	if free >= 0 && known > 0 {
		shape[free] = len(t.data) / known
		known *= shape[free]
	}
	if known != len(t.data) || free >= 0 && shape[free] < 0 {
		must(errorf("Tensor.Reshape", "%d elements of shape %v do not fit shape %v", len(t.data), t.shape, shape))
	}
	return Tensor{shape: shape, data: t.data}
}

// Map returns f of each element, computed in float64: x.Map(math.Exp).
func (t Tensor) Map(f func(float64) float64) Tensor {
	data := make([]float32, len(t.data))
	for i, v := range t.data {
		data[i] = float32(f(float64(v)))
	}
	return Tensor{shape: t.shape, data: data}
}

// elements returns how many elements a shape has.
func elements(shape []int) int {
	n := 1
	for _, d := range shape {
		n *= d
	}
	return n
}
