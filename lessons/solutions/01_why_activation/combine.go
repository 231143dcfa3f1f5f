//go:build ignore

package main

type counter struct{ Rate, Fee float64 }

func combine(pair [2]counter) counter {
	first, second := pair[0], pair[1]
	return counter{Rate: second.Rate * first.Rate, Fee: second.Rate*first.Fee + second.Fee}
}
