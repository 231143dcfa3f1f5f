package mlx_test

import (
	"fmt"

	"github.com/gomlx/gomlx/core/graph"

	"golessons/mlx"
)

func ExampleMSELoss() {
	input, target := mlx.NewTensor(1, 2, 3), mlx.NewTensor(1, 0, 0)
	fmt.Println(mlx.MSELoss().Forward(input, target))
	fmt.Println(mlx.MSELoss(mlx.None).Forward(input, target))
	// Output:
	// tensor(4.3333)
	// tensor([0., 4., 9.])
}

func ExampleBCEWithLogitsLoss() {
	loss := mlx.BCEWithLogitsLoss()
	fmt.Println(loss.Forward(mlx.NewTensor(0), mlx.NewTensor(1)), "not sure: ln 2")
	fmt.Println(loss.Forward(mlx.NewTensor(5), mlx.NewTensor(1)), "sure and right")
	fmt.Println(loss.Forward(mlx.NewTensor(5), mlx.NewTensor(0)), "sure and wrong")
	// Output:
	// tensor(0.6931) not sure: ln 2
	// tensor(0.0067) sure and right
	// tensor(5.0067) sure and wrong
}

func ExampleCrossEntropyLoss() {
	logits := mlx.FromRows([][]float64{{2, 0, 0}, {0, 0, 0}})
	classes := mlx.NewTensor(0, 2)
	fmt.Println(mlx.CrossEntropyLoss(mlx.None).Forward(logits, classes))
	fmt.Println(mlx.CrossEntropyLoss().Gradient(logits, classes))
	// Output:
	// tensor([0.2395, 1.0986])
	// tensor([[-0.1065,  0.0533,  0.0533],
	//         [ 0.1667,  0.1667, -0.3333]])
}

func ExampleLossFunc() {
	absolute := mlx.LossFunc(func(input, target *graph.Node) *graph.Node {
		return graph.Abs(graph.Sub(input, target))
	})
	fmt.Println(absolute.Forward(mlx.NewTensor(1, 2, 3), mlx.Zeros(3)))
	// Output:
	// tensor(2.)
}

func ExampleReduction() {
	input, target := mlx.NewTensor(1, 2), mlx.Zeros(2)
	for _, r := range []mlx.Reduction{mlx.Mean, mlx.Sum, mlx.None} {
		fmt.Println(r, mlx.MSELoss(r).Forward(input, target))
	}
	// Output:
	// mean tensor(2.5000)
	// sum tensor(5.)
	// none tensor([1., 4.])
}

func ExampleLoss() {
	for _, loss := range []*mlx.Loss{mlx.MSELoss(), mlx.BCEWithLogitsLoss()} {
		fmt.Println(loss, loss.Forward(mlx.NewTensor(0.5), mlx.NewTensor(1)))
	}
	// Output:
	// MSELoss(reduction=mean) tensor(0.2500)
	// BCEWithLogitsLoss(reduction=mean) tensor(0.4741)
}

func ExampleLoss_Forward() {
	weight := mlx.NewTensor(1, 0, 2) // the second example does not count
	fmt.Println(mlx.MSELoss().Forward(mlx.NewTensor(1, 2, 3), mlx.Zeros(3), weight))
	// Output:
	// tensor(6.3333)
}

func ExampleLoss_Gradient() {
	fmt.Println(mlx.BCEWithLogitsLoss(mlx.Sum).Gradient(mlx.NewTensor(0, 3), mlx.NewTensor(1, 1)))
	// Output:
	// tensor([-0.5000, -0.0474])
}

func ExampleLoss_String() {
	fmt.Println(mlx.MSELoss(mlx.Sum).String())
	// Output:
	// MSELoss(reduction=sum)
}
