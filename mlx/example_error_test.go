package mlx_test

import (
	"errors"
	"fmt"

	"golessons/mlx"
)

func ExampleError() {
	defer func() { fmt.Println(recover()) }() // not needed in a notebook, see the package's text
	mlx.Dropout(1.5)
	// Output:
	// mlx: Dropout: p = 1.5, want 0 ≤ p ≤ 1
}

func ExampleError_Error() {
	fmt.Println((&mlx.Error{Where: "Dropout", Problem: "p = 1.5, want 0 ≤ p ≤ 1"}).Error())
	// Output:
	// mlx: Dropout: p = 1.5, want 0 ≤ p ≤ 1
}

func ExampleError_Unwrap() {
	cause := errors.New("disk full")
	fmt.Println(errors.Is(&mlx.Error{Where: "Save", Problem: "disk full", Err: cause}, cause))
	// Output:
	// true
}
