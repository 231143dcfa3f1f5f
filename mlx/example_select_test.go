package mlx_test

import (
	"fmt"
)

func ExampleTensor_Select() {
	fmt.Println(pressures.Select(0, 2)) // row 2
	fmt.Println(pressures.Select(1, 0)) // column 0
	// Output:
	// tensor([135., 139.])
	// tensor([120., 150., 135.])
}

func ExampleTensor_Subset() {
	fmt.Println(pressures.Subset(2, 0))
	// Output:
	// tensor([[135., 139.],
	//         [120., 124.]])
}

func ExampleTensor_Filter() {
	fmt.Println(pressures.Filter(pressures.Select(1, 0).Gt(130)))
	fmt.Println(pressures.Filter(pressures.Ge(140)))
	// Output:
	// tensor([[150., 142.],
	//         [135., 139.]])
	// tensor([150., 142.])
}
