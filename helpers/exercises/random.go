package exercises

import (
	"math"
	"math/rand/v2"

	"golessons/helpers"
)

// A random makes random cases, of numbers that are pleasant to read.
type random struct{ *rand.Rand }

// newRandom returns the random numbers of an exercise, the same at each call.
func newRandom() random {
	return random{rand.New(rand.NewPCG(uint64(helpers.Seed(1)), 33))}
}

// between returns a number from low to high in steps of step.
func (r random) between(low, high, step float64) float64 {
	v := low + step*float64(r.IntN(int(math.Round((high-low)/step))+1))
	return math.Round(v*1e9) / 1e9
}

// numbers returns n numbers from low to high in steps of step.
func (r random) numbers(n int, low, high, step float64) []float64 {
	all := make([]float64, n)
	for i := range all {
		all[i] = r.between(low, high, step)
	}
	return all
}

// outcomes returns n zeros and ones.
func (r random) outcomes(n int) []float64 { return r.numbers(n, 0, 1, 1) }

// and returns the given cases and ten random ones.
func and[I any](another func() I, given ...I) []I {
	for range 10 {
		given = append(given, another())
	}
	return given
}
