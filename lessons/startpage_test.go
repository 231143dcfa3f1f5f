package lessons

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golessons/internal/words"
)

// startPage returns the start page of a language.
func startPage(t *testing.T, lang string) string {
	t.Helper()
	page, err := os.ReadFile(filepath.Join(lang, "index.md"))
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

// table returns the cells of the Markdown table below the n-th heading of level 2.
func table(t *testing.T, page string, n int) [][]string {
	t.Helper()
	sections := strings.Split(page, "\n## ")
	if n >= len(sections) {
		t.Fatalf("there are %d sections, want %d", len(sections)-1, n)
	}
	var rows [][]string
	for line := range strings.Lines(sections[n]) {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "|") || strings.HasPrefix(line, "|---") {
			continue
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		for i, c := range cells {
			cells[i] = strings.TrimSpace(c)
		}
		rows = append(rows, cells)
	}
	if len(rows) < 2 {
		t.Fatalf("section %d has no table", n)
	}
	return rows[1:]
}

var mdLink = regexp.MustCompile(`\[([^\]]+)\]\(([^)]+)\)`)

func TestStartPagesNameEveryLesson(t *testing.T) {
	for _, lang := range words.Tags() {
		var linked []string
		for _, row := range table(t, startPage(t, lang), 1) {
			link := mdLink.FindStringSubmatch(row[0])
			if link == nil {
				t.Errorf("%s: no link in %q", lang, row[0])
				continue
			}
			file := filepath.Join(lang, link[2])
			linked = append(linked, file)
			if title := read(t, file).Title(); !strings.HasPrefix(title, link[1]) {
				t.Errorf("%s/index.md calls %s %q, its title is %q", lang, file, link[1], title)
			}
		}
		if want := files(t, lang); !slices.Equal(linked, want) {
			t.Errorf("%s/index.md links %v, the lessons are %v", lang, linked, want)
		}
		if strings.Count(startPage(t, lang), "<!-- where you were -->") != 1 {
			t.Errorf("%s/index.md has no place for where the learner was", lang)
		}
	}
}

// TestGlossariesAgree holds that the glossaries of all languages have the same pairs
// of words.
func TestGlossariesAgree(t *testing.T) {
	pairs := map[string]bool{}
	for i, lang := range words.Tags() {
		here := map[string]bool{}
		for _, row := range table(t, startPage(t, lang), 3) {
			if len(row) != 3 || row[0] == "" || row[1] == "" || row[2] == "" {
				t.Errorf("%s: row %q, want a word, its translation and a sentence", lang, row)
				continue
			}
			ja, en := row[0], row[1]
			if lang == "en" {
				ja, en = en, ja
			}
			here[ja+" = "+en] = true
		}
		if i == 0 {
			pairs = here
			continue
		}
		for _, pair := range slices.Sorted(maps.Keys(pairs)) {
			if !here[pair] {
				t.Errorf("%s/index.md does not have %s", lang, pair)
			}
		}
		for _, pair := range slices.Sorted(maps.Keys(here)) {
			if !pairs[pair] {
				t.Errorf("%s/index.md does not have %s", words.Tags()[0], pair)
			}
		}
	}
}
