package survival

import (
	"fmt"
	"math"
	"slices"

	"golessons/helpers"
	"golessons/helpers/data"
	"golessons/internal/words"
)

// A Group is what happened to the people of one group.
type Group struct {
	Name           string
	People, Events float64 // how many of them there are, and how many had the event
	// Share is Events/People, and Low and High are its 95% interval; see [Wilson].
	Share, Low, High float64
	// Risk is the risk by [LifeTable]; NaN where that was not asked for.
	Risk float64
	// Mean is the mean of the column that groups, MeanAge that of the column age;
	// NaN if there is none.
	Mean, MeanAge float64
}

// Observed is what happened to people, group by group. Make it with [Observe].
type Observed struct {
	Grouping
	Groups []Group
	Target string // what the event is
	// Everybody is how many there were at the start, with values of the column from
	// Lowest to Highest; Known is of how many it is known what happened.
	Everybody, Known int
	Lowest, Highest  float64
}

// LeftOut returns the share of those of whom it is not known what happened, 0 to 1.
func (o Observed) LeftOut() float64 { return 1 - float64(o.Known)/float64(o.Everybody) }

// Observe counts, for each group, the people of whom it is known what happened, those
// who had the event within the given years, and gives their share with its 95% interval
// ([Wilson]), the risk by a life table with steps of a quarter of a year ([LifeTable]),
// and the mean age.
//
// Errors: years of 0 or less, a column that the people do not have.
func Observe(people func(years float64) *data.Set, years float64, g Grouping) Observed {
	if people == nil {
		mistake(words.Text{"Observe: there are no people, want a function such as data.NAFLD", "Observe: 対象者がありません。data.NAFLD のような関数を渡してください。"})
	}
	known, all := people(years), people(start)
	values := all.Column(g.Column)
	o := Observed{
		Grouping: g, Groups: observed(known, g), Target: known.Target,
		Everybody: all.Len(), Known: known.Len(), Lowest: slices.Min(values), Highest: slices.Max(values),
	}
	risks := lifeTables(people, max(1, int(math.Round(4*years))), years, g.Len(), func(set *data.Set) []int {
		group := make([]int, set.Len())
		for i, v := range set.Column(g.Column) {
			group[i] = g.Of(v)
		}
		return group
	})
	for i, risk := range risks {
		o.Groups[i].Risk = risk
	}
	return o
}

// observed counts the people of a set, group by group, without a life table.
func observed(people *data.Set, g Grouping) []Group {
	n, events, means := g.Count(people), g.Sum(people, people.Y), g.Mean(people, people.Column(g.Column))
	var ages []float64
	if slices.Contains(people.Columns, "age") {
		ages = g.Mean(people, people.Column("age"))
	}
	groups := make([]Group, g.Len())
	for i, name := range g.Names() {
		groups[i] = Group{Name: name, People: n[i], Events: events[i], Share: nan, Low: nan, High: nan, Risk: nan, Mean: means[i], MeanAge: nan}
		if n[i] > 0 {
			groups[i].Share = events[i] / n[i]
			groups[i].Low, groups[i].High = Wilson(events[i], n[i])
		}
		if ages != nil {
			groups[i].MeanAge = ages[i]
		}
	}
	return groups
}

// Table returns a table with a row for each group, and a note of how many are in it.
func (o Observed) Table() *helpers.Table {
	t := helpers.NewTable(words.Text{"%s and %s", "%s と %s"}.With(o.Label, o.Target), o.Label,
		words.Text{"people", "人数"}.String(), o.Target,
		words.Text{"share (95% confidence interval)", "割合(95% 信頼区間)"}.String(),
		words.Text{"life-table risk", "生命表によるリスク"}.String(), words.Text{"mean age", "平均年齢"}.String())
	for _, g := range o.Groups {
		share := fmt.Sprintf("%.1f%% (%.1f–%.1f)", 100*g.Share, 100*g.Low, 100*g.High)
		if g.People == 0 {
			share = "–"
		}
		t.Row(g.Name, g.People, g.Events, share, percent(g.Risk), decimal(g.MeanAge))
	}
	t.Note = words.Text{"%d of %d people are in the table; of the others it is not known what happened. %s: %.1f to %.1f.",
		"表の %d 人は、全 %d 人のうち、どうなったかが分かっている人です。%s は %.1f から %.1f までです。"}.With(o.Known, o.Everybody, o.Label, o.Lowest, o.Highest)
	return t
}

// nan stands for a number that there is not.
var nan = math.NaN()

// percent writes a share as "7.5%", and "–" if there is none.
func percent(share float64) string {
	if math.IsNaN(share) {
		return "–"
	}
	return fmt.Sprintf("%.1f%%", 100*share)
}

// decimal writes a number with one decimal, and "–" if there is none.
func decimal(v float64) string {
	if math.IsNaN(v) {
		return "–"
	}
	return fmt.Sprintf("%.1f", v)
}
