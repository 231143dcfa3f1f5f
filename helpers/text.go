package helpers

import (
	"math"
	"strconv"
	"strings"
)

// number writes v as short as four significant digits allow, with a true minus
// sign: 0.1235, −3, 12350, 1.2e−05.
func number(v float64) string {
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
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'e', 3, 64), 64)
	format := byte('f')
	if a := math.Abs(rounded); a < 1e-4 || a >= 1e7 {
		format = 'e'
	}
	return strings.ReplaceAll(strconv.FormatFloat(rounded, format, -1, 64), "-", "−")
}

// width is the number of columns s takes in a terminal: two for each East
// Asian wide letter, none for combining marks.
func width(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case r >= 0x300 && r <= 0x36F:
		case r >= 0x1100 && r <= 0x115F, r >= 0x2E80 && r <= 0xA4CF, r >= 0xAC00 && r <= 0xD7A3,
			r >= 0xF900 && r <= 0xFAFF, r >= 0xFE30 && r <= 0xFE6F, r >= 0xFF01 && r <= 0xFF60,
			r >= 0xFFE0 && r <= 0xFFE6, r >= 0x20000 && r <= 0x3FFFD:
			n += 2
		default:
			n++
		}
	}
	return n
}

// pad fills s with spaces to the given number of columns, on the left when
// right is set.
func pad(s string, columns int, right bool) string {
	fill := strings.Repeat(" ", max(0, columns-width(s)))
	if right {
		return fill + s
	}
	return s + fill
}
