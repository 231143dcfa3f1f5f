package inbrowser

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golessons/internal/notebook"
	"golessons/internal/visitor"
	"golessons/internal/words"
)

// allVariable names the environment variable that has all lessons run.
const allVariable = "GOLESSONS_TEST_ALL"

// some are the lessons that every run takes.
var some = []string{"02_", "05_"}

// lessons returns the lessons of a language, such as en/02_relu.ipynb, and all of them
// where all lessons are asked for.
func lessons(t *testing.T, language string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join("..", "..", "lessons", language, "*.ipynb"))
	if err != nil || len(found) == 0 {
		t.Fatal("no lessons", err)
	}
	var files []string
	for _, file := range found {
		name := filepath.Base(file)
		if os.Getenv(allVariable) != "" || slices.ContainsFunc(some, func(s string) bool { return strings.HasPrefix(name, s) }) {
			files = append(files, language+"/"+name)
		}
	}
	return files
}

// Lessons show in the browser what they were committed with, by the comparison that
// the kernel of this computer is held to, and their claims hold.
func TestLessons(t *testing.T) {
	h, b := shared(t)
	for _, language := range words.Tags() {
		for _, file := range lessons(t, language) {
			t.Run(strings.TrimSuffix(file, ".ipynb"), func(t *testing.T) {
				want, err := notebook.Read(filepath.Join("..", "..", "lessons", filepath.FromSlash(file)))
				must(t, err)
				l := open(t, b, h, language, file)
				answered, err := visitor.Ask[bool](l.Page, `document.querySelector('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-OutputArea-output') !== null`)
				must(t, err)
				if answered {
					t.Error("it comes with outputs, which answer its questions")
				}
				began := time.Now()
				got, _, err := l.RunAll(10 * time.Minute)
				if err != nil {
					t.Fatalf("%v\n%s", err, ends(l))
				}
				t.Logf("run in %.1f s", time.Since(began).Seconds())
				keep(t, l, got)
				must(t, got.Normalise())
				if len(got.Cells) != len(want.Cells) {
					t.Fatalf("%d cells, want %d", len(got.Cells), len(want.Cells))
				}
				for i, c := range want.Cells {
					if err := notebook.Compare(c, got.Cells[i]); err != nil {
						t.Errorf("cell %d (%s): %v", i+1, c.ID, err)
					}
				}
				if err := got.FailedClaims(); err != nil {
					t.Error(err)
				}
				for _, c := range l.Complaints() {
					t.Error(c)
				}
			})
		}
	}
}

// ends says how far a notebook came: its last cell with an output.
func ends(l interface {
	Notebook() (*notebook.Notebook, error)
}) string {
	nb, err := l.Notebook()
	if err != nil {
		return err.Error()
	}
	for i, c := range slices.Backward(nb.Cells) {
		if len(c.Outputs) > 0 {
			last := c.Outputs[len(c.Outputs)-1]
			return fmt.Sprintf("the last cell with an output is cell %d (%s): %s %q %s: %s", i+1, c.ID, last.Type, last.Text, last.EName, last.EValue)
		}
	}
	return "no cell has an output"
}
