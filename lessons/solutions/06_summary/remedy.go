//go:build ignore

package main

func remedy(graph string) int {
	switch graph {
	case "A":
		return 2 // even the training loss is high: held down too much
	case "B":
		return 1 // training and validation drift apart: overfitting
	default: // "C"
		return 3
	}
}
