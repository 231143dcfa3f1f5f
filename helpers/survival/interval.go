package survival

import (
	"math"

	"golessons/internal/words"
)

// z is how many standard deviations a 95% interval reaches to either side.
const z = 1.96

// Wilson returns the 95% interval of a share, after k of n people had the event:
//
//	(k + z²/2)/(n + z²) ± z/(n + z²) · √(k·(n−k)/n + z²/4), z = 1.96
//
// It stays between 0 and 1, and it has some width even when k is 0 or n.
//
// Errors: n of 0 or less, k below 0 or above n.
//
// Source: Wilson, Probable inference, the law of succession, and statistical
// inference, Journal of the American Statistical Association 22, 1927.
func Wilson(k, n float64) (low, high float64) {
	switch {
	case !(n > 0) || math.IsInf(n, 0):
		mistake(words.Text{"Wilson: a share of %g people, want 1 or more", "Wilson: 人数が %g です。1 以上にしてください。"}, n)
	case !(k >= 0 && k <= n):
		mistake(words.Text{"Wilson: %g of %g, want a count from 0 to %[2]g", "Wilson: %[2]g 人中 %[1]g 人とあります。0 から %[2]g までの数にしてください。"}, k, n)
	}
	centre, half := (k+z*z/2)/(n+z*z), z/(n+z*z)*math.Sqrt(k*(n-k)/n+z*z/4)
	return max(0, centre-half), min(1, centre+half) // rounding could pass them
}

// Poisson returns the approximate 95% interval of a count, such as the deaths of a
// year, which vary from one year to the next as a Poisson distribution does:
//
//	k ± 1.96·√k
//
// The approximation is good for 10 or more and rough below that; it does not go
// below 0. For a count of 0 the upper end is the exact one, −ln 0.025 ≈ 3.7:
// nothing seen does not mean that nothing was to be expected.
//
// Errors: k below 0.
func Poisson(k float64) (low, high float64) {
	if !(k >= 0) || math.IsInf(k, 0) {
		mistake(words.Text{"Poisson: a count of %g, want 0 or more", "Poisson: 数が %g です。0 以上にしてください。"}, k)
	}
	if k == 0 {
		return 0, -math.Log(0.025)
	}
	half := z * math.Sqrt(k)
	return max(0, k-half), k + half
}
