package main

import "testing"

func TestComparisonsPrinted(t *testing.T) {
	for _, c := range []struct{ source, want string }{
		{`helpers.Claim("a (b", a < 0.5)`, `helpers.Claim("a (b", comparison("<", a, 0.5))`},
		{`helpers.Claim("x", f(a, "<") >= b && (c == d && n > 1)); rest()`, `helpers.Claim("x", comparison(">=", f(a, "<"), b) && (c == d && comparison(">", n, 1))); rest()`},
		// One of two alternatives may fail, so they are left as they are.
		{`helpers.Claim("x", a < b || c < d)`, `helpers.Claim("x", a < b || c < d)`},
		{"helpers.Claim(\"x\",\n\tmax(a, b) <= 3)\nhelpers.Claim(`y`, ok)", "helpers.Claim(\"x\",\n\tcomparison(\"<=\", max(a, b), 3))\nhelpers.Claim(`y`, ok)"},
		{"x := 1 < 2", "x := 1 < 2"},
	} {
		got, err := comparisonsPrinted(c.source)
		if err != nil {
			t.Error(err)
		} else if got != c.want {
			t.Errorf("%s\nbecomes %s\nwant    %s", c.source, got, c.want)
		}
	}
	if got, err := comparisonsPrinted(`helpers.Claim("x", a <)`); err == nil {
		t.Errorf("a claim that is not Go becomes %s", got)
	}
}
