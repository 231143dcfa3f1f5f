package line

import (
	"math/rand/v2"

	"golessons/helpers"
	"golessons/helpers/data"
	"golessons/internal/words"
)

// Score returns the share of the examples, 0 to 1, for which a student's answer is the
// target, such as 1 for an event and 0 for none.
func Score(student func(x float64) float64, exam *data.Set) float64 {
	notNil("Score", "student", student == nil)
	x, y := points("Score", exam)
	right := 0.0
	for i := range x {
		if student(x[i]) == y[i] {
			right++
		}
	}
	return right / float64(len(x))
}

// FiveExams lets a swot, who learns n patients of [data.URisk] by heart, and a rule,
// which looks at none, sit five exams of m new patients, each time with other patients
// to learn.
func FiveExams(rule func(x float64) float64, n, m int, seed int64) Marks {
	notNil("FiveExams", "rule", rule == nil)
	var marks Marks
	for i := range int64(5) {
		known, exam := data.URisk(n, 10*seed+i), data.URisk(m, 1000+10*seed+i)
		swot := Nearest(known)
		marks.SwotMock = append(marks.SwotMock, Score(swot, known))
		marks.SwotReal = append(marks.SwotReal, Score(swot, exam))
		marks.RuleReal = append(marks.RuleReal, Score(rule, exam))
	}
	return marks
}

// Marks are the shares of right answers that [FiveExams] found, 0 to 1.
type Marks struct {
	// SwotMock are the swot's in the mock exams, about the patients learnt by heart,
	// SwotReal in the real ones. RuleReal are the rule's in the real exams.
	SwotMock, SwotReal, RuleReal []float64
}

// Show shows a table of the marks.
func (m Marks) Show() {
	name := words.Text{"Share of right answers (%d sets of training patients)", "正解の割合(訓練患者を変えて %d 回)"}
	helpers.Results(name.With(len(m.SwotMock)), helpers.Higher,
		helpers.Result{Name: words.Text{"swot, mock exam", "暗記型、模試"}.String(), Values: m.SwotMock},
		helpers.Result{Name: words.Text{"swot, real exam", "暗記型、本番"}.String(), Values: m.SwotReal},
		helpers.Result{Name: words.Text{"rule, real exam", "規則型、本番"}.String(), Values: m.RuleReal}).Show()
}

// CoinModels lets so many models toss a coin about n patients each, and the best of
// them about m more. It returns the share of right answers of the best among the n,
// and its share among the m.
func CoinModels(models, n, m int, seed int64) (best, again float64) {
	atLeast(1, "CoinModels", "models", models)
	atLeast(1, "CoinModels", "n", n)
	atLeast(1, "CoinModels", "m", m)
	r := rand.New(rand.NewPCG(uint64(seed), 3))
	tosses := func(n int) float64 {
		right := 0
		for range n {
			right += r.IntN(2)
		}
		return float64(right) / float64(n)
	}
	for range models {
		best = max(best, tosses(n))
	}
	return best, tosses(m)
}
