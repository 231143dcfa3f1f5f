// This cell trains a network and draws its losses.
package main

import (
	"fmt"

	"golessons/helpers"
	"golessons/helpers/figure"
	"golessons/mlx"
)

func main() {
	helpers.Seed(1)
	fmt.Println(mlx.ReLU().Forward(mlx.NewTensor(-3, -0.5, 0, 1, 2.5)))
	figure.New("loss", "epoch", "loss").Line("training", []float64{1, 2, 3}, []float64{0.9, 0.5, 0.4}).Show()
}
