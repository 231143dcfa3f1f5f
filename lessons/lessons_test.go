package lessons

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golessons/internal/notebook"
	"golessons/internal/words"
	"golessons/lessons/lessontest"
)

var (
	environment = lessontest.Environment
	files       = lessontest.Files
	read        = lessontest.Read
	execute     = lessontest.Execute
	everyLesson = lessontest.Every
)

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

// A format that does not fit what it is given shows as %! in the output, and
// the rest of the lesson goes on.
func TestFormatsFit(t *testing.T) {
	everyLesson(t, func(t *testing.T, file string) {
		for i, c := range read(t, file).Cells {
			if c.Type != "code" {
				continue
			}
			outputs, err := json.Marshal(c.Outputs)
			if err != nil {
				t.Fatal(err)
			}
			if at := badFormat.Find(outputs); at != nil {
				t.Errorf("cell %d (%s) prints %s", i+1, c.ID, at)
			}
		}
	})
}

var badFormat = regexp.MustCompile(`%!\S?\(\w+`)

func TestLanguagesHaveTheSameCells(t *testing.T) {
	first := words.Tags()[0]
	for _, file := range files(t, first) {
		for _, lang := range words.Tags()[1:] {
			other := filepath.Join(lang, filepath.Base(file))
			if err := notebook.SameLesson(read(t, file), read(t, other)); err != nil {
				t.Errorf("%s and %s: %v", file, other, err)
			}
		}
	}
	for _, lang := range words.Tags()[1:] {
		if a, b := len(files(t, first)), len(files(t, lang)); a != b {
			t.Errorf("%d lessons in %s and %d in %s", a, first, b, lang)
		}
	}
}

func TestSolutionsHaveTheirExercise(t *testing.T) {
	found, err := filepath.Glob("solutions/*/*.go")
	if err != nil || len(found) == 0 {
		t.Fatal("no solutions", err)
	}
	for _, file := range found {
		lesson, name := filepath.Base(filepath.Dir(file)), strings.TrimSuffix(filepath.Base(file), ".go")
		nb, err := notebook.Read(filepath.Join(words.Tags()[0], lesson+".ipynb"))
		if errors.Is(err, os.ErrNotExist) || err == nil && nb.Tagged("exercise-"+name) == nil {
			t.Errorf("%s solves no exercise of %s", file, lesson)
		}
	}
}

func TestLessonsSayTheyAreNoMedicalAdvice(t *testing.T) {
	everyLesson(t, func(t *testing.T, file string) {
		want := words.In(filepath.Dir(file)).Tests.NoAdvice
		for _, c := range read(t, file).Cells {
			if c.Type == "markdown" && strings.Contains(c.Source, want) {
				return
			}
		}
		t.Errorf("no cell says %q", want)
	})
}
