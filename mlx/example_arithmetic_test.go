package mlx_test

import (
	"fmt"

	"golessons/mlx"
)

func ExampleTensor_Add() {
	x := mlx.FromRows([][]float64{{1, 2, 3}, {4, 5, 6}})
	fmt.Println(x.Add(0.5))
	fmt.Println(x.Add(mlx.NewTensor(10, 20, 30))) // to every row
	fmt.Println(x.Add(mlx.Column(100, 200)))      // to every column
	// Output:
	// tensor([[1.5000, 2.5000, 3.5000],
	//         [4.5000, 5.5000, 6.5000]])
	// tensor([[11., 22., 33.],
	//         [14., 25., 36.]])
	// tensor([[101., 102., 103.],
	//         [204., 205., 206.]])
}

func ExampleTensor_Sub() {
	x := mlx.NewTensor(1, 2, 6)
	fmt.Println(x.Sub(x.Mean()))
	fmt.Println(mlx.Full(1).Sub(x)) // 1 - x
	// Output:
	// tensor([-2., -1.,  3.])
	// tensor([ 0., -1., -5.])
}

func ExampleTensor_Mul() {
	fmt.Println(mlx.NewTensor(1, 2, 3).Mul(mlx.NewTensor(0, 2, 0)))
	// Output:
	// tensor([0., 4., 0.])
}

func ExampleTensor_Div() {
	fmt.Println(mlx.NewTensor(1, 0, 3).Div(2), mlx.NewTensor(1, 0).Div(0))
	// Output:
	// tensor([0.5000, 0.0000, 1.5000]) tensor([inf, nan])
}

func ExampleTensor_T() {
	fmt.Println(mlx.FromRows([][]float64{{1, 2, 3}, {4, 5, 6}}).T())
	// Output:
	// tensor([[1., 4.],
	//         [2., 5.],
	//         [3., 6.]])
}

func ExampleTensor_MatMul() {
	// A linear layer is x·Wᵀ + b.
	layer := mlx.Linear(3, 2).Seed(1)
	x := mlx.Randn(2, 4, 3)
	y := x.MatMul(layer.Parameter("weight").T()).Add(layer.Parameter("bias"))
	difference := y.Sub(layer.Forward(x))
	fmt.Println(y.Shape(), difference.Max() < 1e-6, difference.Min() > -1e-6)
	// Output:
	// [4 2] true true
}

func ExampleTensor_Eq() {
	y := mlx.ReLU().Forward(mlx.NewTensor(-3, -0.5, 0, 1, 2.5))
	fmt.Println(y.Eq(0), y.Eq(0).Mean()) // the share of zeros
	// Output:
	// tensor([1., 1., 1., 0., 0.]) 0.6
}

func ExampleTensor_Ne() {
	fmt.Println(mlx.NewTensor(0, 1, 2).Ne(1))
	// Output:
	// tensor([1., 0., 1.])
}

func ExampleTensor_Lt() {
	fmt.Println(mlx.NewTensor(0, 1, 2).Lt(1))
	// Output:
	// tensor([1., 0., 0.])
}

func ExampleTensor_Le() {
	fmt.Println(mlx.NewTensor(0, 1, 2).Le(1))
	// Output:
	// tensor([1., 1., 0.])
}

func ExampleTensor_Gt() {
	before, after := mlx.NewTensor(0.61, 0.48, 0.55), mlx.NewTensor(0.52, 0.49, 0.50)
	fmt.Println("better for", before.Gt(after).Sum(), "of", before.Len())
	// Output:
	// better for 2 of 3
}

func ExampleTensor_Ge() {
	fmt.Println(mlx.NewTensor(0, 1, 2).Ge(1))
	// Output:
	// tensor([0., 1., 1.])
}
