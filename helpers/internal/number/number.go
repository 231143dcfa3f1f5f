// Package number rounds numbers, sums them up and writes them for people.
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
	short := strconv.FormatFloat(v, 'e', digits-1, 64)
	rounded, err := strconv.ParseFloat(short, 64)
	if err != nil { // beyond the largest number
		return Minus(short)
	}
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

// RoundTo rounds v to so many decimal places.
func RoundTo(v float64, places int) float64 {
	scale := math.Pow(10, float64(places))
	if r := math.Round(v * scale); math.Abs(r) < 1<<53 {
		return r / scale
	}
	return v // it has no digits there
}

// MeanSpread returns the mean and the sample's standard deviation (n − 1) of
// values: 0 for one value, NaN and NaN for none.
func MeanSpread(values []float64) (mean, spread float64) {
	if len(values) == 0 {
		return math.NaN(), math.NaN()
	}
	size := 0.0
	for _, v := range values {
		mean += v / float64(len(values))
		size = math.Max(size, math.Abs(v))
	}
	if len(values) == 1 {
		return mean, 0
	}
	sum := func(unit float64) (sum float64) {
		for _, v := range values {
			d := v/unit - mean/unit
			sum += d * d
		}
		return sum / float64(len(values)-1)
	}
	squares := sum(1)
	if size > 0 && (squares == 0 || math.IsInf(squares, 0)) { // a square is no number
		return mean, size * math.Sqrt(sum(size))
	}
	return mean, math.Sqrt(squares)
}
