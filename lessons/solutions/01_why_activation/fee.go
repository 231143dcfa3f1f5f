//go:build ignore

package main

func fee(amount float64) float64 {
	return 0.03*max(0, amount-10_000) + 0.02*max(0, amount-50_000) // 3% + 2% = 5%
}
