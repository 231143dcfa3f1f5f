//go:build js && wasm

package ops

import (
	"unsafe"

	"github.com/gomlx/compute"
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/internal/gobackend"
)

// The kernels are those of golessons/internal/lite/simd.

//go:wasmimport golessons available
//go:noescape
func simdAvailable() int32

//go:wasmimport golessons add
//go:noescape
func simdAdd(a, b, out unsafe.Pointer, n int32)

//go:wasmimport golessons addOne
//go:noescape
func simdAddOne(a, b, out unsafe.Pointer, n int32)

//go:wasmimport golessons subtract
//go:noescape
func simdSubtract(a, b, out unsafe.Pointer, n int32)

//go:wasmimport golessons subtractOne
//go:noescape
func simdSubtractOne(a, b, out unsafe.Pointer, n int32)

//go:wasmimport golessons multiply
//go:noescape
func simdMultiply(a, b, out unsafe.Pointer, n int32)

//go:wasmimport golessons multiplyOne
//go:noescape
func simdMultiplyOne(a, b, out unsafe.Pointer, n int32)

//go:wasmimport golessons max
//go:noescape
func simdMax(a, b, out unsafe.Pointer, n int32)

//go:wasmimport golessons maxOne
//go:noescape
func simdMaxOne(a, b, out unsafe.Pointer, n int32)

//go:wasmimport golessons lessOrEqual
//go:noescape
func simdLessOrEqual(a, b, out unsafe.Pointer, n int32)

//go:wasmimport golessons lessOrEqualOne
//go:noescape
func simdLessOrEqualOne(a, b, out unsafe.Pointer, n int32)

//go:wasmimport golessons where
//go:noescape
func simdWhere(condition, a, b, out unsafe.Pointer, n, stepA, stepB int32)

//go:wasmimport golessons transpose
//go:noescape
func simdTranspose(in, out unsafe.Pointer, m, n int32)

func init() {
	TransposeDTypeMap.Register(dtypes.Float64, gobackend.PriorityArch, execTransposeMatrix[float64])
	if simdAvailable() == 0 {
		TransposeDTypeMap.Register(dtypes.Float32, gobackend.PriorityArch, execTransposeMatrix[float32])
		return
	}
	TransposeDTypeMap.Register(dtypes.Float32, gobackend.PriorityArch, execTransposeSIMD)
	whereDTypeMap.Register(dtypes.Float32, gobackend.PriorityArch, execWhereSIMD)
	for op, executor := range map[compute.OpType]gobackend.NodeExecutor{
		compute.OpTypeAdd:         simdBinary(true, simdAdd, simdAddOne, execAdd),
		compute.OpTypeSub:         simdBinary(false, simdSubtract, simdSubtractOne, execSub),
		compute.OpTypeMul:         simdBinary(true, simdMultiply, simdMultiplyOne, execMul),
		compute.OpTypeMax:         simdBinary(true, simdMax, simdMaxOne, execMax),
		compute.OpTypeLessOrEqual: simdBinary(false, simdLessOrEqual, simdLessOrEqualOne, execLessOrEqual),
	} {
		gobackend.SetNodeExecutor(op, gobackend.PriorityArch, executor)
	}
}

// simdBinary returns an executor that does what otherwise does: by kernels if the
// operands are of float32 and have the same shape, or the second is a single number. The
// operands may change places if they commute.
func simdBinary(commute bool, each, one func(a, b, out unsafe.Pointer, n int32), otherwise gobackend.NodeExecutor) gobackend.NodeExecutor {
	return func(backend *gobackend.Backend, node *gobackend.Node, inputs []*gobackend.Buffer, owned []bool) (*gobackend.Buffer, error) {
		a, ok := inputs[0].Flat.([]float32)
		b, _ := inputs[1].Flat.([]float32)
		if !ok || len(a) == 0 || len(b) == 0 || node.Shape.IsDynamic() {
			return otherwise(backend, node, inputs, owned)
		}
		kernel := one
		switch {
		case len(b) == 1:
		case len(a) == 1 && commute:
			a, b = b, a
		case inputs[0].RawShape.Equal(inputs[1].RawShape):
			kernel = each
		default:
			return otherwise(backend, node, inputs, owned)
		}
		_, _, output, _, _ := binaryOperandsAndOutputForExecution(backend, node, inputs, owned, node.Shape)
		var out unsafe.Pointer
		switch flat := output.Flat.(type) {
		case []float32:
			out = unsafe.Pointer(&flat[0])
		case []bool:
			out = unsafe.Pointer(&flat[0])
		}
		kernel(unsafe.Pointer(&a[0]), unsafe.Pointer(&b[0]), out, int32(len(a)))
		return output, nil
	}
}

// execWhereSIMD is execWhereGeneric[float32] by a kernel, if the condition is not a single one.
func execWhereSIMD(condition, onTrue, onFalse, output *gobackend.Buffer) {
	if condition.RawShape.IsScalar() || condition.RawShape.Size() == 0 {
		execWhereGeneric[float32](condition, onTrue, onFalse, output)
		return
	}
	operand := func(b *gobackend.Buffer) (first unsafe.Pointer, step int32) {
		if !b.RawShape.IsScalar() {
			step = 4
		}
		return unsafe.Pointer(&b.Flat.([]float32)[0]), step
	}
	a, stepA := operand(onTrue)
	b, stepB := operand(onFalse)
	out := output.Flat.([]float32)
	simdWhere(unsafe.Pointer(&condition.Flat.([]bool)[0]), a, b, unsafe.Pointer(&out[0]), int32(len(out)), stepA, stepB)
}

// execTransposeSIMD is execTransposeGeneric[float32]; a kernel swaps the axes of a matrix.
func execTransposeSIMD(operand, output *gobackend.Buffer, it *TransposeIterator) {
	if m, n, ok := it.swapsMatrix(); ok {
		in, out := operand.Flat.([]float32), output.Flat.([]float32)
		simdTranspose(unsafe.Pointer(&in[0]), unsafe.Pointer(&out[0]), int32(m), int32(n))
		return
	}
	execTransposeMatrix[float32](operand, output, it)
}

// execTransposeMatrix is execTransposeGeneric. Where a matrix is transposed or no axis
// changes its place, as happens to one side of most products, it does without the iterator.
func execTransposeMatrix[T float32 | float64](operand, output *gobackend.Buffer, it *TransposeIterator) {
	in, out := operand.Flat.([]T), output.Flat.([]T)
	m, n, ok := it.swapsMatrix()
	switch {
	case ok:
		for i := range m {
			for j, v := range in[i*n : (i+1)*n] {
				out[j*m+i] = v
			}
		}
	case it.keepsOrder():
		copy(out, in)
	default:
		execTransposeGeneric[T](operand, output, it)
	}
}

// swapsMatrix reports whether the operand is a matrix of m rows and n columns, and not
// empty, whose axes change places.
func (it *TransposeIterator) swapsMatrix() (m, n int, ok bool) {
	if len(it.dimensions) != 2 {
		return 0, 0, false
	}
	m, n = it.dimensions[0], it.dimensions[1]
	return m, n, m*n > 0 && it.perAxisStrides[0] == 1 && it.perAxisStrides[1] == m
}

// keepsOrder reports whether no axis changes its place.
func (it *TransposeIterator) keepsOrder() bool {
	stride := 1
	for axis := len(it.dimensions) - 1; axis >= 0; axis-- {
		if it.perAxisStrides[axis] != stride {
			return false
		}
		stride *= it.dimensions[axis]
	}
	return true
}
