package course

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"golessons/helpers/progress"
	"golessons/internal/plainfile"
	"golessons/internal/words"
)

// A Lesson is a shipped lesson, in one language.
type Lesson struct {
	name      string // as 02_relu
	title     string
	exercises []string // the names that their verdicts have
}

// number returns what the table calls the lesson: 02.
func (l *Lesson) number() string {
	number, _, _ := strings.Cut(l.name, "_")
	return number
}

// lessonsOf returns the lessons of a language.
func (c Course) lessonsOf(lang string) ([]*Lesson, error) {
	files, err := c.Shipped()
	if err != nil {
		return nil, err
	}
	var lessons []*Lesson
	for _, f := range files {
		if !strings.HasPrefix(f, lang+string(filepath.Separator)) {
			continue
		}
		nb, err := c.readLesson(f)
		if err != nil {
			return nil, err
		}
		exercises, err := nb.Checked()
		if err != nil {
			return nil, fmt.Errorf("lessons/%s: %w", f, err)
		}
		lessons = append(lessons, &Lesson{strings.TrimSuffix(filepath.Base(f), ".ipynb"), nb.Title(), exercises})
	}
	return lessons, nil
}

// Lessons returns the lessons, each in the first language that has it: the
// exercises are the same in all languages.
func (c Course) Lessons() ([]*Lesson, error) {
	var all []*Lesson
	for _, lang := range words.Tags() {
		lessons, err := c.lessonsOf(lang)
		if err != nil {
			return nil, err
		}
		for _, l := range lessons {
			if !slices.ContainsFunc(all, func(have *Lesson) bool { return have.name == l.name }) {
				all = append(all, l)
			}
		}
	}
	return all, nil
}

// count returns for each lesson how many of its exercises the entries say are
// solved, and how many are only tried. Exercises that the lesson does not have
// do not count, and one that was solved in two languages or in a copy counts
// once.
func count(entries []progress.Entry, lessons []*Lesson) (solved, tried []int) {
	passed := map[[2]int]bool{}
	for _, e := range entries {
		in, name, _ := strings.Cut(e.Lesson, "/")
		if !slices.Contains(words.Tags(), in) {
			continue
		}
		i := slices.IndexFunc(lessons, func(l *Lesson) bool {
			// A copy of a lesson (02_relu-Copy1, 02_relu.new) is that lesson.
			rest, ok := strings.CutPrefix(name, l.name)
			return ok && (rest == "" || strings.ContainsRune("-.", rune(rest[0])))
		})
		if i < 0 {
			continue
		}
		if j := slices.Index(lessons[i].exercises, e.Exercise); j >= 0 {
			key := [2]int{i, j}
			passed[key] = passed[key] || e.Passed
		}
	}
	solved, tried = make([]int, len(lessons)), make([]int, len(lessons))
	for key, ok := range passed {
		if ok {
			solved[key[0]]++
		} else {
			tried[key[0]]++
		}
	}
	return solved, tried
}

// verdictsIn returns the verdicts in a learner's file.
func verdictsIn(folder *plainfile.Folder, name string) ([]progress.Entry, error) {
	f, err := folder.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return progress.Parse(f)
}
