// Package lessontest finds, reads and runs the lessons for their tests.
package lessontest

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golessons/internal/notebook"
	"golessons/internal/setup"
	"golessons/internal/words"
)

// dir is the folder of the lessons, seen from a package in it or below it.
var dir = sync.OnceValue(func() string {
	if _, err := os.Stat(words.Tags()[0]); err == nil {
		return "."
	}
	return ".."
})

// setUp runs the set-up once, which does nothing after `go run . test`.
var setUp = sync.OnceValues(func() (*setup.Environment, error) {
	return setup.SetUp(context.Background(), os.Stderr)
})

// Environment returns the environment that notebooks run in. In short mode it skips
// the test.
func Environment(t *testing.T) *setup.Environment {
	t.Helper()
	if testing.Short() {
		t.Skip("needs Jupyter; run without -short")
	}
	env, err := setUp()
	if err != nil {
		t.Fatal(err)
	}
	return env
}

// Files returns the notebooks of a language, such as en/02_relu.ipynb.
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

// Path returns the path of a notebook that Files returned, for this test's folder.
func Path(file string) string {
	if filepath.IsAbs(file) {
		return file
	}
	return filepath.Join(dir(), file)
}

// Read reads a notebook that Files returned.
func Read(t *testing.T, file string) *notebook.Notebook {
	t.Helper()
	nb, err := notebook.Read(Path(file))
	if err != nil {
		t.Fatal(err)
	}
	return nb
}

// Execute runs a notebook in the folder of file, with env added to the environment,
// and returns it with its outputs.
func Execute(t *testing.T, nb *notebook.Notebook, file string, env ...string) (*notebook.Notebook, error) {
	t.Helper()
	x := Environment(t).Executor()
	x.Env = append(x.Env, env...)
	folder, err := filepath.Abs(filepath.Dir(Path(file)))
	if err != nil {
		t.Fatal(err)
	}
	return x.Execute(t.Context(), nb, folder)
}

// Every runs test for each notebook of each language, in parallel.
func Every(t *testing.T, test func(t *testing.T, file string)) {
	for _, lang := range words.Tags() {
		for _, file := range Files(t, lang) {
			t.Run(strings.TrimSuffix(file, ".ipynb"), func(t *testing.T) {
				t.Parallel()
				test(t, file)
			})
		}
	}
}
