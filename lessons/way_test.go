package lessons

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golessons/internal/notebook"
	"golessons/internal/words"
)

// TestLessonsLeadOn checks that each lesson begins with a link to the page before and
// ends with one to the next: the first begins with the start page, and the last ends
// with it.
func TestLessonsLeadOn(t *testing.T) {
	for _, lang := range words.Tags() {
		all := files(t, lang)
		for i, file := range all {
			before, next := "index.md", "index.md"
			if i > 0 {
				before = filepath.Base(all[i-1])
			}
			if i < len(all)-1 {
				next = filepath.Base(all[i+1])
			}
			for _, problem := range wayProblems(read(t, file), before, next) {
				t.Errorf("%s: %s", file, problem)
			}
		}
	}
}

// wayProblems says what is missing of a lesson's links to the pages before and after it.
func wayProblems(nb *notebook.Notebook, before, next string) (problems []string) {
	for _, want := range []struct {
		which string
		cell  *notebook.Cell
		to    string
	}{{"first", nb.Cells[0], before}, {"last", nb.Cells[len(nb.Cells)-1], next}} {
		leads := slices.ContainsFunc(mdLink.FindAllStringSubmatch(want.cell.Source, -1), func(link []string) bool { return link[2] == want.to })
		if want.cell.Type != "markdown" || !leads {
			problems = append(problems, fmt.Sprintf("the %s cell (%s) has no link [text](%s)", want.which, want.cell.ID, want.to))
		}
	}
	return problems
}

func TestWayProblems(t *testing.T) {
	cell := func(kind, text string) *notebook.Cell { return &notebook.Cell{ID: "x", Type: kind, Source: text} }
	first, last := cell("markdown", "# 02\n\n← [Start](01_a.ipynb)"), cell("markdown", "Next: [03](03_c.ipynb), or the [start page](index.md).")
	for _, tt := range []struct {
		name string
		nb   *notebook.Notebook
		want string
	}{
		{"both", &notebook.Notebook{Cells: []*notebook.Cell{first, last}}, ""},
		{"none at the top", &notebook.Notebook{Cells: []*notebook.Cell{cell("markdown", "# 02"), first, last}}, "the first cell (x) has no link [text](01_a.ipynb)"},
		{"in code", &notebook.Notebook{Cells: []*notebook.Cell{first, cell("code", last.Source)}}, "the last cell (x) has no link [text](03_c.ipynb)"},
		{"the wrong ones", &notebook.Notebook{Cells: []*notebook.Cell{last, first}}, "the first cell (x) has no link [text](01_a.ipynb)\nthe last cell (x) has no link [text](03_c.ipynb)"},
	} {
		if got := strings.Join(wayProblems(tt.nb, "01_a.ipynb", "03_c.ipynb"), "\n"); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
