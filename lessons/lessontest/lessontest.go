// Package lessontest is what tests of lessons have in common.
package lessontest

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golessons/internal/course"
	"golessons/internal/notebook"
	"golessons/internal/setup"
)

// dir is the folder of the lessons, seen from a package in it or below it.
var dir = sync.OnceValue(func() string {
	if _, err := os.Stat(course.Languages[0]); err == nil {
		return "."
	}
	return ".."
})

// setUp sets up the environment once, if `go run . test` has not done so.
var setUp = sync.OnceValues(func() (*setup.Environment, error) {
	return setup.SetUp(context.Background(), os.Stderr)
})

// State is the environment that notebooks run in.
func State(t *testing.T) *setup.Environment {
	t.Helper()
	if testing.Short() {
		t.Skip("needs Jupyter; run without -short")
	}
	s, err := setUp()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Files lists the notebooks of a language, as en/02_relu.ipynb.
func Files(t *testing.T, lang string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir(), lang, "*.ipynb"))
	if err != nil {
		t.Fatal(err)
	}
	if len(found) == 0 {
		t.Fatalf("no lessons in %s", lang)
	}
	for i, file := range found {
		found[i] = filepath.Join(lang, filepath.Base(file))
	}
	return found
}

// Path is where a notebook that Files names is.
func Path(file string) string {
	if filepath.IsAbs(file) {
		return file
	}
	return filepath.Join(dir(), file)
}

// Read reads a notebook that Files names.
func Read(t *testing.T, file string) *notebook.Notebook {
	t.Helper()
	nb, err := notebook.Read(Path(file))
	if err != nil {
		t.Fatal(err)
	}
	return nb
}

// Execute runs a notebook as if it were file, with env added.
func Execute(t *testing.T, nb *notebook.Notebook, file string, env ...string) (*notebook.Notebook, error) {
	t.Helper()
	x := State(t).Executor()
	x.Env = append(x.Env, env...)
	folder, err := filepath.Abs(filepath.Dir(Path(file)))
	if err != nil {
		t.Fatal(err)
	}
	return x.Execute(t.Context(), nb, folder)
}

// Every runs a test for each notebook of each language, several at once.
func Every(t *testing.T, test func(t *testing.T, file string)) {
	for _, lang := range course.Languages {
		for _, file := range Files(t, lang) {
			t.Run(strings.TrimSuffix(file, ".ipynb"), func(t *testing.T) {
				t.Parallel()
				test(t, file)
			})
		}
	}
}
