package mlx_test

import (
	"fmt"

	"golessons/mlx"
)

func ExampleReLU() {
	x := mlx.NewTensor(-3, -0.5, 0, 1, 2.5)
	relu := mlx.ReLU()
	fmt.Println(relu.Forward(x))
	fmt.Println(relu.Derivative(x))
	// Output:
	// tensor([0.0000, 0.0000, 0.0000, 1.0000, 2.5000])
	// tensor([0., 0., 0., 1., 1.])
}

func ExampleLeakyReLU() {
	x := mlx.NewTensor(-3, -0.5, 0, 1, 2.5)
	leaky := mlx.LeakyReLU(0.1)
	fmt.Println(leaky.Forward(x))
	fmt.Println(leaky.Derivative(x))
	// Output:
	// tensor([-0.3000, -0.0500,  0.0000,  1.0000,  2.5000])
	// tensor([0.1000, 0.1000, 0.1000, 1.0000, 1.0000])
}

func ExampleSigmoid() {
	x := mlx.NewTensor(-6, 0, 6)
	sigmoid := mlx.Sigmoid()
	fmt.Println(sigmoid.Forward(x))
	fmt.Println(sigmoid.Derivative(x))
	// Output:
	// tensor([0.0025, 0.5000, 0.9975])
	// tensor([0.0025, 0.2500, 0.0025])
}

func ExampleTanh() {
	x := mlx.NewTensor(-2, 0, 2)
	tanh := mlx.Tanh()
	fmt.Println(tanh.Forward(x))
	fmt.Println(tanh.Derivative(x))
	// Output:
	// tensor([-0.9640,  0.0000,  0.9640])
	// tensor([0.0707, 1.0000, 0.0707])
}

func ExampleGELU() {
	fmt.Println(mlx.GELU().Forward(mlx.NewTensor(-2, -0.5, 0, 0.5, 2)))
	// Output:
	// tensor([-0.0455, -0.1543,  0.0000,  0.3457,  1.9545])
}
