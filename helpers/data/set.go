// Package data has the data of the lessons: generators with a seed, and records of
// real patients.
//
// A [Set] is rows of features with one target each. A mistake in a call panics
// with an [*Error], whose one sentence ends the cell. The patients' files are
// embedded (0.9 MB), so this package is apart from golessons/helpers: only a
// cell that imports it links them. SOURCES.md says where they come from.
package data

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"golessons/internal/words"
)

// Set is a set of examples, each of which is a row of features and a target.
type Set struct {
	// Name says in a few words what the examples are.
	Name string
	// Columns are the names of the features.
	Columns []string
	// X has a row for each example, with a value for each of Columns.
	X [][]float64
	// Y has the target of each row; for a class it is 0 or 1.
	Y []float64
	// Target says what Y is.
	Target string
	// Source and Licence are "" for data that are made.
	Source, Licence string
}

// Len returns the number of examples.
func (s *Set) Len() int { return len(s.X) }

// Examples returns the rows of features and the target of each, as a model is given
// them. They are the set's own, no copies.
func (s *Set) Examples() (x [][]float64, y []float64) { return s.X, s.Y }

// Column returns the values of a feature, which must exist.
func (s *Set) Column(name string) []float64 {
	j := s.index(name)
	out := make([]float64, len(s.X))
	for i, row := range s.X {
		out[i] = row[j]
	}
	return out
}

// index returns the index of a feature.
func (s *Set) index(name string) int {
	j := slices.Index(s.Columns, name)
	if j < 0 {
		mistake("%s has no column %q, it has %s", s.Name, name, strings.Join(s.Columns, ", "))
	}
	return j
}

// with returns the set with only these rows, in this order.
func (s *Set) with(keep []int) *Set {
	out := *s
	out.X, out.Y = make([][]float64, len(keep)), make([]float64, len(keep))
	for i, k := range keep {
		out.X[i], out.Y[i] = slices.Clone(s.X[k]), s.Y[k]
	}
	return &out
}

// Where returns the set with only those rows for whose value of a feature keep
// returns true, such as node-negative patients.
func (s *Set) Where(column string, keep func(value float64) bool) *Set {
	j := s.index(column)
	var rows []int
	for i, row := range s.X {
		if keep(row[j]) {
			rows = append(rows, i)
		}
	}
	return s.with(rows)
}

// Select returns the set with only the named features, in this order.
func (s *Set) Select(columns ...string) *Set {
	out := *s
	out.Columns = slices.Clone(columns)
	out.X = make([][]float64, len(s.X))
	out.Y = slices.Clone(s.Y)
	at := make([]int, len(columns))
	for k, name := range columns {
		at[k] = s.index(name)
	}
	for i, row := range s.X {
		out.X[i] = make([]float64, len(at))
		for k, j := range at {
			out.X[i][k] = row[j]
		}
	}
	return &out
}

// Map returns the set with f applied to a feature, such as math.Log1p to a receptor
// value.
func (s *Set) Map(column string, f func(float64) float64) *Set {
	j := s.index(column)
	out := s.with(numbers(len(s.X)))
	for _, row := range out.X {
		row[j] = f(row[j])
	}
	return out
}

// Split returns the rows in two sets, after shuffling them with a seed. The first
// has the given share of them, more than 0 and less than 1; if there are two rows
// or more, each set has at least one. For three sets split the rest again.
func (s *Set) Split(seed int64, share float64) (first, rest *Set) {
	if !(share > 0 && share < 1) {
		mistake("Split: share = %g, want more than 0 and less than 1", share)
	}
	order := random(seed).Perm(len(s.X))
	cut := min(max(int(math.Round(share*float64(len(order)))), 1), max(len(order)-1, 0))
	return s.with(order[:cut]), s.with(order[cut:])
}

// FlipLabels returns the set with a share of its targets, 0 to 1, changed from 0 to
// 1 and from 1 to 0, like mistakes in the records. A seed decides which. The
// targets must be classes.
func (s *Set) FlipLabels(seed int64, share float64) *Set {
	if !(share >= 0 && share <= 1) {
		mistake("FlipLabels: share = %g, want 0 to 1", share)
	}
	out := s.with(numbers(len(s.X)))
	for _, y := range out.Y {
		if y != 0 && y != 1 {
			mistake("FlipLabels: the targets must be 0 or 1, found %g", y)
		}
	}
	for _, i := range random(seed).Perm(len(out.Y))[:int(math.Round(share*float64(len(out.Y))))] {
		out.Y[i] = 1 - out.Y[i]
	}
	return out
}

// RandomLabels returns the set with its targets shuffled with a seed: there are as
// many of each class, but nothing to learn.
func (s *Set) RandomLabels(seed int64) *Set {
	out := s.with(numbers(len(s.X)))
	random(seed).Shuffle(len(out.Y), func(i, j int) { out.Y[i], out.Y[j] = out.Y[j], out.Y[i] })
	return out
}

// String returns one line: what the examples are, how many, and their target.
func (s *Set) String() string {
	mean := 0.0
	for _, y := range s.Y {
		mean += y / float64(len(s.Y))
	}
	return words.Sprintf("%s: %s of %s (%s), target: %s (mean %.3f)",
		s.Name, words.Count(len(s.X), "example"), words.Count(len(s.Columns), "feature"), strings.Join(s.Columns, ", "), s.Target, mean)
}

// Describe prints what the examples are, where they come from and under which
// licence.
func (s *Set) Describe() {
	fmt.Println(s)
	if s.Source == "" {
		fmt.Println(words.T("Source: made for this lesson, not real."))
		return
	}
	fmt.Println(words.T("Source: ") + s.Source)
	fmt.Println(words.T("Licence: ") + s.Licence)
}

// random returns a source of random numbers, the same for the same seed.
func random(seed int64) *rand.Rand { return rand.New(rand.NewPCG(uint64(seed), 0x9e3779b97f4a7c15)) }

// numbers returns 0, 1 … n − 1.
func numbers(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}
