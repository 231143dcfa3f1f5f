package main

import (
	"strings"
	"testing"
)

func TestPrintClaims(t *testing.T) {
	claim := func(text string, holds bool, a, b float64) comparedClaim {
		return comparedClaim{text, holds, []comparison{{"<", a, b}}}
	}
	runs := [][]comparedClaim{
		{claim("falls", true, 1, 2), claim("rises", true, 1, 2), {text: "is said", holds: true}},
		{claim("falls", true, 3, 4), claim("rises", false, 2, 1), {text: "is said", holds: true}},
	}
	var b strings.Builder
	failed, err := printClaims(&b, "02", runs)
	const want = `| 02 | falls | 3 | < 4 | 25 % | 2 |
| 02 | rises | ✗ | | | 2 |
| 02 | 3 claims; 1 compare no numbers, and hold on every seed | | | | |
`
	if err != nil || failed != 1 || b.String() != want {
		t.Errorf("%d failed, %v, printed\n%swant\n%s", failed, err, b.String(), want)
	}
	runs[1] = runs[1][:2]
	if _, err := printClaims(&b, "02", runs); err == nil {
		t.Error("two runs with different claims are compared")
	}
}

// A flag behind a lesson would be read as another lesson's name.
func TestClaimsTakesFlagsFirst(t *testing.T) {
	if err := claims([]string{"02", "-seeds", "2"}); err == nil || !strings.Contains(err.Error(), "-seeds stands after a lesson") {
		t.Error(err)
	}
}
