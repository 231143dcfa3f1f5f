//go:build ignore

package main

func combine(rate1, fee1, rate2, fee2 float64) (rate, fee float64) {
	return rate2 * rate1, rate2*fee1 + fee2
}
