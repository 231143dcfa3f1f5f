package simd

// transpose returns the kernel that writes a matrix of m rows and n columns with its
// columns as rows.
func transpose() *function {
	f := newFunction("transpose", i32, i32, i32, i32)
	var in, out, m, n local = 0, 1, 2, 3
	width, height, to, columns := f.local(i32), f.local(i32), f.local(i32), f.local(i32)
	from, row, x, y := f.four(i32), f.four(v4), f.local(v4), f.local(v4)
	f.set(width, sizeOf(n))
	f.set(height, sizeOf(m))
	f.whileLeft(m, 4, func() {
		for i := range 4 {
			f.set(from[i], in)
			f.move(in, width)
		}
		f.set(to, out)
		f.set(columns, n)
		f.whileLeft(columns, 4, func() {
			transpose4(f, from, row, x, y)
			for i := range 4 {
				f.store4(to, row[i])
				f.move(to, height)
				f.move(from[i], number(16))
			}
		})
		f.whileLeft(columns, 1, func() {
			for i := range 4 {
				f.store(add(to, number(4*i)), load(from[i]))
				f.move(from[i], number(4))
			}
			f.move(to, height)
		})
		f.move(out, number(16))
	})
	f.whileLeft(m, 1, func() {
		f.set(to, out)
		f.set(columns, n)
		f.whileLeft(columns, 1, func() {
			f.store(to, load(in))
			f.move(in, number(4))
			f.move(to, height)
		})
		f.move(out, number(4))
	})
	return f
}

// transpose4 reads four numbers at each of four addresses, and leaves the first of each in
// to[0], the second in to[1] and so on. It needs two more variables.
func transpose4(f *function, from, to []local, x, y local) {
	for i := range 4 {
		f.set(to[i], load4(from[i], 0))
	}
	f.set(x, pick(to[0], to[1], 0, 4, 1, 5))
	f.set(y, pick(to[2], to[3], 0, 4, 1, 5))
	f.set(to[0], pick(to[0], to[1], 2, 6, 3, 7))
	f.set(to[2], pick(to[2], to[3], 2, 6, 3, 7))
	f.set(to[3], pick(to[0], to[2], 2, 3, 6, 7))
	f.set(to[2], pick(to[0], to[2], 0, 1, 4, 5))
	f.set(to[0], pick(x, y, 0, 1, 4, 5))
	f.set(to[1], pick(x, y, 2, 3, 6, 7))
}
