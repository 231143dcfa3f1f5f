//go:build js && wasm

package matmul

import (
	"unsafe"

	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/internal/gobackend"
	"github.com/gomlx/compute/internal/gobackend/dot"
)

// The kernels are those of golessons/internal/lite/simd.

//go:wasmimport golessons available
//go:noescape
func simdAvailable() int32

//go:wasmimport golessons dotRows
//go:noescape
func simdDotRows(lhs, rhs, out unsafe.Pointer, m, n, k int32)

//go:wasmimport golessons dotRowsByFours
//go:noescape
func simdDotRowsByFours(lhs, rhs, out unsafe.Pointer, m, n, k int32)

//go:wasmimport golessons dotColumns
//go:noescape
func simdDotColumns(lhs, rhs, out unsafe.Pointer, m, n, k int32)

//go:wasmimport golessons dotColumnsByFours
//go:noescape
func simdDotColumnsByFours(lhs, rhs, out unsafe.Pointer, m, n, k int32)

func init() {
	if simdAvailable() == 0 {
		return
	}
	for _, layout := range []dot.Layout{dot.LayoutTransposed, dot.LayoutNonTransposed} {
		dot.RegisterImplementation("simd:wasm", layout, dtypes.Float32, dtypes.Float32, simdRouter, gobackend.PriorityArch, false)
	}
}

// simdRouter computes what noSIMDRouter does, and adds up in its orders. Small products
// are smallNoSIMDGenericTransposed and smallNoSIMDGeneric: in the latter, the last one or
// two rows are those that are left of threes.
func simdRouter(backend *gobackend.Backend, layout dot.Layout, lhs, rhs []float32, batches, m, n, k int, out []float32) {
	large := batches*m*n*k >= noSIMDSmallMatMulSizeThreshold
	if len(lhs) == 0 || len(rhs) == 0 || large && k > NoSIMDParams.PanelContractingSize {
		noSIMDRouter(backend, layout, lhs, rhs, batches, m, n, k, out)
		return
	}
	type kernel = func(lhs, rhs, out unsafe.Pointer, m, n, k int32)
	for ; batches > 0; batches-- {
		rows := func(f kernel, from, to int) {
			if from < to {
				f(unsafe.Pointer(&lhs[from*k]), unsafe.Pointer(&rhs[0]), unsafe.Pointer(&out[from*n]), int32(to-from), int32(n), int32(k))
			}
		}
		switch {
		case layout == dot.LayoutTransposed && large:
			rows(simdDotRows, 0, m)
		case layout == dot.LayoutTransposed:
			rows(simdDotRowsByFours, 0, m)
		case large:
			rows(simdDotColumns, 0, m)
		default:
			rows(simdDotColumns, 0, m-m%3)
			rows(simdDotColumnsByFours, m-m%3, m)
		}
		lhs, rhs, out = lhs[m*k:], rhs[n*k:], out[m*n:]
	}
}
