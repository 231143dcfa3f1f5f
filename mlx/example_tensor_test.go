package mlx_test

import (
	"fmt"
	"math"

	"golessons/mlx"
)

func ExampleTensor() {
	fmt.Println(mlx.NewTensor(-3, -0.5, 0, 1, 2.5))
	fmt.Println(mlx.Ones(1, 10))
	fmt.Println(mlx.NewTensor(1e-6, 1, math.NaN()))
	// Output:
	// tensor([-3.0000, -0.5000,  0.0000,  1.0000,  2.5000])
	// tensor([[1., 1., 1., 1., 1., 1., 1., 1., 1., 1.]])
	// tensor([1.0000e-06, 1.0000e+00,        nan])
}

func ExampleNewTensor() {
	values := []float64{1, 2, 3}
	fmt.Println(mlx.NewTensor(0.5, 1), mlx.NewTensor(values...))
	// Output:
	// tensor([0.5000, 1.0000]) tensor([1., 2., 3.])
}

func ExampleFromRows() {
	fmt.Println(mlx.FromRows([][]float64{{1, 2}, {3, 4}}))
	// Output:
	// tensor([[1., 2.],
	//         [3., 4.]])
}

func ExampleColumn() {
	fmt.Println(mlx.Column(1, 2, 3))
	// Output:
	// tensor([[1.],
	//         [2.],
	//         [3.]])
}

func ExampleFull() {
	fmt.Println(mlx.Full(7, 2, 2))
	// Output:
	// tensor([[7., 7.],
	//         [7., 7.]])
}

func ExampleZeros() {
	fmt.Println(mlx.Zeros(3))
	// Output:
	// tensor([0., 0., 0.])
}

func ExampleOnes() {
	fmt.Println(mlx.Ones(1, 3))
	// Output:
	// tensor([[1., 1., 1.]])
}

func ExampleLinspace() {
	fmt.Println(mlx.Linspace(-1, 1, 5))
	// Output:
	// tensor([-1.0000, -0.5000,  0.0000,  0.5000,  1.0000])
}

func ExampleRand() {
	fmt.Println(mlx.Rand(1, 3))
	fmt.Println(mlx.Rand(1, 3))
	// Output:
	// tensor([0.9130, 0.8225, 0.4081])
	// tensor([0.9130, 0.8225, 0.4081])
}

func ExampleRandn() {
	x := mlx.Randn(1, 1000)
	fmt.Printf("mean %.1f, deviation %.1f\n", x.Mean(), x.Std())
	// Output:
	// mean 0.0, deviation 1.0
}

func ExampleTensor_Shape() {
	fmt.Println(mlx.Ones(2, 3).Shape())
	// Output:
	// [2 3]
}

func ExampleTensor_Len() {
	fmt.Println(mlx.Ones(2, 3).Len())
	// Output:
	// 6
}

func ExampleTensor_Values() {
	fmt.Println(mlx.FromRows([][]float64{{1, 2}, {3, 4}}).Values())
	// Output:
	// [1 2 3 4]
}

func ExampleTensor_Rows() {
	for _, row := range mlx.Linspace(1, 6, 6).Reshape(2, 3).Rows() {
		fmt.Println(row)
	}
	// Output:
	// [1 2 3]
	// [4 5 6]
}

func ExampleTensor_At() {
	fmt.Println(mlx.FromRows([][]float64{{1, 2}, {3, 4}}).At(1, 0))
	// Output:
	// 3
}

func ExampleTensor_Item() {
	fmt.Println(mlx.MSELoss().Forward(mlx.NewTensor(3), mlx.NewTensor(1)).Item())
	// Output:
	// 4
}

func ExampleTensor_Reshape() {
	fmt.Println(mlx.Linspace(1, 6, 6).Reshape(2, -1))
	// Output:
	// tensor([[1., 2., 3.],
	//         [4., 5., 6.]])
}

func ExampleTensor_Map() {
	fmt.Println(mlx.NewTensor(1, 4, 9).Map(math.Sqrt))
	// Output:
	// tensor([1., 2., 3.])
}

func ExampleTensor_String() {
	fmt.Println(mlx.NewTensor(1, 2).String())
	// Output:
	// tensor([1., 2.])
}
