package mlx

import (
	"slices"
	"testing"
)

// TestTensorsEqualPyTorch compares the methods of Tensor with PyTorch's, also for NaN,
// infinity and empty tensors, along each axis counted from either end.
func TestTensorsEqualPyTorch(t *testing.T) {
	var cases []struct {
		Op         string
		Args       []int
		X          nums
		Shape      []int
		Other      nums
		OtherShape []int
		Number     *float64
		Y          nums
		YShape     []int
	}
	readFixture(t, "tensor", &cases)
	scalar := func(v float64) Tensor { return Full(v) }
	two := map[string]func(x Tensor, other any) Tensor{
		"Add": Tensor.Add, "Sub": Tensor.Sub, "Mul": Tensor.Mul, "Div": Tensor.Div,
		"Eq": Tensor.Eq, "Ne": Tensor.Ne, "Lt": Tensor.Lt, "Le": Tensor.Le, "Gt": Tensor.Gt, "Ge": Tensor.Ge,
		"MatMul": func(x Tensor, other any) Tensor { return x.MatMul(other.(Tensor)) },
		"Filter": func(x Tensor, other any) Tensor { return x.Filter(other.(Tensor)) },
	}
	one := map[string]func(x Tensor, args []int) Tensor{
		"Sum":        func(x Tensor, _ []int) Tensor { return scalar(x.Sum()) },
		"Mean":       func(x Tensor, _ []int) Tensor { return scalar(x.Mean()) },
		"Max":        func(x Tensor, _ []int) Tensor { return scalar(x.Max()) },
		"Min":        func(x Tensor, _ []int) Tensor { return scalar(x.Min()) },
		"ArgMax":     func(x Tensor, _ []int) Tensor { return scalar(float64(x.ArgMax())) },
		"ArgMin":     func(x Tensor, _ []int) Tensor { return scalar(float64(x.ArgMin())) },
		"Norm":       func(x Tensor, _ []int) Tensor { return scalar(x.Norm()) },
		"Var":        func(x Tensor, a []int) Tensor { return scalar(x.Var(a[0] == 1)) },
		"Std":        func(x Tensor, a []int) Tensor { return scalar(x.Std(a[0] == 1)) },
		"SumAxis":    func(x Tensor, a []int) Tensor { return x.SumAxis(a[0]) },
		"MeanAxis":   func(x Tensor, a []int) Tensor { return x.MeanAxis(a[0]) },
		"MaxAxis":    func(x Tensor, a []int) Tensor { return x.MaxAxis(a[0]) },
		"MinAxis":    func(x Tensor, a []int) Tensor { return x.MinAxis(a[0]) },
		"ArgMaxAxis": func(x Tensor, a []int) Tensor { return x.ArgMaxAxis(a[0]) },
		"ArgMinAxis": func(x Tensor, a []int) Tensor { return x.ArgMinAxis(a[0]) },
		"VarAxis":    func(x Tensor, a []int) Tensor { return x.VarAxis(a[0], a[1] == 1) },
		"StdAxis":    func(x Tensor, a []int) Tensor { return x.StdAxis(a[0], a[1] == 1) },
		"NormAxis":   func(x Tensor, a []int) Tensor { return x.NormAxis(a[0]) },
		"Select":     func(x Tensor, a []int) Tensor { return x.Select(a[0], a[1]) },
		"Subset":     func(x Tensor, a []int) Tensor { return x.Subset(a...) },
		"Softmax":    func(x Tensor, a []int) Tensor { return x.Softmax(a[0]) },
		"Sigmoid":    func(x Tensor, _ []int) Tensor { return x.Sigmoid() },
		"T":          func(x Tensor, _ []int) Tensor { return x.T() },
	}
	all := map[string]*deviation{}
	for _, c := range cases {
		if all[c.Op] == nil {
			// Reductions and products end in rounding errors of PyTorch's; the
			// others are equal to the last bit.
			all[c.Op] = &deviation{t: t, name: c.Op, limit: 2e-6, floor: 1e-6}
			if two[c.Op] != nil && c.Op != "MatMul" {
				all[c.Op].limit = 0
			}
		}
		d, x := all[c.Op], c.X.tensor(c.Shape...)
		var got Tensor
		switch {
		case one[c.Op] != nil:
			got = one[c.Op](x, c.Args)
		case two[c.Op] == nil:
			t.Fatalf("no %s", c.Op)
		case c.Number != nil:
			got = two[c.Op](x, *c.Number)
		default:
			got = two[c.Op](x, c.Other.tensor(c.OtherShape...))
		}
		if !slices.Equal(got.shape, c.YShape) {
			t.Errorf("%s%v of shape %v and %v has shape %v, PyTorch has %v", c.Op, c.Args, c.Shape, c.OtherShape, got.shape, c.YShape)
			continue
		}
		d.compare(shapeText(c.Shape), got.data, c.Y)
	}
	if len(all) != len(one)+len(two) {
		t.Errorf("the fixture has %d operations, want %d", len(all), len(one)+len(two))
	}
	for _, d := range all {
		d.log()
	}
}
