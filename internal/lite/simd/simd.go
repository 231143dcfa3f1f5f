// Package simd makes training in the browser as fast as on the computer, or faster.
//
// Go's compiler for WebAssembly writes no SIMD instructions, and its code for a sum of
// products takes two to six times as long as that for a computer's processor. So the
// inner loops of compute, GoMLX's backend in Go, are a module of WebAssembly of their own
// (Module). It works on the memory of a cell's program. Prepare adds to compute what calls
// it; that goes into the compiled packages that cells in the browser are linked with.
// The page connects the two (simd.js), and without it, in a browser that has no SIMD, the
// program uses the loops of compute.
//
// Vectors hold neighbouring results, and each result adds up in the order of the loop in
// whose place it stands. So numbers are the same to the last digit.
package simd

// Module returns the module. It imports a program's memory, as "memory" of "go", and
// exports the kernels, which are listed here.
func Module() []byte {
	kernels := []*function{
		available(),
		dotRows("dotRows", oneByOne), dotRows("dotRowsByFours", byFours),
		dotColumns("dotColumns", oneByOne), dotColumns("dotColumnsByFours", byFours),
		transpose(), where(),
	}
	kernels = append(kernels, arithmetic("add", 0xE4, 0x92)...)
	kernels = append(kernels, arithmetic("subtract", 0xE5, 0x93)...)
	kernels = append(kernels, arithmetic("multiply", 0xE6, 0x94)...)
	kernels = append(kernels, arithmetic("max", 0xE9, 0x97)...)
	return assemble(append(kernels, comparison("lessOrEqual", 0x45, 0x5F)...))
}

// available returns the function by which a program sees that there are kernels: it
// returns 1.
func available() *function {
	f := newFunction("available")
	f.results = []kind{i32}
	f.do(number(1))
	return f
}
