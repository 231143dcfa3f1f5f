package mlx

// Eq returns 1 where t = other and 0 elsewhere, so that Eq(0).Mean() is the share
// of zeros. The other is a Tensor or a number, with shapes and errors as
// [Tensor.Add]. NaN equals nothing.
//
// Source: torch.Tensor.eq, which returns true and false.
func (t Tensor) Eq(other any) Tensor {
	return t.where("Tensor.Eq", other, func(a, b float32) bool { return a == b })
}

// Ne returns 1 where t ≠ other and 0 elsewhere, as [Tensor.Eq].
//
// Source: torch.Tensor.ne.
func (t Tensor) Ne(other any) Tensor {
	return t.where("Tensor.Ne", other, func(a, b float32) bool { return a != b })
}

// Lt returns 1 where t < other and 0 elsewhere, as [Tensor.Eq].
//
// Source: torch.Tensor.lt.
func (t Tensor) Lt(other any) Tensor {
	return t.where("Tensor.Lt", other, func(a, b float32) bool { return a < b })
}

// Le returns 1 where t ≤ other and 0 elsewhere, as [Tensor.Eq].
//
// Source: torch.Tensor.le.
func (t Tensor) Le(other any) Tensor {
	return t.where("Tensor.Le", other, func(a, b float32) bool { return a <= b })
}

// Gt returns 1 where t > other and 0 elsewhere, as [Tensor.Eq].
//
// Source: torch.Tensor.gt.
func (t Tensor) Gt(other any) Tensor {
	return t.where("Tensor.Gt", other, func(a, b float32) bool { return a > b })
}

// Ge returns 1 where t ≥ other and 0 elsewhere, as [Tensor.Eq].
//
// Source: torch.Tensor.ge.
func (t Tensor) Ge(other any) Tensor {
	return t.where("Tensor.Ge", other, func(a, b float32) bool { return a >= b })
}

// where returns 1 where f holds for the elements of t and other, and 0 elsewhere.
func (t Tensor) where(where string, other any, f func(a, b float32) bool) Tensor {
	return t.with(where, other, func(a, b float32) float32 {
		if f(a, b) {
			return 1
		}
		return 0
	})
}
