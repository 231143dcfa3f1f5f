package mlx_test

import (
	"fmt"

	"golessons/mlx"
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

func ExampleDataset_Filter() {
	data := mlx.NewDataset(pressures, mlx.Column(0, 1, 1))
	high := data.Filter(pressures.MeanAxis(1).Gt(140))
	fmt.Println(high.Inputs(), high.Targets())
	// Output:
	// tensor([[150., 142.]]) tensor([[1.]])
}

func ExampleTensor_Sigmoid() {
	logits := mlx.NewTensor(-2, 0, 2)
	fmt.Println(logits.Sigmoid())
	// Output:
	// tensor([0.1192, 0.5000, 0.8808])
}

func ExampleTensor_Softmax() {
	logits := mlx.FromRows([][]float64{{2, 1, 0}, {0, 0, 0}})
	fmt.Println(logits.Softmax(1))
	// Output:
	// tensor([[0.6652, 0.2447, 0.0900],
	//         [0.3333, 0.3333, 0.3333]])
}
