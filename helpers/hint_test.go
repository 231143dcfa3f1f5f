package helpers

import (
	"regexp"
	"strings"
	"testing"
)

func TestHintsOpenOneAfterTheOther(t *testing.T) {
	t.Setenv("GOLESSONS_LANG", "en")
	page := hintOutput([]string{"compare x with 0", "use max & <if>", "return max(0, x)"}).HTML
	// Each hint is inside the one before, so that it cannot be opened first.
	rest := page
	for i, want := range []string{"compare x with 0", "use max &amp; &lt;if&gt;", "return max(0, x)"} {
		before, after, found := strings.Cut(rest, want)
		if !found || strings.Count(before, "<details") != 1 || strings.Contains(before, "</details>") {
			t.Errorf("hint %d is not right inside the one before", i+1)
		}
		rest = after
	}
	if strings.Count(rest, "</details>") != 3 {
		t.Errorf("%d details closed at the end, want 3", strings.Count(rest, "</details>"))
	}
}

func TestHintText(t *testing.T) {
	for _, test := range []struct {
		language string
		hints    []string
		want     string
	}{
		{"en", []string{"a", "b", "c"}, "Hint 1 of 3: a (2 more)\n"},
		{"ja", []string{"a", "b"}, "ヒント 1/2: a(ほかに 1 個あります)\n"},
		{"en", []string{"a"}, "Hint 1 of 1: a\n"},
		{"en", nil, "There is no hint for this exercise.\n"},
	} {
		if got := printed(t, test.language, func() { Hint(test.hints...) }); got != test.want {
			t.Errorf("Hint(%v) prints %q, want %q", test.hints, got, test.want)
		}
	}
}

func TestHintHTML(t *testing.T) {
	for _, test := range []struct{ hint, want string }{
		{"no code", "no code"},
		{"write `max(0, x)`, not `x < 0`.", "write <code>max(0, x)</code>, not <code>x &lt; 0</code>."},
		{"`n := 0\nreturn n`", "<code>n := 0\nreturn n</code>"},
		{"one ` alone", "one ` alone"},
		{"`a` and one ` alone", "<code>a</code> and one ` alone"},
	} {
		page := hintHTML(test.hint)
		block := strings.Contains(page, "<pre")
		plain := regexp.MustCompile(`</?(p|pre)\b[^>]*>| style="[^"]*"`).ReplaceAllString(page, "")
		if plain != test.want || block != (strings.HasPrefix(test.want, "<code>n")) {
			t.Errorf("%q: %s", test.hint, page)
		}
		if strings.Contains(test.want, "<code>") && !strings.Contains(page, "monospace") {
			t.Errorf("%q is in no font of code: %s", test.hint, page)
		}
	}
}
