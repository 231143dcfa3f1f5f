//go:build ignore

package main

func threePiles(order []int) (train, validation, test []int) {
	n := len(order)
	return order[:n*6/10], order[n*6/10 : n*8/10], order[n*8/10:] // two cuts, at 60 % and 80 %
}
