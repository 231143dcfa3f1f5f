package simd

// An order is the order in which a product adds up.
type order int

const (
	oneByOne order = iota // sum += a0*b0; sum += a1*b1; …
	byFours               // sum += a0*b0 + a1*b1 + a2*b2 + a3*b3; what is left at the end, one by one
)

// A product is a kernel for the product of two matrices, with its parameters lhs, rhs
// and out, which are addresses, and m, n and k: out has m rows of n numbers, each a sum
// of k products.
type product struct {
	*function
	order                  order
	lhs, rhs, out, m, n, k local
	length, width          local   // of a row of lhs, and of out, in bytes
	a, to, rows, left      local   // where it is in lhs and out; what is left of m, and of k
	sum, as, bs, b         []local // four vectors, addresses of rows of either side, and numbers of rhs
	part, scratch          local
	one, from, with        local // for a sum without vectors
}

func newProduct(name string, o order) *product {
	f := newFunction(name, i32, i32, i32, i32, i32, i32)
	p := &product{function: f, order: o, lhs: 0, rhs: 1, out: 2, m: 3, n: 4, k: 5,
		length: f.local(i32), width: f.local(i32), a: f.local(i32), to: f.local(i32), rows: f.local(i32), left: f.local(i32),
		sum: f.four(v4), as: f.four(i32), bs: f.four(i32), b: f.four(v4), part: f.local(v4), scratch: f.local(v4),
		one: f.local(f32), from: f.local(i32), with: f.local(i32)}
	p.set(p.length, sizeOf(p.k))
	p.set(p.width, sizeOf(p.n))
	return p
}

// dotRows returns the kernel in which rhs has n rows of k numbers:
// out[i][j] = Σ lhs[i][k]·rhs[j][k].
func dotRows(name string, o order) *function {
	p := newProduct(name, o)
	p.tiles(func(count int) { p.sumRows(p.a, p.rhs, count) }, mul(p.length, number(4)))
	p.whileLeft(p.n, 1, func() { // fewer than four columns of out are left: the vectors are four of their rows
		p.top()
		p.whileLeft(p.rows, 4, func() {
			p.sumRows(p.rhs, p.a, 1)
			for lane := range 4 {
				p.storeLane(p.to, p.sum[0], lane)
				p.move(p.to, p.width)
			}
			p.move(p.a, mul(p.length, number(4)))
		})
		p.whileLeft(p.rows, 1, func() { p.single(number(4)) })
		p.move(p.rhs, p.length)
		p.move(p.out, number(4))
	})
	return p.function
}

// dotColumns returns the kernel in which rhs has k rows of n numbers:
// out[i][j] = Σ lhs[i][k]·rhs[k][j].
func dotColumns(name string, o order) *function {
	p := newProduct(name, o)
	p.tiles(p.sumColumns, number(16))
	p.whileLeft(p.n, 1, func() {
		p.top()
		p.whileLeft(p.rows, 1, func() { p.single(p.width) })
		p.move(p.rhs, number(4))
		p.move(p.out, number(4))
	})
	return p.function
}

// top begins at the top row of lhs and out.
func (p *product) top() {
	p.set(p.a, p.lhs)
	p.set(p.to, p.out)
	p.set(p.rows, p.m)
}

// tiles goes through four columns of out at a time, and through four rows of these, then
// through one. The function computes them, and next is how far rhs moves on to the next
// four columns.
func (p *product) tiles(compute func(count int), next expr) {
	p.whileLeft(p.n, 4, func() {
		p.top()
		for _, count := range []int{4, 1} {
			p.whileLeft(p.rows, count, func() {
				compute(count)
				for i := range count {
					p.store4(p.to, p.sum[i])
					p.move(p.to, p.width)
				}
				p.move(p.a, mul(p.length, number(count)))
			})
		}
		p.move(p.rhs, next)
		p.move(p.out, number(16))
	})
}

// sumRows computes sum[i], the products of row i from a on with each of four rows from b on.
func (p *product) sumRows(a, b expr, count int) {
	p.begin(a, count)
	p.set(p.bs[0], b)
	for i := range 3 {
		p.set(p.bs[i+1], add(p.bs[i], p.length))
	}
	p.whileLeft(p.left, 4, func() {
		transpose4(p.function, p.bs, p.b, p.part, p.scratch)
		p.addFours(count)
		for i := range 4 {
			p.move(p.bs[i], number(16))
		}
	})
	p.whileLeft(p.left, 1, func() {
		p.set(p.b[0], same4(p.bs[0], 0))
		for lane := 1; lane < 4; lane++ {
			p.set(p.b[0], lane4(p.b[0], p.bs[lane], lane))
		}
		p.addOnes(count)
		for i := range 4 {
			p.move(p.bs[i], number(4))
		}
	})
}

// sumColumns computes sum[i], the products of row i from a on with each of four columns of rhs.
func (p *product) sumColumns(count int) {
	p.begin(p.a, count)
	p.set(p.with, p.rhs)
	if p.order == byFours {
		p.whileLeft(p.left, 4, func() {
			for i := range 4 {
				p.set(p.b[i], load4(p.with, 0))
				p.move(p.with, p.width)
			}
			p.addFours(count)
		})
	}
	p.whileLeft(p.left, 1, func() {
		p.set(p.b[0], load4(p.with, 0))
		p.move(p.with, p.width)
		p.addOnes(count)
	})
}

// begin begins sums of rows from a on.
func (p *product) begin(a expr, count int) {
	p.set(p.as[0], a)
	for i := range count {
		if i > 0 {
			p.set(p.as[i], add(p.as[i-1], p.length))
		}
		p.set(p.sum[i], splat4(zero))
	}
	p.set(p.left, p.k)
}

// addFours adds to each sum four products, of numbers at as[i] with those in b.
func (p *product) addFours(count int) {
	for i := range count {
		term := func(j int) expr { return mul4(same4(p.as[i], 4*j), p.b[j]) }
		if p.order == byFours {
			p.set(p.sum[i], add4(p.sum[i], add4(add4(add4(term(0), term(1)), term(2)), term(3))))
		} else {
			p.set(p.sum[i], add4(add4(add4(add4(p.sum[i], term(0)), term(1)), term(2)), term(3)))
		}
		p.move(p.as[i], number(16))
	}
}

// addOnes adds to each sum one product, of the number at as[i] with those in b[0].
func (p *product) addOnes(count int) {
	for i := range count {
		p.set(p.sum[i], add4(p.sum[i], mul4(same4(p.as[i], 0), p.b[0])))
		p.move(p.as[i], number(4))
	}
}

// single computes one number of out without vectors, and moves on to the next row. The
// numbers of rhs are step bytes apart.
func (p *product) single(step expr) {
	p.set(p.from, p.a)
	p.set(p.with, p.rhs)
	p.set(p.one, zero)
	p.set(p.left, p.k)
	next := code(func(f *function) { // a product, and on to the next
		f.do(mulf(load(p.from), load(p.with)))
		f.move(p.from, number(4))
		f.move(p.with, step)
	})
	if p.order == byFours {
		p.whileLeft(p.left, 4, func() { p.set(p.one, addf(p.one, addf(addf(addf(next, next), next), next))) })
	}
	p.whileLeft(p.left, 1, func() { p.set(p.one, addf(p.one, next)) })
	p.store(p.to, p.one)
	p.move(p.to, p.width)
	p.move(p.a, p.length)
}
