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

// swish is a module of the learner's own.
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

func ExampleModule() {
	var model *mlx.Module = mlx.Sequential(mlx.Linear(3, 2), mlx.Tanh()).Seed(42)
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

func ExampleModule_Parameters() {
	model := mlx.Sequential(mlx.Linear(2, 2), mlx.ReLU(), mlx.Linear(2, 1)).Seed(1)
	for _, p := range model.Parameters() {
		fmt.Println(p.Name, p.Value.Shape())
	}
	// Output:
	// 0.weight [2 2]
	// 0.bias [2]
	// 2.weight [1 2]
	// 2.bias [1]
}

func ExampleModule_Parameter() {
	fmt.Println(mlx.Linear(2, 1).Seed(3).Parameter("bias"))
	// Output:
	// tensor([0.3429])
}

func ExampleModule_SetParameter() {
	model := mlx.Linear(1, 1)
	model.SetParameter("weight", mlx.NewTensor(2).Reshape(1, 1))
	model.SetParameter("bias", mlx.NewTensor(-1))
	fmt.Println(model.Forward(mlx.Column(0, 1, 2)))
	// Output:
	// tensor([[-1.],
	//         [ 1.],
	//         [ 3.]])
}

func ExampleModule_ScaleParameter() {
	model := mlx.Sequential(mlx.Linear(1, 32), mlx.ReLU(), mlx.Linear(32, 1)).Seed(1)
	before := model.Parameter("2.weight").Norm()
	model.ScaleParameter("weight", 10)
	fmt.Printf("%.0f times as large\n", model.Parameter("2.weight").Norm()/before)
	// Output:
	// 10 times as large
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

func ExampleModule_NumParameters() {
	fmt.Println(mlx.Sequential(mlx.Linear(2, 16), mlx.ReLU(), mlx.Linear(16, 1)).NumParameters())
	// Output:
	// 65
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

func ExampleNamedTensor() {
	p := mlx.Linear(2, 1).Parameters()[1]
	fmt.Println(p.Name, p.Value.Shape())
	// Output:
	// bias [1]
}

func ExampleNamedTensors() {
	for _, p := range mlx.Linear(2, 1).Parameters() {
		fmt.Println(p.Name, p.Value.Len())
	}
	// Output:
	// weight 2
	// bias 1
}

func ExampleNamedTensors_Get() {
	fmt.Println(mlx.Linear(2, 1).Parameters().Get("weight").Shape())
	// Output:
	// [1 2]
}

func ExampleNamedTensors_String() {
	ones := mlx.NamedTensors{{Name: "ones", Value: mlx.Ones(2)}, {Name: "zeros", Value: mlx.Zeros(1, 2)}}
	fmt.Println(ones.String())
	// Output:
	// ones [2]
	// tensor([1., 1.])
	// zeros [1, 2]
	// tensor([[0., 0.]])
}

func ExampleModule_MarshalBinary() {
	data, err := mlx.Linear(2, 1).Seed(1).MarshalBinary()
	fmt.Println(string(data[:4]), err)
	// Output:
	// mlx1 <nil>
}

func ExampleModule_UnmarshalBinary() {
	data, _ := mlx.Sequential(mlx.Linear(2, 1), mlx.Tanh()).Seed(1).MarshalBinary()
	var model mlx.Module
	err := model.UnmarshalBinary(data)
	fmt.Println(&model, err)
	// Output:
	// Sequential, training mode
	//   (0) Linear(in_features=2, out_features=1, bias=true)  weight [1, 2]  bias [1]: 3
	//   (1) Tanh()
	// 3 parameters <nil>
}
