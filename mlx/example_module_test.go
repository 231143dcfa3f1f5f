package mlx_test

import (
	"fmt"

	"golessons/mlx"

	"github.com/gomlx/gomlx/core/graph"
)

func ExampleModule() {
	model := mlx.Sequential(mlx.Linear(3, 2), mlx.Tanh()).Seed(42)
	fmt.Println(model.Forward(mlx.FromRows([][]float64{{1, 2, 3}, {0, 0, 0}})))
	// Output:
	// tensor([[0.4831, 0.8817],
	//         [0.1028, 0.4215]])
}

func ExampleModule_Apply() {
	block := mlx.Sequential(mlx.Linear(4, 4), mlx.ReLU())
	residual := func(x *graph.Node) *graph.Node { return graph.Add(x, block.Apply(x)) }
	fmt.Println(mlx.Func(residual, block).NumParameters())
	// Output:
	// 20
}

func ExampleModule_Seed() {
	a := mlx.Linear(2, 1).Seed(1)
	b := mlx.Linear(2, 1).Seed(1)
	c := mlx.Linear(2, 1).Seed(2)
	fmt.Println(a.Parameter("weight"))
	fmt.Println(b.Parameter("weight"))
	fmt.Println(c.Parameter("weight"))
	// Output:
	// tensor([[ 0.6610, -0.4175]])
	// tensor([[ 0.6610, -0.4175]])
	// tensor([[ 0.5358, -0.5102]])
}

func ExampleModule_Train() {
	model := mlx.Dropout(0.5).Eval()
	fmt.Println(model.Train())
	// Output:
	// Dropout(p=0.5) dropping, training mode
}

func ExampleModule_Eval() {
	fmt.Println(mlx.Dropout(0.5).Eval())
	// Output:
	// Dropout(p=0.5) off, evaluation mode
}

func ExampleModule_Training() {
	model := mlx.ReLU()
	fmt.Println(model.Training(), model.Eval().Training())
	// Output:
	// true false
}

func ExampleModule_NumLayers() {
	fmt.Println(mlx.Sequential(mlx.Linear(2, 16), mlx.ReLU(), mlx.Linear(16, 1)).NumLayers())
	// Output:
	// 3
}

func ExampleModule_Layer() {
	model := mlx.Sequential(mlx.Linear(2, 16), mlx.ReLU(), mlx.Linear(16, 1)).Seed(1)
	fmt.Println(model.Layer(1))
	before := model.Layer(0).Forward(mlx.Randn(1, 100, 2)) // the inputs of ReLU
	fmt.Println(before.Shape())
	// Output:
	// ReLU(), training mode
	// [100 16]
}

func ExampleModule_Slice() {
	model := mlx.Sequential(mlx.Linear(2, 16), mlx.ReLU(), mlx.Linear(16, 1)).Seed(1)
	features := model.Slice(0, 2)
	fmt.Println(features)
	fmt.Println("features of a patient:", features.Forward(mlx.Randn(1, 1, 2)).Shape())
	// Output:
	// Sequential, training mode
	//   (0) Linear(in_features=2, out_features=16, bias=true)  weight [16, 2]  bias [16]: 48
	//   (1) ReLU()
	// 48 parameters
	// features of a patient: [1 16]
}

func ExampleModule_String() {
	fmt.Println(mlx.Sequential(mlx.Linear(1, 8, false), mlx.Dropout(0.1)).Eval().String())
	// Output:
	// Sequential, evaluation mode
	//   (0) Linear(in_features=1, out_features=8, bias=false)  weight [8, 1]: 8
	//   (1) Dropout(p=0.1) off
	// 8 parameters
}

func ExampleModule_Forward() {
	fmt.Println(mlx.Sigmoid().Forward(mlx.NewTensor(-1, 0, 1)))
	// Output:
	// tensor([0.2689, 0.5000, 0.7311])
}

func ExampleModule_Derivative() {
	fmt.Println(mlx.Tanh().Derivative(mlx.NewTensor(-1, 0, 1)))
	// Output:
	// tensor([0.4200, 1.0000, 0.4200])
}

func ExampleModule_Activations() {
	model := mlx.Sequential(mlx.Linear(2, 3), mlx.ReLU()).Seed(1)
	fmt.Println(model.Activations(mlx.FromRows([][]float64{{1, 1}, {-1, 2}})))
	// Output:
	// 0 Linear [2, 3]
	// tensor([[ 0.4898,  0.2508,  0.0039],
	//         [-1.2497,  0.5163, -0.3106]])
	// 1 ReLU [2, 3]
	// tensor([[0.4898, 0.2508, 0.0039],
	//         [0.0000, 0.5163, 0.0000]])
}

func ExampleModule_Masks() {
	model := mlx.Sequential(mlx.Dropout(0.5), mlx.ReLU()).Seed(5)
	fmt.Println(model.Forward(mlx.Full(3, 1, 6)))
	fmt.Println(model.Masks())
	// Output:
	// tensor([[6., 0., 6., 6., 6., 6.]])
	// mask0 [1, 6]
	// tensor([[2., 0., 2., 2., 2., 2.]])
}

func ExampleModule_Gradients() {
	model := mlx.Linear(1, 1)
	model.SetParameter("weight", mlx.NewTensor(2).Reshape(1, 1))
	model.SetParameter("bias", mlx.NewTensor(0))
	data := mlx.NewDataset(mlx.Column(1, 2), mlx.Column(1, 2))
	fmt.Println(model.Gradients(mlx.MSELoss(), data))
	fmt.Println(model.Gradients(mlx.MSELoss(), data, mlx.L2(0.5)).Get("weight"))
	// Output:
	// weight [1, 1]
	// tensor([[5.]])
	// bias [1]
	// tensor([3.])
	// tensor([[7.]])
}

func ExampleModule_InputGradient() {
	model := mlx.Linear(2, 1, false)
	model.SetParameter("weight", mlx.FromRows([][]float64{{3, 0}}))
	data := mlx.NewDataset(mlx.Ones(1, 2), mlx.Zeros(1, 1))
	fmt.Println(model.InputGradient(mlx.MSELoss(), data))
	// Output:
	// tensor([[18.,  0.]])
}
