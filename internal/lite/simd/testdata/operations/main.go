// Operations prints what compute's Go backend computes, each result as a hash of its bits.
// The test compares its output with kernels to that without.
package main

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/gomlx/compute"
	"github.com/gomlx/compute/dtypes"
	_ "github.com/gomlx/compute/gobackend"
	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"
)

var backend = func() compute.Backend {
	b, err := compute.NewWithConfig("go:ops_sequential")
	if err != nil {
		panic(err)
	}
	return b
}()

func main() {
	products()
	elementwise()
	transposes()
}

type node = graph.Node

func products() {
	rows := func(n []*node) *node { return graph.DotGeneral(n[0], []int{1}, nil, n[1], []int{1}, nil) }
	columns := func(n []*node) *node { return graph.DotGeneral(n[0], []int{1}, nil, n[1], []int{0}, nil) }
	tops := func(n []*node) *node { return graph.DotGeneral(n[0], []int{0}, nil, n[1], []int{0}, nil) }
	sizes := []int{1, 2, 3, 4, 5, 7, 12, 13}
	for _, m := range sizes {
		for _, n := range sizes {
			for _, k := range sizes {
				show(fmt.Sprint("rows ", m, n, k), rows, numbers(m, k), numbers(n, k))
				show(fmt.Sprint("columns ", m, n, k), columns, numbers(m, k), numbers(k, n))
			}
		}
	}
	show("tops", tops, numbers(33, 6), numbers(33, 9))
	for _, k := range []int{400, 512, 513, 1100} { // 4 Mi multiplications and more are large
		show(fmt.Sprint("large rows ", k), rows, numbers(105, k), numbers(103, k))
		show(fmt.Sprint("large columns ", k), columns, numbers(105, k), numbers(k, 103))
	}
	show("batches of rows", func(n []*node) *node { return graph.DotGeneral(n[0], []int{2}, []int{0}, n[1], []int{2}, []int{0}) },
		numbers(3, 5, 6), numbers(3, 7, 6))
	show("batches of columns", func(n []*node) *node { return graph.DotGeneral(n[0], []int{2}, []int{0}, n[1], []int{1}, []int{0}) },
		numbers(3, 5, 6), numbers(3, 6, 7))
	show("float64", func(n []*node) *node {
		return graph.DotGeneral(double(n[0]), []int{1}, nil, double(n[1]), []int{1}, nil)
	}, numbers(5, 6), numbers(7, 6))
}

func elementwise() {
	for _, operation := range []struct {
		name  string
		apply func(a, b *node) *node
	}{
		{"add", graph.Add}, {"subtract", graph.Sub}, {"multiply", graph.Mul}, {"divide", graph.Div}, {"max", graph.Max},
		{"less or equal", graph.LessOrEqual}, {"less", graph.LessThan},
	} {
		name, f := operation.name, operation.apply
		apply := func(n []*node) *node { return f(n[0], n[1]) }
		for size := range 36 {
			show(fmt.Sprint(name, " ", size), apply, numbers(size), numbers(size))
			show(fmt.Sprint(name, " number ", size), apply, numbers(size), numbers())
			show(fmt.Sprint(name, " one ", size), apply, numbers(size), numbers(1))
			show(fmt.Sprint("number ", name, " ", size), apply, numbers(), numbers(size))
			// The result may take the place of an operand that is used once.
			show(fmt.Sprint(name, " in place ", size), func(n []*node) *node { return f(graph.Neg(n[0]), graph.Neg(n[1])) }, numbers(size), numbers(size))
		}
		show(name+" broadcast", apply, numbers(5, 6), numbers(1, 6))
		show(name+" broadcast both", apply, numbers(5, 1), numbers(1, 6))
		show(name+" float64", func(n []*node) *node { return f(double(n[0]), double(n[1])) }, numbers(9), numbers(9))
	}
	for size := range 20 {
		choose := func(n []*node) *node { return graph.Where(graph.LessThan(n[0], n[1]), n[2], n[3]) }
		show(fmt.Sprint("where ", size), choose, numbers(size), numbers(size), numbers(size), numbers(size))
		show(fmt.Sprint("where left number ", size), choose, numbers(size), numbers(size), numbers(), numbers(size))
		show(fmt.Sprint("where right number ", size), choose, numbers(size), numbers(size), numbers(size), numbers())
		show(fmt.Sprint("where numbers ", size), choose, numbers(size), numbers(size), numbers(), numbers())
		show(fmt.Sprint("where of a number ", size), choose, numbers(), numbers(), numbers(size), numbers(size))
	}
}

func transposes() {
	for _, m := range []int{1, 2, 3, 4, 5, 8, 13} {
		for _, n := range []int{1, 2, 3, 4, 5, 8, 13} {
			for _, axes := range [][]int{{1, 0}, {0, 1}} {
				show(fmt.Sprint("transpose ", m, n, axes), func(x []*node) *node { return graph.TransposeAllAxes(x[0], axes...) }, numbers(m, n))
				show(fmt.Sprint("transpose float64 ", m, n, axes), func(x []*node) *node { return graph.TransposeAllAxes(double(x[0]), axes...) }, numbers(m, n))
			}
		}
	}
	for _, axes := range [][]int{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}} {
		show(fmt.Sprint("transpose ", axes), func(x []*node) *node { return graph.TransposeAllAxes(x[0], axes...) }, numbers(3, 4, 5))
	}
}

func double(n *node) *node { return graph.ConvertDType(n, dtypes.Float64) }

// A tensor is the input of an operation.
type tensor struct {
	shape shapes.Shape
	data  []float32
}

var random = rand.New(rand.NewPCG(1, 2))

// numbers returns a tensor of numbers of any size, some of them special.
func numbers(dimensions ...int) tensor {
	t := tensor{shape: shapes.Make(dtypes.Float32, dimensions...)}
	special := []float32{0, float32(math.Copysign(0, -1)), 1, -1, float32(math.Inf(1)), float32(math.Inf(-1)), float32(math.NaN()), math.SmallestNonzeroFloat32, math.MaxFloat32}
	for range t.shape.Size() {
		v := float32(random.NormFloat64() * math.Exp(4*random.NormFloat64()))
		if t.shape.Size() < 40 && random.IntN(8) == 0 {
			v = special[random.IntN(len(special))]
		}
		t.data = append(t.data, v)
	}
	return t
}

// show computes an operation and prints the result.
func show(name string, operation func([]*node) *node, inputs ...tensor) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Printf("%s: %.100v\n", name, r) // such as an operation on nothing
		}
	}()
	g := graph.NewGraph(backend, name)
	var nodes []*node
	var buffers []compute.Buffer
	for i, in := range inputs {
		nodes = append(nodes, graph.Parameter(g, fmt.Sprint("input", i), in.shape))
		b, err := backend.BufferFromFlatData(0, in.data, in.shape)
		if err != nil {
			panic(err)
		}
		buffers = append(buffers, b)
	}
	if err := g.Compile(operation(nodes)); err != nil {
		panic(err)
	}
	for range 2 { // the second time with buffers of the first
		results, err := g.Executable().Execute(buffers, nil, 0)
		if err != nil {
			panic(err)
		}
		flat, err := results[0].Data()
		if err != nil {
			panic(err)
		}
		fmt.Printf("%s: %x\n", name, hash(flat))
	}
}

// hash returns the hash of a result. A NaN is a NaN: its other bits are the processor's affair.
func hash(flat any) []byte {
	h := sha256.New()
	switch flat := flat.(type) {
	case []float32:
		for _, v := range flat {
			if v != v {
				v = float32(math.NaN())
			}
			h.Write(binary.LittleEndian.AppendUint32(nil, math.Float32bits(v)))
		}
	case []float64:
		for _, v := range flat {
			if v != v {
				v = math.NaN()
			}
			h.Write(binary.LittleEndian.AppendUint64(nil, math.Float64bits(v)))
		}
	default:
		fmt.Fprint(h, flat)
	}
	return h.Sum(nil)[:8]
}
