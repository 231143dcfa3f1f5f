//go:build ignore

package main

import "golessons/mlx"

func steadyAnswer(model *mlx.Module, patient mlx.Tensor) float64 {
	model.Eval() // nobody rests
	return model.Forward(patient).Sigmoid().Item()
}
