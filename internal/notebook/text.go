package notebook

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
)

var number = regexp.MustCompile(`[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`)

// compareText compares two texts exactly, apart from the numbers in them, which
// may differ by [Tolerance], or freely if varies is true.
func compareText(want, got string, varies bool) error {
	w, g := number.ReplaceAllString(want, "#"), number.ReplaceAllString(got, "#")
	if varies {
		// The spaces before a number vary with its width.
		w, g = strings.Join(strings.Fields(w), " "), strings.Join(strings.Fields(g), " ")
	}
	if w != g {
		return fmt.Errorf("text differs:\n got: %s\nwant: %s", firstDifference(got, want), firstDifference(want, got))
	}
	if varies {
		return nil
	}
	ws, gs := number.FindAllString(want, -1), number.FindAllString(got, -1)
	for i := range ws {
		if ws[i] == gs[i] {
			continue
		}
		x, _ := strconv.ParseFloat(ws[i], 64)
		y, _ := strconv.ParseFloat(gs[i], 64)
		// A number that was rounded for printing may differ by one in its
		// last digit; a whole number may not.
		if !strings.ContainsAny(ws[i], ".eE") || math.Abs(x-y) > math.Max(Tolerance*math.Abs(x), 1.5*lastDigit(ws[i])) {
			return fmt.Errorf("number %s, want %s (in %s)", gs[i], ws[i], firstDifference(got, want))
		}
	}
	return nil
}

// lastDigit returns the value of one in the last digit of a printed number:
// 0.01 for "1.25".
func lastDigit(s string) float64 {
	mantissa, exponent, _ := strings.Cut(strings.ToLower(s), "e")
	e, _ := strconv.Atoi(exponent)
	_, decimals, _ := strings.Cut(mantissa, ".")
	return math.Pow(10, float64(e-len(decimals)))
}

// firstDifference returns the first line of a that differs from b's. Of a long
// one, such as a table in HTML, it returns the part around the first character
// that differs.
func firstDifference(a, b string) string {
	as, bs := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i, line := range as {
		if i >= len(bs) {
			return shorten([]rune(line), 0)
		}
		if line != bs[i] {
			x, y := []rune(line), []rune(bs[i])
			at := 0
			for at < min(len(x), len(y)) && x[at] == y[at] {
				at++
			}
			return shorten(x, at)
		}
	}
	return "(it ends earlier)"
}

// shorten quotes the part of a line around a place.
func shorten(line []rune, at int) string {
	from, to := max(0, at-60), min(len(line), at+100)
	text := strconv.Quote(string(line[from:to]))
	if from > 0 {
		text = "…" + text
	}
	if to < len(line) {
		text += "…"
	}
	return text
}
