package lessons

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golessons/internal/launch"
	"golessons/internal/notebook"
)

// Every claim must hold on a lesson's own seed and on four others. Each
// language's notebook, whose code is the same, takes two of them: one with the
// exercises solved and one without.
func seeds(lang string) (solved, unsolved int) {
	i := slices.Index(launch.Languages, lang)
	return 2 + i, 2 + len(launch.Languages) + i
}

// setUp sets up the environment once, if `go run . test` has not done so.
var setUp = sync.OnceValues(func() (*launch.State, error) {
	return launch.SetUp(context.Background(), os.Stderr)
})

func state(t *testing.T) *launch.State {
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

// files lists the notebooks of a language.
func files(t *testing.T, lang string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(lang, "*.ipynb"))
	if err != nil {
		t.Fatal(err)
	}
	if len(found) == 0 {
		t.Fatalf("no lessons in %s", lang)
	}
	return found
}

func read(t *testing.T, file string) *notebook.Notebook {
	t.Helper()
	nb, err := notebook.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	return nb
}

// execute runs a notebook as if it were file, with env added.
func execute(t *testing.T, nb *notebook.Notebook, file string, env ...string) (*notebook.Notebook, error) {
	t.Helper()
	x := state(t).Executor()
	x.Env = append(x.Env, env...)
	dir, err := filepath.Abs(filepath.Dir(file))
	if err != nil {
		t.Fatal(err)
	}
	return x.Execute(t.Context(), nb, dir)
}

func everyLesson(t *testing.T, test func(t *testing.T, file string)) {
	for _, lang := range launch.Languages {
		for _, file := range files(t, lang) {
			t.Run(strings.TrimSuffix(file, ".ipynb"), func(t *testing.T) {
				t.Parallel()
				test(t, file)
			})
		}
	}
}

func TestOutputsAreTheCommittedOnes(t *testing.T) {
	everyLesson(t, func(t *testing.T, file string) {
		want := read(t, file)
		got, err := execute(t, want, file)
		if err != nil {
			t.Fatal(err)
		}
		if err := got.Normalise(); err != nil {
			t.Fatal(err)
		}
		for i, c := range want.Cells {
			if err := notebook.Compare(c, got.Cells[i]); err != nil {
				t.Errorf("cell %d (%s): %v\nwhen the change is meant: go run . run -update", i+1, c.ID, err)
			}
		}
		if err := got.FailedClaims(); err != nil {
			t.Error(err)
		}
	})
}

func TestClaimsHoldOnOtherSeeds(t *testing.T) {
	everyLesson(t, func(t *testing.T, file string) {
		_, seed := seeds(filepath.Dir(file))
		holdsOnSeed(t, read(t, file), file, seed)
	})
}

// holdsOnSeed runs the notebook's claims with another seed and returns what it
// ran. All that the committed outputs claim must be claimed again, and hold.
func holdsOnSeed(t *testing.T, nb *notebook.Notebook, file string, seed int) *notebook.Notebook {
	t.Helper()
	claims := func(nb *notebook.Notebook) (n int) {
		for _, c := range nb.Cells {
			n += len(c.Claims())
		}
		return n
	}
	got, err := execute(t, nb.ForClaims(), file, fmt.Sprintf("GOLESSONS_SEED=%d", seed))
	if err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	if err := got.FailedClaims(); err != nil {
		t.Errorf("seed %d: %v", seed, err)
	}
	if have, want := claims(got), claims(nb); have != want || want == 0 {
		t.Errorf("seed %d: %d claims and checks, the committed outputs have %d", seed, have, want)
	}
	return got
}

func TestNotebooksAreNormalised(t *testing.T) {
	everyLesson(t, func(t *testing.T, file string) {
		before, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		nb := read(t, file)
		if err := nb.Normalise(); err != nil {
			t.Fatal(err)
		}
		after, err := nb.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		if string(before) != string(after) {
			t.Errorf("%s is not as `go run . run -update` writes it", file)
		}
		for i, c := range nb.Cells {
			if c.Type == "code" && c.Source != "" && c.Failed() != nil {
				t.Errorf("cell %d (%s) was committed with an error", i+1, c.ID)
			}
		}
	})
}

func TestLanguagesHaveTheSameCells(t *testing.T) {
	first := launch.Languages[0]
	for _, file := range files(t, first) {
		for _, lang := range launch.Languages[1:] {
			other := filepath.Join(lang, filepath.Base(file))
			if err := notebook.SameLesson(read(t, file), read(t, other)); err != nil {
				t.Errorf("%s and %s: %v", file, other, err)
			}
		}
	}
	for _, lang := range launch.Languages[1:] {
		if a, b := len(files(t, first)), len(files(t, lang)); a != b {
			t.Errorf("%d lessons in %s and %d in %s", a, first, b, lang)
		}
	}
}

// The check of an exercise must fail on its stub and pass on its solution;
// one that does neither teaches nothing. The committed outputs, which
// TestOutputsAreTheCommittedOnes holds, are the stubs'.
func TestExercises(t *testing.T) {
	everyLesson(t, func(t *testing.T, file string) {
		nb := read(t, file)
		names, err := nb.Exercises()
		if err != nil {
			t.Fatal(err)
		}
		if len(names) < 3 {
			t.Errorf("%d exercises, want at least 3", len(names))
		}
		for _, name := range names {
			if !saysOnly(nb.Tagged("check-"+name), false) {
				t.Errorf("%s: the committed check of the stub does not fail:\n%s", name, shown(nb.Tagged("check-"+name)))
			}
			solution, err := notebook.Solution(filepath.Join("solutions", strings.TrimSuffix(filepath.Base(file), ".ipynb"), name+".go"))
			if err != nil {
				t.Fatal(err)
			}
			nb.Tagged("exercise-" + name).Source = solution
		}
		seed, _ := seeds(filepath.Dir(file))
		solved := holdsOnSeed(t, nb, file, seed)
		for _, name := range names {
			if !saysOnly(solved.Tagged("check-"+name), true) {
				t.Errorf("%s: the solution does not pass:\n%s", name, shown(solved.Tagged("check-"+name)))
			}
		}
	})
}

// saysOnly reports whether the cell printed at least one ✓ or ✗, and only
// those that holds asks for.
func saysOnly(c *notebook.Cell, holds bool) bool {
	claims := c.Claims()
	for _, claim := range claims {
		if claim.Holds != holds {
			return false
		}
	}
	return len(claims) > 0
}

func shown(c *notebook.Cell) string {
	text := c.Printed()
	for _, o := range c.Outputs {
		if plain, ok := o.Data["text/plain"].(string); ok {
			text += plain
		}
	}
	return text
}

func TestSolutionsHaveTheirExercise(t *testing.T) {
	found, err := filepath.Glob("solutions/*/*.go")
	if err != nil || len(found) == 0 {
		t.Fatal("no solutions", err)
	}
	for _, file := range found {
		lesson, name := filepath.Base(filepath.Dir(file)), strings.TrimSuffix(filepath.Base(file), ".go")
		nb, err := notebook.Read(filepath.Join(launch.Languages[0], lesson+".ipynb"))
		if errors.Is(err, os.ErrNotExist) || err == nil && nb.Tagged("exercise-"+name) == nil {
			t.Errorf("%s solves no exercise of %s", file, lesson)
		}
	}
}

func TestLessonsSayTheyAreNoMedicalAdvice(t *testing.T) {
	want := map[string]string{"ja": "医学的な助言", "en": "medical advice"}
	everyLesson(t, func(t *testing.T, file string) {
		for _, c := range read(t, file).Cells {
			if c.Type == "markdown" && strings.Contains(c.Source, want[filepath.Dir(file)]) {
				return
			}
		}
		t.Errorf("nowhere is %q", want[filepath.Dir(file)])
	})
}
