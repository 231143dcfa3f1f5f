package experiments

import (
	"fmt"
	"slices"

	"golessons/helpers/internal/number"
	"golessons/internal/words"
)

// A Swept is a comparison over the values of one setting. helpers.Remember can keep it.
type Swept struct {
	Comparison
	Setting string    // its name, such as "λ"
	Values  []float64 // method i of the comparison has Values[i]
}

// Sweep trains with each value of a setting, such as p, λ or the rate, n times each and
// all with the same seeds first, first+1 …. All trainings go side by side. The methods of
// the comparison are called "λ = 0.01" and so on.
//
// It draws the losses of the first seed as they come, one value after the other; with
// the name "" it draws nothing. A training that diverges does not end the cell: it is
// kept as far as it got, and its sentence is printed.
func Sweep(name string, n int, first int64, values []float64, at func(value float64) Experiment) Swept {
	s := Swept{Setting: name, Values: values}
	var methods []Named
	for _, v := range values {
		methods = append(methods, Method(named(name, v), at(v)))
	}
	c, jobs := prepare(n, first, methods)
	s.Comparison = c
	var watched []*job
	for i, j := range jobs {
		j.mayFail = true
		if i%n == 0 {
			watched = append(watched, j)
		}
	}
	if name != "" && len(jobs) > 0 {
		title := words.Text{"Training for each %s in turn", "「%s」の値ごとの学習(順番に)"}.With(name)
		axis := words.Text{"epoch, %d for each %s", "エポック(「%[2]s」の値ごとに %[1]d)"}.With(jobs[0].start().epochs(), name)
		defer live(title, axis, watched...)()
	}
	do(jobs)
	s.fill(jobs)
	for i, runs := range s.Trained {
		if k := slices.IndexFunc(runs, func(r Run) bool { return r.Failed != "" }); k >= 0 {
			fmt.Println(words.Text{"%s: %s, and the training stopped.", "%s:%s。学習を打ち切りました。"}.With(s.Names[i], runs[k].Failed))
		}
	}
	return s
}

// named is what a value of a setting is called.
func named(name string, value float64) string { return name + " = " + number.Short(value) }

// At returns the runs with a value of the setting.
//
// Errors: a value that was not tried.
func (s Swept) At(value float64) Runs { return s.Trained[s.index(value)] }

func (s Swept) index(value float64) int {
	i := slices.Index(s.Values, value)
	if i < 0 {
		mistake(words.Text{"%s = %v was not tried, want one of %v", "%s = %v は試していません。%v のどれかにしてください。"}, s.Setting, value, s.Values)
	}
	return i
}

// BestValue returns the value whose mean validation loss is lowest.
//
// Errors: no validation data.
func (s Swept) BestValue() float64 { return s.Values[s.best(ValidationLoss)] }

// InUnits is [Comparison.InUnits].
func (s Swept) InUnits(offset, scale float64) Swept {
	s.Comparison = s.Comparison.InUnits(offset, scale)
	return s
}

// Middle returns the number of the run that is the middle one by its jaggedness at the
// first value: the one whose fits [Swept.Fits] and [Swept.Pair] draw.
func (s Swept) Middle() int { return s.Trained[0].Middle(Jagged) }
