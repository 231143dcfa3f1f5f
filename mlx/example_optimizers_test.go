package mlx_test

import (
	"fmt"

	"golessons/mlx"
)

// bowl returns the gradient of x².
func bowl(x mlx.Tensor) mlx.Tensor { return x.Map(func(v float64) float64 { return 2 * v }) }

func ExampleSGD() {
	fmt.Println(mlx.SGD(0.1, mlx.Momentum(0.9), mlx.WeightDecay(0.01)))
	for _, x := range mlx.SGD(0.25).Path(mlx.NewTensor(8), bowl, 3) {
		fmt.Println(x.Item())
	}
	// Output:
	// SGD(lr=0.1, momentum=0.9, nesterov=false, weight_decay=0.01)
	// 8
	// 4
	// 2
	// 1
}

func ExampleAdam() {
	fmt.Println(mlx.Adam(0.001, mlx.WeightDecay(1e-4)))
	for _, x := range mlx.Adam(0.5).Path(mlx.NewTensor(8), bowl, 3) {
		fmt.Printf("%.3f\n", x.Item())
	}
	// Output:
	// Adam(lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0.0001)
	// 8.000
	// 7.500
	// 7.001
	// 6.504
}

func ExampleAdamW() {
	fmt.Println(mlx.AdamW(0.001))
	// Without a gradient only the decay is left: w · (1 - 0.5·0.1) each step.
	flat := func(x mlx.Tensor) mlx.Tensor { return mlx.Zeros(1) }
	for _, x := range mlx.AdamW(0.5, mlx.WeightDecay(0.1)).Path(mlx.NewTensor(8), flat, 2) {
		fmt.Printf("%.3f\n", x.Item())
	}
	// Output:
	// AdamW(lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0.01)
	// 8.000
	// 7.600
	// 7.220
}

func ExampleOption() {
	options := []mlx.Option{mlx.Momentum(0.9), mlx.Nesterov()}
	fmt.Println(mlx.SGD(0.1, options...))
	// Output:
	// SGD(lr=0.1, momentum=0.9, nesterov=true, weight_decay=0)
}

func ExampleMomentum() {
	slope := func(x mlx.Tensor) mlx.Tensor { return mlx.Ones(1) }
	for _, x := range mlx.SGD(1, mlx.Momentum(0.5)).Path(mlx.NewTensor(0), slope, 3) {
		fmt.Println(x.Item())
	}
	// Output:
	// 0
	// -1
	// -2.5
	// -4.25
}

func ExampleNesterov() {
	slope := func(x mlx.Tensor) mlx.Tensor { return mlx.Ones(1) }
	for _, x := range mlx.SGD(1, mlx.Momentum(0.5), mlx.Nesterov()).Path(mlx.NewTensor(0), slope, 3) {
		fmt.Println(x.Item())
	}
	// Output:
	// 0
	// -1.5
	// -3.25
	// -5.125
}

func ExampleWeightDecay() {
	fmt.Println(mlx.Adam(0.001, mlx.WeightDecay(1e-4)))           // all parameters, as in PyTorch
	fmt.Println(mlx.Adam(0.001, mlx.WeightDecay(1e-4, "weight"))) // weights only
	// Output:
	// Adam(lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0.0001)
	// Adam(lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0.0001 on weight)
}

func ExampleBetas() {
	fmt.Println(mlx.Adam(0.001, mlx.Betas(0.8, 0.99)))
	// Output:
	// Adam(lr=0.001, betas=(0.8, 0.99), eps=1e-08, weight_decay=0)
}

func ExampleEps() {
	fmt.Println(mlx.Adam(0.001, mlx.Eps(1e-7)))
	// Output:
	// Adam(lr=0.001, betas=(0.9, 0.999), eps=1e-07, weight_decay=0)
}

func ExampleOptimizer() {
	for _, o := range []*mlx.Optimizer{mlx.SGD(0.1), mlx.Adam(0.001), mlx.AdamW(0.001)} {
		fmt.Println(o)
	}
	// Output:
	// SGD(lr=0.1, momentum=0, nesterov=false, weight_decay=0)
	// Adam(lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0)
	// AdamW(lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0.01)
}

func ExampleOptimizer_Step() {
	model := mlx.Linear(1, 1).Seed(1)
	data := mlx.NewDataset(mlx.Column(0, 1, 2), mlx.Column(1, 3, 5)) // y = 2x + 1
	loss, optimizer := mlx.MSELoss(), mlx.SGD(0.2)
	for range 200 {
		optimizer.Step(model, model.Gradients(loss, data))
	}
	fmt.Println(model.Parameters())
	// Output:
	// weight [1, 1]
	// tensor([[2.0000]])
	// bias [1]
	// tensor([1.0000])
}

func ExampleOptimizer_LR() {
	optimizer := mlx.SGD(0.1, mlx.StepLR(2, 0.5))
	for epoch := range 4 {
		optimizer.SetEpoch(epoch)
		fmt.Println(optimizer.LR())
	}
	// Output:
	// 0.1
	// 0.1
	// 0.05
	// 0.05
}

func ExampleOptimizer_SetLR() {
	optimizer := mlx.SGD(0.1)
	optimizer.SetLR(optimizer.LR() / 2)
	fmt.Println(optimizer)
	// Output:
	// SGD(lr=0.05, momentum=0, nesterov=false, weight_decay=0)
}

func ExampleOptimizer_SetEpoch() {
	model := mlx.Linear(1, 1).Seed(1)
	data := mlx.NewDataset(mlx.Column(0, 1, 2), mlx.Column(1, 3, 5)) // y = 2x + 1
	optimizer := mlx.SGD(0.2, mlx.CosineAnnealingLR(100, 0))
	for epoch := range 100 {
		optimizer.SetEpoch(epoch)
		optimizer.Step(model, model.Gradients(mlx.MSELoss(), data))
	}
	fmt.Printf("%.3f\n", model.Forward(mlx.Column(3)).Item())
	// Output:
	// 7.000
}

func ExampleOptimizer_Path() {
	for _, x := range mlx.SGD(0.25).Path(mlx.NewTensor(4, -2), bowl, 2) {
		fmt.Println(x)
	}
	// Output:
	// tensor([ 4., -2.])
	// tensor([ 2., -1.])
	// tensor([ 1.0000, -0.5000])
}

func ExampleOptimizer_String() {
	fmt.Println(mlx.SGD(0.1, mlx.StepLR(30, 0.1)).String())
	// Output:
	// SGD(lr=0.1, momentum=0, nesterov=false, weight_decay=0, StepLR(30, 0.1))
}
