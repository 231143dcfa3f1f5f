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
