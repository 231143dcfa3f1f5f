package mlx

import "slices"

// Select returns one row, column and so on of a tensor: of [n, k], Select(0, i) is
// row i, of shape [k], and Select(1, j) is column j, of shape [n].
//
// Errors: an axis that the shape does not have (-1 is the last); an index outside
// 0 … n-1.
//
// Source: torch.Tensor.select, and x[i] and x[:, j]; there -1 is the last index.
func (t Tensor) Select(axis, index int) Tensor {
	axis = must1(t.axis("Tensor.Select", axis))
	if index < 0 || index >= t.shape[axis] {
		must(errorf("Tensor.Select", "index = %d is outside axis %d of shape %v", index, axis, t.shape))
	}
	shape := slices.Concat(t.shape[:axis], t.shape[axis+1:])
	r := Tensor{shape: shape, data: make([]float32, elements(shape))}
	t.lines(axis, func(i, first, step int) { r.data[i] = t.data[first+index*step] })
	return r
}

// Subset returns the rows with the given numbers, in that order.
//
// Shapes: [n, …] gives [number of indices, …].
//
// Errors: a scalar, a number outside 0 … n-1.
//
// Source: x[[2, 0]] in PyTorch; the name is that of [Dataset.Subset].
func (t Tensor) Subset(indices ...int) Tensor {
	if len(t.shape) == 0 {
		must(errorf("Tensor.Subset", "got a scalar, want at least one axis"))
	}
	for _, i := range indices {
		if i < 0 || i >= t.shape[0] {
			must(errorf("Tensor.Subset", "index %d is outside the %d rows of shape %v", i, t.shape[0], t.shape))
		}
	}
	return t.pick(indices)
}

// Filter returns the rows for which the condition is not 0. [Tensor.Gt] and its
// relatives return conditions:
//
//	x.Filter(x.Select(1, 0).Gt(140)) // the rows whose first column is above 140
//
// Shapes: t [n, …] and condition [n] give [rows that are left, …]. A condition may
// have more axes: one of the shape of t chooses single elements, and gives them one
// after the other.
//
// Errors: a condition of another shape.
//
// Source: x[condition] in PyTorch.
func (t Tensor) Filter(condition Tensor) Tensor {
	rank := len(condition.shape)
	if rank == 0 || rank > len(t.shape) || !slices.Equal(condition.shape, t.shape[:rank]) {
		must(errorf("Tensor.Filter", "got a condition of shape %v for shape %v, want one number a row", condition.shape, t.shape))
	}
	return t.Reshape(slices.Concat([]int{len(condition.data)}, t.shape[rank:])...).pick(condition.chosen())
}

// chosen returns the indices of the elements that are not 0.
func (t Tensor) chosen() []int {
	var places []int
	for i, v := range t.data {
		if v != 0 {
			places = append(places, i)
		}
	}
	return places
}

// pick returns the rows of t with the given numbers.
func (t Tensor) pick(rows []int) Tensor {
	shape := slices.Clone(t.shape)
	shape[0] = len(rows)
	p := Tensor{shape: shape, data: make([]float32, elements(shape))}
	t.copyRows(p.data, rows)
	return p
}

// copyRows copies the rows of t with the given numbers into dst.
func (t Tensor) copyRows(dst []float32, rows []int) {
	n := elements(t.shape[1:])
	for i, row := range rows {
		copy(dst[i*n:(i+1)*n], t.data[row*n:(row+1)*n])
	}
}
