package mlx_test

import (
	"fmt"
	"os"
	"path/filepath"

	"golessons/mlx"
)

func ExampleModule_Save() {
	dir, _ := os.MkdirTemp("", "mlx")
	defer os.RemoveAll(dir)
	fmt.Println(mlx.Linear(2, 1).Save(filepath.Join(dir, "model.mlx")))
	// Output:
	// <nil>
}

func ExampleModule_Load() {
	dir, _ := os.MkdirTemp("", "mlx")
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "model.mlx")
	mlx.Sequential(mlx.Linear(2, 1), mlx.Sigmoid()).Seed(1).Save(path)

	var model mlx.Module
	fmt.Println(model.Load(path))
	fmt.Println(model.Forward(mlx.Ones(1, 2)))
	// Output:
	// <nil>
	// tensor([[0.6201]])
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
