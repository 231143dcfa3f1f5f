// Package course looks after the lessons: those that are shipped in the
// checkout, the learner's copies of them, the start page, and what a class has
// solved.
//
// copy.go brings a learner's copies up to date; overwrite.go decides whether one
// is overwritten.
package course

import (
	"path/filepath"
	"slices"
	"strings"

	"golessons/internal/state"
	"golessons/internal/words"
)

// A Course holds the lessons as they are shipped: the folder lessons of a
// checkout.
type Course struct{ Dir string }

// In returns the course of a checkout.
func In(checkout string) Course { return Course{filepath.Join(checkout, "lessons")} }

// Shipped lists the lessons of the checkout, as ja/02_relu.ipynb.
func (c Course) Shipped() ([]string, error) {
	var files []string
	for _, lang := range words.Tags() {
		matches, err := filepath.Glob(filepath.Join(state.EscapeGlob(c.Dir), lang, "[0-9]*.ipynb"))
		if err != nil {
			return nil, err
		}
		for _, m := range matches {
			files = append(files, filepath.Join(lang, filepath.Base(m)))
		}
	}
	return files, nil
}

// Matching returns the shipped lessons that a word names: 02, relu, 02_relu,
// 02_relu.ipynb, or ja/02_relu for one language only.
func (c Course) Matching(word string) ([]string, error) {
	files, err := c.Shipped()
	if err != nil {
		return nil, err
	}
	var found, names []string
	for _, f := range files {
		lang, name := filepath.Split(strings.TrimSuffix(f, ".ipynb"))
		names = append(names, name)
		number, short, _ := strings.Cut(name, "_")
		w, ok := strings.CutPrefix(strings.TrimSuffix(word, ".ipynb"), lang)
		if !ok && strings.Contains(word, "/") {
			continue
		}
		if w == name || w == number || w == short {
			found = append(found, f)
		}
	}
	if found == nil {
		slices.Sort(names)
		return nil, words.Errorf("there is no lesson %q; the lessons are %s", word, strings.Join(slices.Compact(names), ", "))
	}
	return found, nil
}
