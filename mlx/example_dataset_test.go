package mlx_test

import (
	"fmt"

	"golessons/mlx"
)

func ExampleDataset() {
	data := threshold()
	fmt.Println(data.Len(), data.Inputs().Shape(), data.Targets().Shape())
	// Output:
	// 46 [46 1] [46 1]
}

func ExampleNewDataset() {
	x := mlx.FromRows([][]float64{{120, 50}, {160, 70}})
	fmt.Println(mlx.NewDataset(x, mlx.Column(0, 1)).Len())
	fmt.Println(mlx.NewDataset(x, mlx.Column(0, 1), mlx.NewTensor(1, 5)).Len()) // the second counts five times
	// Output:
	// 2
	// 2
}

func ExampleDataset_Len() {
	fmt.Println(threshold().Len())
	// Output:
	// 46
}

func ExampleDataset_Inputs() {
	fmt.Println(mlx.NewDataset(mlx.Column(1, 2), mlx.Column(3, 4)).Inputs())
	// Output:
	// tensor([[1.],
	//         [2.]])
}

func ExampleDataset_Targets() {
	fmt.Println(mlx.NewDataset(mlx.Column(1, 2), mlx.Column(3, 4)).Targets())
	// Output:
	// tensor([[3.],
	//         [4.]])
}

func ExampleDataset_Subset() {
	data := mlx.NewDataset(mlx.Column(10, 11, 12), mlx.Column(0, 1, 2))
	fmt.Println(data.Subset(2, 0).Inputs())
	// Output:
	// tensor([[12.],
	//         [10.]])
}

func ExampleDataset_Split() {
	train, test := threshold().Split(0.8, 42)
	fmt.Println(train.Len(), test.Len())
	// Output:
	// 37 9
}

func ExampleDataLoader() {
	data := mlx.NewDataset(mlx.Column(0, 1, 2, 3, 4), mlx.Zeros(5, 1))
	for i, batch := range mlx.NewDataLoader(data, 2).Epoch(0) {
		fmt.Println(i, batch.Inputs().Values())
	}
	// Output:
	// 0 [0 1]
	// 1 [2 3]
	// 2 [4]
}

func ExampleNewDataLoader() {
	fmt.Println(mlx.NewDataLoader(threshold(), 10).Len())
	// Output:
	// 5
}

func ExampleDataLoader_Shuffle() {
	data := mlx.NewDataset(mlx.Column(0, 1, 2, 3), mlx.Zeros(4, 1))
	loader := mlx.NewDataLoader(data, 4).Shuffle(1)
	for epoch := range 2 {
		for _, batch := range loader.Epoch(epoch) {
			fmt.Println(batch.Inputs().Values())
		}
	}
	// Output:
	// [0 3 1 2]
	// [1 0 3 2]
}

func ExampleDataLoader_DropLast() {
	fmt.Println(mlx.NewDataLoader(threshold(), 10).DropLast().Len())
	// Output:
	// 4
}

func ExampleDataLoader_Len() {
	fmt.Println(mlx.NewDataLoader(threshold(), 46).Len())
	// Output:
	// 1
}

func ExampleDataLoader_Epoch() {
	n := 0
	for _, batch := range mlx.NewDataLoader(threshold(), 10).Shuffle(3).Epoch(7) {
		n += batch.Len()
	}
	fmt.Println(n)
	// Output:
	// 46
}

func ExampleDataset_Filter() {
	data := mlx.NewDataset(pressures, mlx.Column(0, 1, 1))
	high := data.Filter(pressures.MeanAxis(1).Gt(140))
	fmt.Println(high.Inputs(), high.Targets())
	// Output:
	// tensor([[150., 142.]]) tensor([[1.]])
}
