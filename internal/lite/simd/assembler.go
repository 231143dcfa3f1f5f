package simd

import (
	"encoding/binary"
	"math"
	"slices"
)

// This file is an assembler for the part of WebAssembly that the kernels need. A kernel
// is written as statements with expressions:
//
//	f.set(sum, add4(sum, mul4(load4(a, 0), load4(b, 0))))
//
// Instructions are given by their numbers where they are used once; the list is
// https://webassembly.github.io/spec/core/appendix/index-instructions.html.

// A kind is the type of a value, as WebAssembly encodes it.
type kind byte

const (
	i32 kind = 0x7F
	f32 kind = 0x7D
	v4  kind = 0x7B // v128: here four numbers of kind f32
)

// An expr is an expression: emit appends the instructions that leave its value on the stack.
type expr interface{ emit(f *function) }

// code is an expression given by a function.
type code func(f *function)

func (c code) emit(f *function) { c(f) }

// A local is a parameter or a variable of a function.
type local uint32

func (l local) emit(f *function) { f.op(0x20).uint(uint32(l)) }

// number is a constant of kind i32.
type number int32

func (n number) emit(f *function) { f.op(0x41).int(int32(n)) }

// zero is the constant 0 of kind f32.
var zero = code(func(f *function) {
	f.op(0x43)
	f.body = binary.LittleEndian.AppendUint32(f.body, math.Float32bits(0))
})

// A function is a function that is being written.
type function struct {
	name            string
	params, results []kind
	locals          []kind // after the parameters
	body            []byte
}

// newFunction returns a function without instructions.
func newFunction(name string, params ...kind) *function {
	return &function{name: name, params: params}
}

// local returns a new variable.
func (f *function) local(k kind) local {
	f.locals = append(f.locals, k)
	return local(len(f.params) + len(f.locals) - 1)
}

// four returns four new variables.
func (f *function) four(k kind) []local {
	return []local{f.local(k), f.local(k), f.local(k), f.local(k)}
}

// do appends expressions, and leaves their values on the stack.
func (f *function) do(values ...expr) {
	for _, v := range values {
		v.emit(f)
	}
}

// set gives a variable a value.
func (f *function) set(l local, value expr) {
	value.emit(f)
	f.op(0x21).uint(uint32(l))
}

// move adds to a variable of kind i32.
func (f *function) move(l local, by expr) { f.set(l, add(l, by)) }

// store writes a number to memory.
func (f *function) store(address, value expr) {
	f.do(address, value)
	f.op(0x38).memory(0)
}

// storeByte writes a number below 256 to memory.
func (f *function) storeByte(address, value expr) {
	f.do(address, value)
	f.op(0x3A).memory(0)
}

// store4 writes four numbers to memory.
func (f *function) store4(address, value expr) {
	f.do(address, value)
	f.simd(0x0B).memory(0)
}

// storeLane writes one of four numbers to memory.
func (f *function) storeLane(address, value expr, lane int) {
	f.do(address, value)
	f.simd(0x5A).memory(0)
	f.op(byte(lane))
}

// whileLeft repeats the body as long as at least step are left, and takes step off.
func (f *function) whileLeft(left local, step int, body func()) {
	f.op(0x02, 0x40) // block
	f.op(0x03, 0x40) // loop
	f.do(left, number(step))
	f.op(0x48)       // less than, signed
	f.op(0x0D, 0x01) // if so, leave the block
	body()
	f.move(left, number(-step))
	f.op(0x0C, 0x00) // go on with the loop
	f.op(0x0B, 0x0B)
}

// op appends bytes, such as an instruction.
func (f *function) op(bytes ...byte) *function {
	f.body = append(f.body, bytes...)
	return f
}

// simd appends an instruction for vectors.
func (f *function) simd(op uint32) *function { return f.op(0xFD).uint(op) }

// memory appends what a load or a store says of its address: that it may be any, and an
// offset.
func (f *function) memory(offset int) *function { return f.uint(0).uint(uint32(offset)) }

// uint appends a number as WebAssembly encodes it.
func (f *function) uint(v uint32) *function {
	f.body = appendUint(f.body, v)
	return f
}

// int appends a number with a sign.
func (f *function) int(v int32) *function {
	for ; v < -0x40 || v >= 0x40; v >>= 7 {
		f.op(byte(v) | 0x80)
	}
	return f.op(byte(v) & 0x7F)
}

func appendUint(b []byte, v uint32) []byte {
	for ; v >= 0x80; v >>= 7 {
		b = append(b, byte(v)|0x80)
	}
	return append(b, byte(v))
}

// plain is the value of an instruction.
func plain(op byte, args ...expr) expr {
	return code(func(f *function) { f.do(args...); f.op(op) })
}

// vector is the value of an instruction for vectors.
func vector(op uint32, args ...expr) expr {
	return code(func(f *function) { f.do(args...); f.simd(op) })
}

func add(a, b expr) expr { return plain(0x6A, a, b) }
func mul(a, b expr) expr { return plain(0x6C, a, b) }

// sizeOf is how many bytes n numbers are.
func sizeOf(n expr) expr { return plain(0x74, n, number(2)) }

func addf(a, b expr) expr { return plain(0x92, a, b) }
func mulf(a, b expr) expr { return plain(0x94, a, b) }

// load is a number in memory.
func load(address expr) expr {
	return code(func(f *function) { f.do(address); f.op(0x2A).memory(0) })
}

func add4(a, b expr) expr { return vector(0xE4, a, b) }
func mul4(a, b expr) expr { return vector(0xE6, a, b) }

// load4 is four numbers in memory, one after the other.
func load4(address expr, offset int) expr {
	return code(func(f *function) { f.do(address); f.simd(0x00).memory(offset) })
}

// same4 is one number in memory, four times.
func same4(address expr, offset int) expr {
	return code(func(f *function) { f.do(address); f.simd(0x09).memory(offset) })
}

// splat4 is a number, four times.
func splat4(value expr) expr { return vector(0x13, value) }

// lane4 is v with a number in memory in the place of one of its four.
func lane4(v, address expr, lane int) expr {
	return code(func(f *function) { f.do(address, v); f.simd(0x56).memory(0); f.op(byte(lane)) })
}

// pick is four of the numbers of a, 0 to 3, and b, 4 to 7.
func pick(a, b expr, i, j, k, l byte) expr {
	return code(func(f *function) {
		f.do(a, b)
		f.simd(0x0D)
		for _, n := range []byte{i, j, k, l} {
			f.op(4*n, 4*n+1, 4*n+2, 4*n+3)
		}
	})
}

// assemble writes functions as a module that exports them.
func assemble(functions []*function) []byte {
	m := []byte{0, 'a', 's', 'm', 1, 0, 0, 0}
	section := func(id byte, content []byte) {
		m = append(m, id)
		m = append(appendUint(m, uint32(len(content))), content...)
	}
	count := appendUint(nil, uint32(len(functions)))
	types, uses, exports, bodies := slices.Clone(count), slices.Clone(count), slices.Clone(count), slices.Clone(count)
	for i, f := range functions {
		types = append(types, 0x60)
		types = appendKinds(appendKinds(types, f.params), f.results)
		uses = appendUint(uses, uint32(i))
		exports = appendUint(append(appendName(exports, f.name), 0), uint32(i))

		body := appendUint(nil, uint32(len(f.locals)))
		for _, k := range f.locals {
			body = append(body, 1, byte(k))
		}
		body = append(append(body, f.body...), 0x0B)
		bodies = append(appendUint(bodies, uint32(len(body))), body...)
	}
	section(1, types)
	section(2, append(appendName(appendName([]byte{1}, "go"), "memory"), 2, 0, 0)) // of any size
	section(3, uses)
	section(7, exports)
	section(10, bodies)
	return m
}

func appendKinds(b []byte, kinds []kind) []byte {
	b = appendUint(b, uint32(len(kinds)))
	for _, k := range kinds {
		b = append(b, byte(k))
	}
	return b
}

func appendName(b []byte, s string) []byte { return append(appendUint(b, uint32(len(s))), s...) }
