package survival

import (
	"math"
	"strconv"

	"golessons/helpers/data"
	"golessons/internal/words"
)

// A Grouping puts people into groups by one column. Make it with [Groups].
type Grouping struct {
	Column string
	// Edges are where one group ends and the next begins, in rising order; a value
	// on an edge belongs to the group above.
	Edges []float64
	// Label is the column's name in tables and at axes.
	Label string
}

// labels are the names and units of columns, where they are known.
var labels = map[string]words.Text{
	"bmi":   {"BMI (kg/m²)", "BMI (kg/m²)"},
	"age":   {"age (years)", "年齢(歳)"},
	"nodes": {"nodes with cancer", "転移のあるリンパ節"},
}

// Groups cuts a column at the given edges: with 18.5 and 25 there are three groups,
// below 18.5, from 18.5 to below 25, and from 25.
//
// Errors: no edge, edges that do not rise.
func Groups(column string, edges ...float64) Grouping {
	if len(edges) == 0 {
		mistake(words.Text{"Groups(%q): no edges, want at least one number to cut at", "Groups(%q): 境目がありません。区切る値を 1 つ以上書いてください。"}, column)
	}
	for i, edge := range edges {
		if !(edge-edge == 0) || i > 0 && edge <= edges[i-1] {
			mistake(words.Text{"Groups(%q): the edges %v do not rise from one to the next", "Groups(%q): 境目 %v が小さい順に並んでいません。"}, column, edges)
		}
	}
	label := column
	if text, ok := labels[column]; ok {
		label = text.String()
	}
	return Grouping{Column: column, Edges: edges, Label: label}
}

// Len returns the number of groups, one more than there are edges.
func (g Grouping) Len() int { return len(g.Edges) + 1 }

// Names returns the names of the groups: "< 18.5", "18.5–25", "≥ 25".
func (g Grouping) Names() []string {
	number := func(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
	names := make([]string, g.Len())
	for i := range names {
		switch {
		case i == 0:
			names[i] = "< " + number(g.Edges[0])
		case i == len(g.Edges):
			names[i] = "≥ " + number(g.Edges[i-1])
		default:
			names[i] = number(g.Edges[i-1]) + "–" + number(g.Edges[i])
		}
	}
	return names
}

// Of returns the number of the group that a value belongs to; the lowest is 0.
func (g Grouping) Of(value float64) int {
	group := 0
	for i, edge := range g.Edges {
		if value >= edge {
			group = i + 1
		}
	}
	return group
}

// Count returns how many of the people are in each group.
func (g Grouping) Count(people *data.Set) []float64 {
	ones := make([]float64, people.Len())
	for i := range ones {
		ones[i] = 1
	}
	return g.Sum(people, ones)
}

// Sum returns the sum of the values in each group, given one value for each person,
// such as the deaths, or predicted risks.
//
// Errors: more values than people or fewer, a column that the people do not have.
func (g Grouping) Sum(people *data.Set, values []float64) []float64 {
	if len(values) != people.Len() {
		mistake(words.Text{"%s for %d people, want one for each", "値が %s 個、人数が %d 人です。1 人に 1 つずつにしてください。"}, words.Count(len(values), "value"), people.Len())
	}
	total := make([]float64, g.Len())
	for i, v := range people.Column(g.Column) {
		total[g.Of(v)] += values[i]
	}
	return total
}

// Mean returns the mean of the values in each group, NaN where nobody is in it.
//
// Errors: as [Grouping.Sum].
func (g Grouping) Mean(people *data.Set, values []float64) []float64 {
	mean := g.Sum(people, values)
	for i, n := range g.Count(people) {
		mean[i] /= n
		if n == 0 {
			mean[i] = math.NaN()
		}
	}
	return mean
}
