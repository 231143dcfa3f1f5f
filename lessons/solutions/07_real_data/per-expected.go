//go:build ignore

package main

func perExpected(died, risk []float64) float64 {
	deaths, expected := 0.0, 0.0
	for i := range died {
		deaths += died[i]
		expected += risk[i]
	}
	return deaths / expected
}
