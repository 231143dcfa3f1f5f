package mlx_test

import (
	"fmt"

	"golessons/mlx"
)

func ExampleStepLR() {
	slope := func(x mlx.Tensor) mlx.Tensor { return mlx.Ones(1) }
	for _, x := range mlx.SGD(1, mlx.StepLR(2, 0.5)).Path(mlx.NewTensor(0), slope, 4) {
		fmt.Println(x.Item())
	}
	// Output:
	// 0
	// -1
	// -2
	// -2.5
	// -3
}

func ExampleCosineAnnealingLR() {
	slope := func(x mlx.Tensor) mlx.Tensor { return mlx.Ones(1) }
	for _, x := range mlx.SGD(1, mlx.CosineAnnealingLR(2, 0)).Path(mlx.NewTensor(0), slope, 2) {
		fmt.Printf("%.2f\n", x.Item())
	}
	// Output:
	// 0.00
	// -1.00
	// -1.50
}
