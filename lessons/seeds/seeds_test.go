package seeds

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golessons/internal/notebook"
	"golessons/internal/words"
	"golessons/lessons/lessontest"
)

// seeds returns the two seeds that the notebooks of a language run with. Every claim
// must hold on a lesson's own seed and on four others, 2 to 5. As all languages have
// the same code, each takes two of them, one with the exercises solved and one without:
// the first 2 and 4, the second 3 and 5, a third again 2 and 4.
func seeds(lang string) (solved, unsolved int) {
	i := slices.Index(words.Tags(), lang) % 2
	return 2 + i, 4 + i
}

func TestClaimsHoldOnOtherSeeds(t *testing.T) {
	lessontest.Every(t, func(t *testing.T, file string) {
		_, seed := seeds(filepath.Dir(file))
		holdsOnSeed(t, lessontest.Read(t, file), file, seed)
	})
}

// holdsOnSeed runs the notebook's claims with another seed and returns the notebook
// with its outputs. All claims of the committed outputs must be made again, and hold.
func holdsOnSeed(t *testing.T, nb *notebook.Notebook, file string, seed int) *notebook.Notebook {
	t.Helper()
	claims := func(nb *notebook.Notebook) (n int) {
		for _, c := range nb.Cells {
			n += len(c.Claims())
		}
		return n
	}
	got, err := lessontest.Execute(t, nb.ForClaims(), file, fmt.Sprintf("GOLESSONS_SEED=%d", seed))
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

// TestExercises checks that the check of each exercise fails on its stub and passes on
// its solution. The outputs of the stubs are the committed ones, which
// TestOutputsAreTheCommittedOnes compares.
func TestExercises(t *testing.T) {
	lessontest.Every(t, func(t *testing.T, file string) {
		nb := lessontest.Read(t, file)
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
			solution, err := notebook.Solution(filepath.Join("..", "solutions", strings.TrimSuffix(filepath.Base(file), ".ipynb"), name+".go"))
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

// saysOnly reports whether the cell printed at least one ✓ or ✗, and only ✓ if holds
// is true, only ✗ if it is false.
func saysOnly(c *notebook.Cell, holds bool) bool {
	claims := c.Claims()
	for _, claim := range claims {
		if claim.Holds != holds {
			return false
		}
	}
	return len(claims) > 0
}

// shown returns the text of a cell's outputs.
func shown(c *notebook.Cell) string {
	text := c.Printed()
	for _, o := range c.Outputs {
		if plain, ok := o.Data["text/plain"].(string); ok {
			text += plain
		}
	}
	return text
}
