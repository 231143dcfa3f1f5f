package mlx_test

import (
	"fmt"

	"golessons/mlx"
)

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
