package mlx_test

import (
	"fmt"

	"golessons/mlx"
)

// pressures are the systolic blood pressure of three patients, measured twice.
var pressures = mlx.FromRows([][]float64{{120, 124}, {150, 142}, {135, 139}})

func ExampleTensor_Sum() {
	fmt.Println(mlx.Ones(2, 3).Sum())
	// Output:
	// 6
}

func ExampleTensor_SumAxis() {
	fmt.Println(pressures.SumAxis(0)) // adds up the patients
	fmt.Println(pressures.SumAxis(1)) // adds up the measurements
	// Output:
	// tensor([405., 405.])
	// tensor([244., 292., 274.])
}

func ExampleTensor_Mean() {
	fmt.Println(mlx.NewTensor(1, 2, 6).Mean())
	// Output:
	// 3
}

func ExampleTensor_MeanAxis() {
	// Each feature scaled to mean 0 and standard deviation 1.
	x := pressures.Sub(pressures.MeanAxis(0)).Div(pressures.StdAxis(0))
	fmt.Println(x)
	// Output:
	// tensor([[-1.0000, -1.1406],
	//         [ 1.0000,  0.7259],
	//         [ 0.0000,  0.4148]])
}

func ExampleTensor_Max() {
	fmt.Println(pressures.Max())
	// Output:
	// 150
}

func ExampleTensor_MaxAxis() {
	// The hidden units whose input is 0 or less for every patient cannot learn.
	model := mlx.Sequential(mlx.Linear(2, 16), mlx.ReLU(), mlx.Linear(16, 1)).Seed(1)
	dead := model.Layer(0).Forward(mlx.Randn(1, 100, 2).Sub(3)).MaxAxis(0).Le(0).Sum()
	fmt.Println(dead, "of 16 units are dead")
	// Output:
	// 5 of 16 units are dead
}

func ExampleTensor_Min() {
	fmt.Println(pressures.Min())
	// Output:
	// 120
}

func ExampleTensor_MinAxis() {
	fmt.Println(pressures.MinAxis(1))
	// Output:
	// tensor([120., 142., 135.])
}

func ExampleTensor_ArgMax() {
	fmt.Println(mlx.NewTensor(0.2, 0.7, 0.1).ArgMax())
	// Output:
	// 1
}

func ExampleTensor_ArgMaxAxis() {
	logits := mlx.FromRows([][]float64{{2, 1, 0}, {0, 1, 2}, {1, 3, 1}})
	classes := logits.ArgMaxAxis(1)
	fmt.Println(classes)
	fmt.Printf("accuracy %.2f\n", classes.Eq(mlx.NewTensor(0, 2, 2)).Mean())
	// Output:
	// tensor([0., 2., 1.])
	// accuracy 0.67
}

func ExampleTensor_ArgMin() {
	lambdas := []float64{0, 0.01, 0.1}
	losses := mlx.NewTensor(0.61, 0.48, 0.55)
	fmt.Println("the best λ is", lambdas[losses.ArgMin()])
	// Output:
	// the best λ is 0.01
}

func ExampleTensor_ArgMinAxis() {
	fmt.Println(pressures.ArgMinAxis(1))
	// Output:
	// tensor([0., 1., 0.])
}

func ExampleTensor_Var() {
	x := mlx.NewTensor(1, 2, 6)
	fmt.Println(x.Var()) // (4 + 1 + 9) / 2
	fmt.Printf("%.3f\n", x.Var(false))
	// Output:
	// 7
	// 4.667
}

func ExampleTensor_VarAxis() {
	fmt.Println(pressures.VarAxis(1))
	// Output:
	// tensor([ 8., 32.,  8.])
}

func ExampleTensor_Std() {
	losses := mlx.NewTensor(0.48, 0.50, 0.49)
	fmt.Printf("%.3f ± %.3f\n", losses.Mean(), losses.Std())
	// Output:
	// 0.490 ± 0.010
}

func ExampleTensor_StdAxis() {
	fmt.Println(pressures.StdAxis(0))
	fmt.Println(pressures.StdAxis(0, false)) // divides by n
	// Output:
	// tensor([15.0000,  9.6437])
	// tensor([12.2474,  7.8740])
}

func ExampleTensor_Norm() {
	fmt.Println(mlx.NewTensor(3, 4).Norm())
	// Output:
	// 5
}

func ExampleTensor_NormAxis() {
	fmt.Println(mlx.FromRows([][]float64{{3, 4}, {5, 12}}).NormAxis(1))
	// Output:
	// tensor([ 5., 13.])
}
