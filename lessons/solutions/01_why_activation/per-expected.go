//go:build ignore

package main

type cohort struct{ Died, Risk []float64 }

func perExpected(p cohort) float64 {
	died, expected := 0.0, 0.0
	for i := range p.Died {
		died += p.Died[i]
		expected += p.Risk[i]
	}
	return died / expected
}
