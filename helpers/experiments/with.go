package experiments

import (
	"slices"

	"golessons/internal/words"
)

// With returns the comparison with one more value of the setting, in its place among
// the others, whose runs are there already: those of an earlier cell need not be
// trained again.
//
// Errors: a value that was tried; no runs.
func (s Swept) With(value float64, runs Runs) Swept {
	if slices.Contains(s.Values, value) {
		mistake(words.Text{"With: %s = %v is there already", "With:%s = %v はもうあります。"}, s.Setting, value)
	}
	if len(runs) == 0 {
		mistake(words.Text{"With: no runs for %s = %v", "With に、%s = %v の結果がありません。"}, s.Setting, value)
	}
	i := len(s.Values)
	for k, v := range s.Values {
		if value < v {
			i = k
			break
		}
	}
	s.Values = slices.Insert(slices.Clone(s.Values), i, value)
	s.Names = slices.Insert(slices.Clone(s.Names), i, named(s.Setting, value))
	s.Trained = slices.Insert(slices.Clone(s.Trained), i, runs)
	return s
}
