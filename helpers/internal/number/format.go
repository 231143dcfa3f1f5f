// Package number writes numbers for people, in figures, tables and sentences, and
// has the few statistics that several packages need.
package number

import (
	"math"
	"strconv"
	"strings"
)

// Short returns v with up to four significant digits and a true minus sign: 0.1235,
// −3, 12350, 1.2e−05.
func Short(v float64) string { return Significant(v, 4) }

// Significant returns v with at most the given number of significant digits.
func Significant(v float64, digits int) string {
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
	short := strconv.FormatFloat(v, 'e', digits-1, 64)
	rounded, err := strconv.ParseFloat(short, 64)
	if err != nil { // rounded beyond the largest float64
		return TrueMinus(short)
	}
	format := byte('f')
	if a := math.Abs(rounded); a < 1e-4 || a >= 1e7 {
		format = 'e'
	}
	return TrueMinus(strconv.FormatFloat(rounded, format, -1, 64))
}

// WithSpread returns a mean with its spread: the spread with two significant
// digits, the mean with as many decimal places, such as 0.352 ± 0.040.
func WithSpread(mean, spread float64) string {
	a := math.Max(math.Abs(mean), spread)
	if !(spread > 0) || math.IsInf(spread, 0) || math.IsInf(mean, 0) || math.IsNaN(mean) || a < 1e-4 || a >= 1e7 || spread < 1e-6*a {
		return Short(mean) + " ± " + Significant(spread, 2)
	}
	decimals := max(0, 1-int(math.Floor(math.Log10(spread))))
	if spread*math.Pow(10, float64(decimals)) >= 99.5 { // 0.0996 is 0.10
		decimals--
	}
	fixed := func(v float64) string { return TrueMinus(strconv.FormatFloat(v, 'f', max(0, decimals), 64)) }
	return fixed(mean) + " ± " + fixed(spread)
}

// TrueMinus returns the text of a number with true minus signs instead of hyphens.
func TrueMinus(text string) string { return strings.ReplaceAll(text, "-", "−") }
