package helpers

import (
	"strings"
	"testing"
)

func TestPredict(t *testing.T) {
	for _, test := range []struct {
		name, yours string
		committed   bool
		has, hasNot string
	}{
		{"no answer yet", "", false, "  - smaller\n", "RESULT"},
		{"not an option", "bigger", false, "“bigger” is not one of the options: smaller, larger\n", "RESULT"},
		{"right", "smaller", true, "✓ as you predicted: smaller.\n", "△"},
		{"wrong", "larger", true, "△ it is: smaller.", "✓"},
	} {
		var committed bool
		text := printed(t, "en", func() {
			committed = Predict("the weights become", test.yours, func() string {
				Claim("RESULT", true)
				return "smaller"
			}, "smaller", "larger")
		})
		text = strings.Replace(text, "✓ RESULT", "RESULT", 1)
		if committed != test.committed || !strings.Contains(text, test.has) || strings.Contains(text, test.hasNot) {
			t.Errorf("%s: %v, %q", test.name, committed, text)
		}
		// The commitment stands before the result.
		if test.committed && strings.Index(text, test.yours) > strings.Index(text, "RESULT") {
			t.Errorf("%s: the result shows first: %q", test.name, text)
		}
	}
	text := printed(t, "ja", func() { Predict("?", "a", func() string { panic("oh\nno") }, "a") })
	if text != "あなたの予想: a\n✗ 関数がパニックしました: oh\n" {
		t.Errorf("a result that panics prints %q", text)
	}
}
