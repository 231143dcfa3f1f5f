package mlx_test

import (
	"fmt"

	"github.com/gomlx/gomlx/core/graph"

	"golessons/mlx"
)

func ExampleLinear() {
	layer := mlx.Linear(2, 3).Seed(1)
	fmt.Println(layer)
	fmt.Println(layer.Forward(mlx.Ones(4, 2)).Shape())
	// Output:
	// Linear(in_features=2, out_features=3, bias=true)  weight [3, 2]  bias [3]: 9, training mode
	// [4 3]
}

func ExampleDropout() {
	dropout := mlx.Dropout(0.5)
	x := mlx.Ones(1, 10)
	fmt.Println(dropout.Train().Forward(x))
	fmt.Println(dropout.Eval().Forward(x))
	// Output:
	// tensor([[2., 0., 0., 2., 0., 2., 0., 0., 2., 2.]])
	// tensor([[1., 1., 1., 1., 1., 1., 1., 1., 1., 1.]])
}

func ExampleSequential() {
	model := mlx.Sequential(
		mlx.Linear(2, 16),
		mlx.ReLU(),
		mlx.Dropout(0.2),
		mlx.Linear(16, 1),
	)
	fmt.Println(model)
	// Output:
	// Sequential, training mode
	//   (0) Linear(in_features=2, out_features=16, bias=true)  weight [16, 2]  bias [16]: 48
	//   (1) ReLU()
	//   (2) Dropout(p=0.2) dropping
	//   (3) Linear(in_features=16, out_features=1, bias=true)  weight [1, 16]  bias [1]: 17
	// 65 parameters
}

// swish returns x·σ(x), as a function of a learner's own would.
func swish(x *graph.Node) *graph.Node { return graph.Mul(x, graph.Sigmoid(x)) }

func ExampleFunc() {
	model := mlx.Sequential(mlx.Linear(1, 4), mlx.Func(swish), mlx.Linear(4, 1))
	fmt.Println(model)
	fmt.Println(mlx.Func(swish).Derivative(mlx.NewTensor(-1, 0, 1)))
	// Output:
	// Sequential, training mode
	//   (0) Linear(in_features=1, out_features=4, bias=true)  weight [4, 1]  bias [4]: 8
	//   (1) Func(swish)
	//   (2) Linear(in_features=4, out_features=1, bias=true)  weight [1, 4]  bias [1]: 5
	// 13 parameters
	// tensor([0.0723, 0.5000, 0.9277])
}
