package wordstest

import (
	"slices"
	"strings"
	"testing"

	"golessons/internal/words"
)

// A complete third language lacks nothing. If a word is taken out, it is named,
// and said in English.
func TestMissing(t *testing.T) {
	xx := Marked()
	defer words.Add(xx)()
	if missing := words.Missing(xx); missing != nil {
		t.Fatalf("a language that has all lacks %q", missing)
	}
	for name, take := range map[string]func(l *words.Language){
		"Name":                         func(l *words.Language) { l.Name = "" },
		"Locale":                       func(l *words.Language) { l.Locale = "" },
		"Date":                         func(l *words.Language) { l.Date = "" },
		"Count":                        func(l *words.Language) { l.Count = nil },
		"Tests.NoAdvice":               func(l *words.Language) { l.Tests.NoAdvice = "" },
		"Kernel.Line":                  func(l *words.Language) { l.Kernel.Line = "" },
		`Kernel.Verdicts["build"]`:     func(l *words.Language) { delete(l.Kernel.Verdicts, "build") },
		`Kernel.Mistakes["name near"]`: func(l *words.Language) { l.Kernel.Mistakes["name near"] = "" },
		`Kernel.MLX["%s is missing"]`:  func(l *words.Language) { delete(l.Kernel.MLX, "%s is missing") },
		`Sentences["layer %d"]`:        func(l *words.Language) { delete(l.Sentences, "layer %d") },
	} {
		part := Marked()
		take(part)
		if missing := words.Missing(part); !slices.Equal(missing, []string{name}) {
			t.Errorf("without %s a language lacks %q", name, missing)
		}
	}

	t.Setenv("GOLESSONS_LANG", "xx")
	if got := words.Sprintf("layer %d", 2) + words.Count(3, "value"); got != "⟦layer 2⟧⟦3 value⟧" {
		t.Errorf("the language says %q", got)
	}
	delete(xx.Sentences, "layer %d")
	xx.Count, xx.Kernel.Colon, xx.Name = nil, "", ""
	if got := words.Sprintf("layer %d", 2) + words.Count(3, "value"); got != "layer 23 values" {
		t.Errorf("without these words it says %q", got)
	}
	if in := words.In("xx"); in.Kernel.Colon != ": " || in.T("layer %d") != "layer %d" || in.Name != "xx" {
		t.Errorf("without these words: %q, %q, %q", in.Kernel.Colon, in.T("layer %d"), in.Name)
	}
	missing := words.Missing(xx)
	if want := []string{"Count", "Kernel.Colon", "Name", `Sentences["layer %d"]`}; !slices.Equal(missing, want) {
		t.Errorf("missing are %q, want %q", missing, want)
	}
}

// The course's languages are complete.
func TestLanguages(t *testing.T) {
	for _, l := range words.All() {
		if missing := words.Missing(l); missing != nil {
			t.Errorf("%s lacks\n%s", l.Tag, strings.Join(missing, "\n"))
		}
	}
}

func TestUnmarked(t *testing.T) {
	for text, want := range map[string]string{"a ⟦b⟧ c": "a  c", "⟦a ⟦b⟧ c⟧ d": " d", "a": "a"} {
		if got := Unmarked(text); got != want {
			t.Errorf("%q is %q without marks, want %q", text, got, want)
		}
	}
	if got := Mark("\na\n"); got != "\n⟦a⟧\n" {
		t.Errorf("marked %q", got)
	}
}
