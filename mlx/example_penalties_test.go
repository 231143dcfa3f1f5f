package mlx_test

import (
	"fmt"

	"golessons/mlx"
)

func ExamplePenalty() {
	penalties := []mlx.Penalty{mlx.L2(0.01), mlx.L1(0.001)}
	fmt.Println(penalties)
	// Output:
	// [L2(λ=0.01, weight) L1(λ=0.001, weight)]
}

func ExamplePenalty_String() {
	fmt.Println(mlx.L2(0.01, "weight", "bias").String())
	// Output:
	// L2(λ=0.01, weight, bias)
}

func ExampleL2() {
	// The gradient of λ Σ w² is 2λw.
	model := mlx.Linear(2, 1, false)
	model.SetParameter("weight", mlx.FromRows([][]float64{{3, -1}}))
	nothing := mlx.NewDataset(mlx.Zeros(1, 2), mlx.Zeros(1, 1))
	fmt.Println(model.Gradients(mlx.MSELoss(), nothing, mlx.L2(0.5)))
	// Output:
	// weight [1, 2]
	// tensor([[ 3., -1.]])
}

func ExampleL1() {
	model := mlx.Linear(3, 1, false)
	model.SetParameter("weight", mlx.FromRows([][]float64{{3, -1, 0}}))
	nothing := mlx.NewDataset(mlx.Zeros(1, 3), mlx.Zeros(1, 1))
	fmt.Println(model.Gradients(mlx.MSELoss(), nothing, mlx.L1(0.5)))
	// Output:
	// weight [1, 3]
	// tensor([[ 0.5000, -0.5000,  0.0000]])
}
