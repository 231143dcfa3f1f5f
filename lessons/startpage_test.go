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
		checkRows(t, lang+"/index.md", linked, files(t, lang))
		if strings.Count(startPage(t, lang), "<!-- where you were -->") != 1 {
			t.Errorf("%s/index.md has no place for where the learner was", lang)
		}
	}
}

// The README's table has a row for each lesson, with a link in each language.
func TestReadmeNamesEveryLesson(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, below, found := strings.Cut(string(readme), "\n## Lessons\n")
	if !found {
		t.Fatal("README.md has no heading Lessons")
	}
	for _, lang := range words.Tags() {
		var linked []string
		for _, link := range mdLink.FindAllStringSubmatch(below, -1) {
			if file, ok := strings.CutPrefix(link[2], "lessons/"); ok && strings.HasPrefix(file, lang+"/") && strings.HasSuffix(file, ".ipynb") {
				linked = append(linked, filepath.FromSlash(file))
			}
		}
		checkRows(t, "README.md", linked, files(t, lang))
	}
}

// checkRows checks that a page's table links the lessons, in order.
func checkRows(t *testing.T, page string, linked, lessons []string) {
	t.Helper()
	for _, lesson := range lessons {
		if !slices.Contains(linked, lesson) {
			t.Errorf("%s has no row for %s", page, lesson)
			return
		}
	}
	if !slices.Equal(linked, lessons) {
		t.Errorf("%s links %v, the lessons are %v", page, linked, lessons)
	}
}

// TestGlossariesAgree checks that the glossaries of all languages have the same terms.
// A row has a term, its translation and a sentence. The translation is English; on the
// English page it is the first other language's.
func TestGlossariesAgree(t *testing.T) {
	glossaries := map[string][][2]string{}
	for _, lang := range words.Tags() {
		for _, row := range table(t, startPage(t, lang), 3) {
			if len(row) != 3 || row[0] == "" || row[1] == "" || row[2] == "" {
				t.Errorf("%s: row %q, want a word, its translation and a sentence", lang, row)
				continue
			}
			glossaries[lang] = append(glossaries[lang], [2]string{row[0], row[1]})
		}
	}
	for _, problem := range glossaryProblems(glossaries, words.Tags()) {
		t.Error(problem)
	}
}

// glossaryProblems says where the glossaries, pairs of a term and its translation,
// differ from the English one.
func glossaryProblems(glossaries map[string][][2]string, langs []string) (problems []string) {
	others := slices.DeleteFunc(slices.Clone(langs), func(lang string) bool { return lang == "en" })
	for i, lang := range others {
		english, here := map[string]bool{}, map[string]bool{}
		entry := func(term, translation string) string {
			if i > 0 { // the English page does not have this language's word
				return term
			}
			return term + " = " + translation
		}
		for _, pair := range glossaries["en"] {
			english[entry(pair[0], pair[1])] = true
		}
		for _, pair := range glossaries[lang] {
			here[entry(pair[1], pair[0])] = true
		}
		missing := func(page string, have, want map[string]bool) {
			for _, term := range slices.Sorted(maps.Keys(want)) {
				if !have[term] {
					problems = append(problems, page+"/index.md does not have "+term)
				}
			}
		}
		missing(lang, here, english)
		missing("en", english, here)
	}
	return problems
}

func TestGlossaryProblems(t *testing.T) {
	whole := map[string][][2]string{
		"en": {{"layer", "層"}, {"mask", "マスク"}},
		"ja": {{"マスク", "mask"}, {"層", "layer"}},
		"de": {{"Schicht", "layer"}, {"Maske", "mask"}},
	}
	langs := []string{"ja", "en", "de"}
	if problems := glossaryProblems(whole, langs); problems != nil {
		t.Errorf("whole glossaries: %q", problems)
	}
	for _, tt := range []struct {
		lang string
		rows [][2]string
		want []string
	}{
		{"de", [][2]string{{"Schicht", "layer"}}, []string{"de/index.md does not have mask"}},
		{"de", [][2]string{{"Schicht", "layer"}, {"Maske", "mask"}, {"Tensor", "tensor"}}, []string{"en/index.md does not have tensor"}},
		{"ja", [][2]string{{"マスク", "mask"}, {"膜", "layer"}}, []string{"ja/index.md does not have layer = 層", "en/index.md does not have layer = 膜"}},
	} {
		glossaries := maps.Clone(whole)
		glossaries[tt.lang] = tt.rows
		if problems := glossaryProblems(glossaries, langs); !slices.Equal(problems, tt.want) {
			t.Errorf("%s with %q: %q, want %q", tt.lang, tt.rows, problems, tt.want)
		}
	}
}
