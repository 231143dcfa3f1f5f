package mlx

// T returns the transpose: rows become columns.
//
// Shapes: [n, k] gives [k, n]; a tensor with one axis or none stays as it is.
//
// Errors: more than two axes.
//
// Source: torch.Tensor.T.
func (t Tensor) T() Tensor {
	if len(t.shape) < 2 {
		return t
	}
	if len(t.shape) > 2 {
		must(errorf("Tensor.T", "got shape %v, want two axes at most", t.shape))
	}
	n, k := t.shape[0], t.shape[1]
	r := Tensor{shape: []int{k, n}, data: make([]float32, len(t.data))}
	for i := range n {
		for j := range k {
			r.data[j*n+i] = t.data[i*k+j]
		}
	}
	return r
}

// MatMul returns the product of two matrices, or of a matrix and a vector:
//
//	yᵢⱼ = Σₖ tᵢₖ · otherₖⱼ, added up in float64
//
// Shapes: [n, k] and [k, m] give [n, m]; [n, k] and [k] give [n]; [k] and [k, m]
// give [m]; [k] and [k] give a scalar.
//
// Errors: other shapes.
//
// Source: torch.Tensor.matmul, for one or two axes.
func (t Tensor) MatMul(other Tensor) Tensor {
	a, b := len(t.shape), len(other.shape)
	if a < 1 || a > 2 || b < 1 || b > 2 || t.shape[a-1] != other.shape[0] {
		must(errorf("Tensor.MatMul", "got shapes %v and %v, want [n, k] and [k, m]", t.shape, other.shape))
	}
	k := other.shape[0]
	n, m := elements(t.shape[:a-1]), elements(other.shape[1:])
	shape := append(append([]int{}, t.shape[:a-1]...), other.shape[1:]...)
	must1(size("Tensor.MatMul", shape))
	r := Tensor{shape: shape, data: make([]float32, n*m)}
	row := make([]float64, m)
	for i := range n {
		clear(row)
		for l, v := range t.data[i*k : (i+1)*k] {
			for j, w := range other.data[l*m : (l+1)*m] {
				row[j] += float64(v) * float64(w)
			}
		}
		for j, v := range row {
			r.data[i*m+j] = float32(v)
		}
	}
	return r
}
