package course

import (
	"fmt"
	"slices"
	"testing"

	"golessons/helpers/progress"
	"golessons/internal/state"
	"golessons/internal/words"
)

// The names of the learner's functions identify the verdicts, so each exercise of a
// lesson has a name of its own, the same in all languages.
func TestExercisesHaveNames(t *testing.T) {
	s, err := state.Find()
	if err != nil {
		t.Fatal(err)
	}
	of := map[string][]string{}
	for _, lang := range words.Tags() {
		lessons, err := In(s.Checkout).lessonsOf(lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range lessons {
			if before, seen := of[l.name]; seen && !slices.Equal(before, l.exercises) {
				t.Errorf("%s has the exercises %q and %q", l.name, before, l.exercises)
			}
			of[l.name] = l.exercises
			sorted := slices.Sorted(slices.Values(l.exercises))
			if len(slices.Compact(sorted)) != len(l.exercises) || len(l.exercises) == 0 {
				t.Errorf("%s/%s: exercises %q", lang, l.name, l.exercises)
			}
		}
	}
	if !slices.Contains(of["02_relu"], "myReLU") {
		t.Errorf("the names differ from those of the functions: %q", of["02_relu"])
	}
}

func TestCount(t *testing.T) {
	lessons := []*Lesson{{name: "00_start", exercises: []string{"one", "two"}}, {name: "02_relu", exercises: []string{"one"}}}
	entry := func(lesson, exercise string, passed bool) progress.Entry {
		return progress.Entry{Lesson: lesson, Exercise: exercise, Passed: passed}
	}
	for _, tt := range []struct {
		name    string
		entries []progress.Entry
		want    string // solved and tried
	}{
		{"one of each", []progress.Entry{entry("en/00_start", "one", true), entry("en/00_start", "two", false)}, "[1 0] [1 0]"},
		{"two languages", []progress.Entry{entry("en/00_start", "one", false), entry("ja/00_start", "one", true)}, "[1 0] [0 0]"},
		{"solved in one, and not in the other since", []progress.Entry{entry("ja/00_start", "one", true), entry("en/00_start", "one", false)}, "[1 0] [0 0]"},
		{"copies", []progress.Entry{entry("en/02_relu", "one", true), entry("en/02_relu-Copy1", "one", true), entry("en/02_relu.new", "one", true)}, "[0 1] [0 0]"},
		{"another lesson", []progress.Entry{entry("en/02_relu2", "one", true), entry("en/mine", "one", true), entry("02_relu", "one", true), entry("", "", true)}, "[0 0] [0 0]"},
		{"another language", []progress.Entry{entry("fr/02_relu", "one", true), entry("../en/02_relu", "one", true)}, "[0 0] [0 0]"},
		{"invented ones", slices.Repeat([]progress.Entry{entry("en/02_relu", "none", true), entry("en/02_relu", "ONE", true)}, 3), "[0 0] [0 0]"},
	} {
		solved, tried := count(tt.entries, lessons)
		if got := fmt.Sprint(solved, tried); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}
