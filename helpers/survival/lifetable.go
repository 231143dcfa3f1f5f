package survival

import (
	"math"

	"golessons/helpers/data"
	"golessons/internal/words"
)

// LifeTable returns the risk of the event until the given time, with everybody
// counted for as long as they were followed. It goes in steps of every, in years
// like until: 1.0/12 is a month. In each step it asks which share of those still
// followed, and without the event so far, had it now; those whose follow-up ended
// in the step count for half of it:
//
//	risk = 1 − ∏ (1 − events/(followed − ended/2))
//
// It assumes that those whose follow-up ended were at the same risk as
// those who stayed. It is NaN if at some time nobody was followed any more.
//
// Errors: until or every of 0 or less, or until that is no whole number of steps.
//
// Source: the actuarial method, Cutler and Ederer, Maximum utilization of the life
// table method in analyzing survival, Journal of Chronic Diseases 8, 1958.
func LifeTable(people func(years float64) *data.Set, every, until float64) float64 {
	steps := math.Round(until / every)
	switch {
	case people == nil:
		mistake(words.Text{"LifeTable: there are no people, want a function such as data.NAFLD", "LifeTable: 対象者がありません。data.NAFLD のような関数を渡してください。"})
	case !(every > 0) || !(until > 0) || math.IsInf(until, 0):
		mistake(words.Text{"LifeTable: %[2]g years in steps of %[1]g, want both above 0", "LifeTable: %[2]g 年を %[1]g 年刻みとあります。どちらも 0 より大きくしてください。"}, every, until)
	case steps < 1 || math.Abs(until/every-steps) > 1e-6*steps || steps > 1e4:
		mistake(words.Text{"LifeTable: %[2]g years are not a whole number of steps of %[1]g years", "LifeTable: %[2]g 年は %[1]g 年刻みでは割り切れません。"}, every, until)
	}
	return lifeTables(people, int(steps), until, 1, func(*data.Set) []int { return nil })[0]
}

// start is the time in years, next to none, at which everybody is in a set of
// people.
const start = 0.01

// lifeTables returns the risk of each of n groups by a life table. groups says which
// group each person of a set is in; nil stands for the only one.
func lifeTables(people func(years float64) *data.Set, steps int, until float64, n int, groups func(*data.Set) []int) []float64 {
	risks, well := make([]float64, n), make([]float64, n)
	for g := range well {
		well[g] = 1
	}
	var events, followed []float64
	for step := range steps + 1 {
		set := people(max(start, until*float64(step)/float64(steps)))
		group := groups(set)
		nowEvents, nowFollowed := make([]float64, n), make([]float64, n)
		for i, y := range set.Y {
			g := 0
			if group != nil {
				g = group[i]
			}
			nowEvents[g] += y
			nowFollowed[g] += 1 - y
		}
		for g := range n {
			if step > 0 {
				had := nowEvents[g] - events[g]
				ended := followed[g] - nowFollowed[g] - had
				well[g] *= 1 - had/(followed[g]-ended/2)
			}
		}
		events, followed = nowEvents, nowFollowed
	}
	for g := range n {
		risks[g] = 1 - well[g]
	}
	return risks
}
