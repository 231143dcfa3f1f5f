// Package number writes numbers for people.
package number

import (
	"math"
	"strconv"
	"strings"
)

// Short writes v as short as four significant digits allow, with a true minus
// sign: 0.1235, −3, 12350, 1.2e−05.
func Short(v float64) string { return Digits(v, 4) }

// Digits writes v as short as so many significant digits allow.
func Digits(v float64, digits int) string {
	switch {
	case math.IsNaN(v):
		return "NaN"
	case math.IsInf(v, 1):
		return "∞"
	case math.IsInf(v, -1):
		return "−∞"
	case v == 0:
		return "0" // also for −0
	}
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'e', digits-1, 64), 64)
	format := byte('f')
	if a := math.Abs(rounded); a < 1e-4 || a >= 1e7 {
		format = 'e'
	}
	return Minus(strconv.FormatFloat(rounded, format, -1, 64))
}

// WithSpread writes a mean with its spread: the spread with two significant
// digits and the mean with the same decimals, 0.352 ± 0.040.
func WithSpread(mean, spread float64) string {
	a := math.Max(math.Abs(mean), spread)
	if !(spread > 0) || math.IsInf(spread, 0) || math.IsInf(mean, 0) || math.IsNaN(mean) || a < 1e-4 || a >= 1e7 || spread < 1e-6*a {
		return Short(mean) + " ± " + Digits(spread, 2)
	}
	decimals := max(0, 1-int(math.Floor(math.Log10(spread))))
	if spread*math.Pow(10, float64(decimals)) >= 99.5 { // 0.0996 is 0.10
		decimals--
	}
	fixed := func(v float64) string { return Minus(strconv.FormatFloat(v, 'f', max(0, decimals), 64)) }
	return fixed(mean) + " ± " + fixed(spread)
}

// Minus puts true minus signs into a number's text.
func Minus(text string) string { return strings.ReplaceAll(text, "-", "−") }
