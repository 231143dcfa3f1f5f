package simd

// arithmetic returns the kernel out[i] = a[i] ∘ b[i] of n numbers, and a second one whose
// name ends in One, out[i] = a[i] ∘ b[0]. The operation is given by its instructions, for
// vectors and for a number.
func arithmetic(name string, op uint32, plainOp byte) []*function {
	return eachAndOne(name, 1, func(f *function, a, b, out local, right func(i int) expr) {
		f.store4(out, vector(op, load4(a, 0), right(0)))
	}, func(f *function, a, b, out local) {
		f.store(out, plain(plainOp, load(a), load(b)))
	}, 4)
}

// comparison is like arithmetic for operations that are true or false. The results are
// bytes: 1 and 0.
func comparison(name string, op uint32, plainOp byte) []*function {
	return eachAndOne(name, 4, func(f *function, a, b, out local, right func(i int) expr) {
		compare := func(i int) expr { return vector(op, load4(a, 16*i), right(i)) } // 32 bits of 1 where it is true
		bits16 := func(i int) expr { return vector(0x85, compare(i), compare(i+1)) }
		bits8 := vector(0x65, bits16(0), bits16(2))
		f.store4(out, vector(0x4E, bits8, vector(0x0F, number(1)))) // and 1
	}, func(f *function, a, b, out local) {
		f.storeByte(out, plain(plainOp, load(a), load(b)))
	}, 1)
}

// eachAndOne returns the two kernels of an operation. It is given by what does it for some
// vectors, to which right gives those of the second operand, and by what does it for
// a single number; size is how many bytes a result has.
func eachAndOne(name string, vectors int, many func(f *function, a, b, out local, right func(i int) expr), single func(f *function, a, b, out local), size int) []*function {
	write := func(name string, one bool) *function {
		f := newFunction(name, i32, i32, i32, i32)
		var a, b, out, n local = 0, 1, 2, 3
		same := f.local(v4)
		right := func(i int) expr { return load4(b, 16*i) }
		if one {
			f.set(same, same4(b, 0))
			right = func(int) expr { return same }
		}
		for _, step := range []int{4 * vectors, 1} {
			f.whileLeft(n, step, func() {
				if step == 1 {
					single(f, a, b, out)
				} else {
					many(f, a, b, out, right)
				}
				f.move(a, number(4*step))
				if !one {
					f.move(b, number(4*step))
				}
				f.move(out, number(size*step))
			})
		}
		return f
	}
	return []*function{write(name, false), write(name+"One", true)}
}

// where returns the kernel out[i] = a[i] where the byte condition[i] is 1, and b[i] where
// it is 0. The last two parameters are 4, or 0 for an operand that is a single number.
func where() *function {
	f := newFunction("where", i32, i32, i32, i32, i32, i32, i32)
	var condition, a, b, out, n, stepA, stepB local = 0, 1, 2, 3, 4, 5, 6
	operand := func(address, step local) expr {
		return code(func(f *function) {
			f.do(step)
			f.op(0x04, byte(v4)) // if it is not 0
			f.do(load4(address, 0))
			f.op(0x05) // else
			f.do(same4(address, 0))
			f.op(0x0B)
		})
	}
	f.whileLeft(n, 4, func() {
		bits8 := code(func(f *function) { f.do(condition); f.simd(0x5C).memory(0) }) // four bytes
		mask := vector(0xA1, vector(0xA9, vector(0x89, bits8)))                      // made 32 bits each, and negated: 1 is all bits of 1 then
		f.store4(out, vector(0x52, operand(a, stepA), operand(b, stepB), mask))
		f.move(condition, number(4))
		f.move(a, mul(stepA, number(4)))
		f.move(b, mul(stepB, number(4)))
		f.move(out, number(16))
	})
	f.whileLeft(n, 1, func() {
		bit := code(func(f *function) { f.do(condition); f.op(0x2D).memory(0) })
		f.store(out, plain(0x1B, load(a), load(b), bit))
		f.move(condition, number(1))
		f.move(a, stepA)
		f.move(b, stepB)
		f.move(out, number(4))
	})
	return f
}
