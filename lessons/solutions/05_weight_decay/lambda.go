//go:build ignore

package main

func lambdaOf(weightDecay float64) float64 {
	return weightDecay / 2 // weight_decay adds weight_decay·w to the gradient, λΣw² adds 2λw
}
