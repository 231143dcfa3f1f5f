package mlx_test

import (
	"fmt"

	"golessons/mlx"
)

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

func ExampleModule_NumParameters() {
	fmt.Println(mlx.Sequential(mlx.Linear(2, 16), mlx.ReLU(), mlx.Linear(16, 1)).NumParameters())
	// Output:
	// 65
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
