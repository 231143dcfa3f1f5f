package exercises

import (
	"math"
	"slices"

	"golessons/internal/words"
)

// ThreePiles checks threePiles, which returns the first 60% of order for training,
// the next 20% for validation and the rest for the test.
func ThreePiles(threePiles func(order []int) (train, validation, test []int)) bool {
	return newThreePiles().check(threePiles)
}

type (
	pilesFunc = func(order []int) (train, validation, test []int)
	pilesEx   = exercise[pilesFunc, []int, [3][]int]
)

func newThreePiles() pilesEx {
	return pilesEx{
		name:  "threePiles",
		input: "order",
		stub:  func(o []int) (train, validation, test []int) { return o, o, o },
		right: func(o []int) (train, validation, test []int) {
			n := len(o)
			return o[:n*6/10], o[n*6/10 : n*8/10], o[n*8/10:]
		},
		ask: func(f pilesFunc, at []int) [3][]int {
			train, validation, test := f(at)
			return [3][]int{train, validation, test}
		},
		cases: func(r random) [][]int {
			return and(func() []int { return r.Perm(10 * (2 + r.IntN(19))) }, r.Perm(50), r.Perm(10))
		},
		judge: func(order []int, got, want [3][]int) string {
			for i, pile := range got {
				if len(pile) != len(want[i]) {
					return words.Text{"%d patients became %d, %d and %d, want %d, %d and %d", "患者 %d 人を %d・%d・%d 人に分けました。%d・%d・%d 人になるはずです"}.With(
						len(order), len(got[0]), len(got[1]), len(got[2]), len(want[0]), len(want[1]), len(want[2]))
				}
			}
			seen := map[int]bool{}
			for _, patient := range slices.Concat(got[0], got[1], got[2]) {
				if seen[patient] {
					return words.Text{"patient %d is there twice", "患者 %d が 2 回出てきます"}.With(patient)
				}
				seen[patient] = true
			}
			for _, patient := range order {
				if !seen[patient] {
					return words.Text{"patient %d is in none", "患者 %d がどこにも入っていません"}.With(patient)
				}
			}
			return ""
		},
		mistakes: []mistake[pilesFunc]{
			{func(o []int) (train, validation, test []int) {
				return o[:len(o)*6/10], o[len(o)*6/10:], o[len(o)*8/10:]
			}, words.Text{
				"Validation goes on to the end and contains the test. It needs a second cut.",
				"検証が最後まで続いていて、テストを含んでいます。2 つ目の切れ目が要ります。"}},
			{func(o []int) (train, validation, test []int) {
				return o[:len(o)*6/10], o[len(o)*6/10 : len(o)*8/10-1], o[len(o)*8/10:]
			}, words.Text{
				"One patient is lost at the second cut. order[a:b] ends before b: the next part begins with the same number.",
				"2 つ目の切れ目で 1 人抜けています。order[a:b] は b の手前で終わるので、次は同じ数から始めます。"}},
			{func(o []int) (train, validation, test []int) { return o[:30], o[30:40], o[40:] }, words.Text{
				"This is right for 50 patients only. Compute the cuts from len(order).",
				"50 人のときしか正しくありません。切る位置は len(order) から計算します。"}},
			{func(o []int) (train, validation, test []int) {
				return o[:len(o)*6/10], o[:len(o)*2/10], o[:len(o)*2/10]
			}, words.Text{
				"The sizes are right, but all three begin at the start, so the same patients are in all. Begin where the one before ends.",
				"人数は合っていますが、3 つとも先頭から取っているので、同じ患者が入っています。前の組が終わったところから始めます。"}},
			{func(o []int) (train, validation, test []int) {
				return o[:len(o)*8/10], nil, o[len(o)*8/10:]
			}, words.Text{
				"There is nothing for validation. Cut twice: at 60% and at 80%.", "検証用がありません。60% と 80% の 2 か所で切ります。"}},
			{func(o []int) (train, validation, test []int) {
				return o[:len(o)*2/10], o[len(o)*2/10 : len(o)*4/10], o[len(o)*4/10:]
			}, words.Text{
				"The large part is the last one. Training comes first, with 60%.", "いちばん大きい組が最後にあります。先頭の 60% を訓練にします。"}},
			{func(o []int) (train, validation, test []int) {
				return o[:len(o)/3], o[len(o)/3 : len(o)*2/3], o[len(o)*2/3:]
			}, words.Text{
				"These are thirds. Training gets the most: 60%, then 20% and 20%.", "3 等分になっています。訓練に 60%、残りを 20% ずつです。"}},
		},
		hints: []words.Text{
			{"Cut in two places, at 60% and at 80%.", "60% の位置と 80% の位置の、2 か所で切ります。"},
			{"With `n := len(order)` the places are `n*6/10` and `n*8/10`.", "`n := len(order)` とすると、切る位置は `n*6/10` と `n*8/10` です。"},
			{"`return order[:n*6/10], order[n*6/10 : n*8/10], order[n*8/10:]`", "`return order[:n*6/10], order[n*6/10 : n*8/10], order[n*8/10:]`"},
		},
		why: words.Text{
			"Two cuts make three piles, each beginning where the one before ends: nobody is in two of them, and nothing can leak.",
			"切れ目 2 つで 3 つの山ができ、どれも前の山が終わったところから始まります。2 つの山に入る人がいないので、漏れ(リーク)は起きません。"},
		next: words.Text{
			"What if a patient has two rows? Think of how you would cut so that both fall into the same pile.",
			"同じ患者の記録が 2 行あったら? 2 行とも同じ山に入れるには、どう切ればよいでしょうか。"},
	}
}

// TurningPoint checks turningPoint, which returns the number of the lowest
// validation loss, counted from 0; of equal ones the earlier.
func TurningPoint(turningPoint func(validation []float64) int) bool {
	return newTurningPoint().check(turningPoint)
}

type (
	epochFunc = func(validation []float64) int
	epochEx   = exercise[epochFunc, []float64, int]
)

func newTurningPoint() epochEx {
	// best returns the number of the last loss that beats the best so far.
	best := func(losses []float64, beats func(loss, best float64) bool) int {
		best := 0
		for i, loss := range losses {
			if beats(loss, losses[best]) {
				best = i
			}
		}
		return best
	}
	return epochEx{
		name:  "turningPoint",
		input: "validation",
		stub:  func(v []float64) int { return len(v) - 1 },
		right: func(v []float64) int { return best(v, func(a, b float64) bool { return a < b }) },
		cases: func(r random) [][]float64 {
			return and(func() []float64 { return r.numbers(3+r.IntN(6), 0.4, 0.9, 0.1) },
				[]float64{0.70, 0.60, 0.55, 0.62, 0.90}, []float64{0.5, 0.6}, []float64{0.9, 0.8, 0.7}, []float64{0.6, 0.5, 0.5})
		},
		mistakes: []mistake[epochFunc]{
			{func(v []float64) int { return best(v, func(a, b float64) bool { return a <= b }) }, words.Text{
				"Of equal losses this takes the later. With < instead of <= the earlier stays.",
				"同じ値のとき、遅いほうを選んでいます。<= でなく < にすると、早いほうが残ります。"}},
			{func(v []float64) int { return best(v, func(a, b float64) bool { return a > b }) }, words.Text{
				"This is the highest loss. The smaller the loss, the better: <.", "これはいちばん大きい損失です。損失は小さいほどよいので、< です。"}},
			{func(v []float64) int { return best(v, func(a, b float64) bool { return a < b }) + 1 }, words.Text{
				"One too many: the first epoch has the number 0.", "1 つ多くなっています。最初のエポックは 0 番です。"}},
			{func(v []float64) int {
				for i := 1; i < len(v); i++ {
					if v[i] > v[i-1] {
						return i - 1
					}
				}
				return len(v) - 1
			}, words.Text{
				"You stop at the first rise. Losses go up and down; a lower one may come later, so look at all of them.",
				"最初に上がったところで止まっています。損失は上下するので、後でもっと下がるかもしれません。最後まで見ます。"}},
			{func(v []float64) int {
				last := 0
				for i := 1; i < len(v); i++ {
					if v[i] < v[i-1] {
						last = i
					}
				}
				return last
			}, words.Text{
				"Each loss is compared with the one before. Compare it with the lowest so far, validation[best].",
				"1 つ前の損失と比べています。比べる相手は、これまでの最小 validation[best] です。"}},
		},
		hints: []words.Text{
			{"Go through the losses and remember where the lowest so far was.", "いちばん小さい値が何番目にあったかを覚えながら、1 つずつ見ていきます。"},
			{"`best := 0\nfor i, loss := range validation {\n\t…\n}`", "`best := 0\nfor i, loss := range validation {\n\t…\n}`"},
			{"`if loss < validation[best] { best = i }`, and `return best` at the end. With `<` the earlier of equal values stays.",
				"`if loss < validation[best] { best = i }` とし、最後に `return best`。`<` なら、同じ値では早いほうが残ります。"},
		},
		why: words.Text{
			"Training further did not lower the validation loss any more. The number of the epoch, and not only its loss, is what early stopping has to know.",
			"そこから先は、訓練を続けても検証損失が下がりませんでした。早期終了に必要なのは、損失の値だけでなく、このエポックの番号です。"},
		next: words.Text{
			"The lowest of 200 noisy values is also a lucky one. Will the loss on new patients be as low?",
			"ゆらぐ 200 個の値の最小は、まぐれの最小でもあります。新しい患者でも同じだけ低くなるでしょうか。"},
	}
}

// StopEpoch checks stopEpoch, which returns the number of the epoch at which the
// lowest loss so far has not been beaten three times in a row, else of the last.
func StopEpoch(stopEpoch func(validation []float64) int) bool { return newStopEpoch().check(stopEpoch) }

func newStopEpoch() epochEx {
	// stop returns where to stop after waiting for patience epochs. beats says what
	// a new low is, and reset whether it begins the waiting anew.
	stop := func(v []float64, patience int, beats func(loss, best float64) bool, reset bool) int {
		best, waited := math.Inf(1), 0
		for epoch, loss := range v {
			if beats(loss, best) {
				best = loss
				if reset {
					waited = 0
				}
			} else if waited++; waited == patience {
				return epoch
			}
		}
		return len(v) - 1
	}
	less := func(a, b float64) bool { return a < b }
	return epochEx{
		name:  "stopEpoch",
		input: "validation",
		stub:  func(v []float64) int { return len(v) - 1 },
		right: func(v []float64) int { return stop(v, 3, less, true) },
		cases: func(r random) [][]float64 {
			return and(func() []float64 { return r.numbers(6+r.IntN(5), 0.4, 0.9, 0.05) },
				[]float64{0.70, 0.60, 0.50, 0.60, 0.55, 0.52, 0.40},
				[]float64{0.70, 0.60, 0.65, 0.50, 0.55, 0.60, 0.70, 0.80},
				[]float64{0.50, 0.40, 0.30}, []float64{0.50, 0.50, 0.50, 0.50, 0.40})
		},
		mistakes: []mistake[epochFunc]{
			{func(v []float64) int { return stop(v, 3, less, false) }, words.Text{
				"A new low has to set waited back to 0: three times in a row, not three times in all.",
				"最小が更新されたら、waited を 0 に戻します。「合計 3 回」ではなく「3 回続けて」です。"}},
			{func(v []float64) int { return stop(v, 4, less, true) }, words.Text{
				"One epoch too late: stop at the third epoch without a new low. Add 1 to waited first, then compare with 3.",
				"1 エポック遅れています。更新なしが 3 回目になったところで止めます。先に waited を増やしてから 3 と比べます。"}},
			{func(v []float64) int { return stop(v, 2, less, true) }, words.Text{
				"One epoch too early: this stops at the second without a new low.", "1 エポック早く、更新なしの 2 回目で止まっています。"}},
			{func(v []float64) int { return stop(v, 1, less, true) }, words.Text{
				"This stops at the first epoch without a new low. It is to have patience for three.",
				"更新なしの 1 回目で止まっています。3 回まで待ちます。"}},
			{func(v []float64) int { return stop(v, 3, func(a, b float64) bool { return a <= b }, true) }, words.Text{
				"A loss that equals the lowest does not beat it: < instead of <=.", "最小と同じ値では、更新になりません。<= でなく < です。"}},
			{func(v []float64) int { // compares with the epoch before
				waited := 0
				for i := 1; i < len(v); i++ {
					if v[i] < v[i-1] {
						waited = 0
					} else if waited++; waited == 3 {
						return i
					}
				}
				return len(v) - 1
			}, words.Text{
				"Each loss is compared with the one before. Compare it with the lowest so far, best.",
				"1 つ前の損失と比べています。比べる相手は、これまでの最小 best です。"}},
			{func(v []float64) int {
				best, bestEpoch, waited := math.Inf(1), 0, 0
				for epoch, loss := range v {
					if loss < best {
						best, bestEpoch, waited = loss, epoch, 0
					} else if waited++; waited == 3 {
						return bestEpoch
					}
				}
				return len(v) - 1
			}, words.Text{
				"This is the best epoch. Asked for is the one at which you notice and stop, three later.",
				"これは最良のエポックです。答えるのは、そこから 3 回待って止めるエポックです。"}},
		},
		hints: []words.Text{
			{"When `loss < best` is false, add 1 to `waited`: that goes between the braces of `if … { … } else { … }`.",
				"`loss < best` でなかったときは、`waited` を 1 増やします。`if … { … } else { … }` の、後のかっこの中に書きます。"},
			{"If `waited` is then 3, return the number of this epoch.", "増やしたあと `waited == 3` なら、そのエポックの番号を返します。"},
			{"`if loss < best {\n\tbest, waited = loss, 0\n} else {\n\twaited++\n\tif waited == 3 {\n\t\treturn epoch\n\t}\n}`",
				"`if loss < best {\n\tbest, waited = loss, 0\n} else {\n\twaited++\n\tif waited == 3 {\n\t\treturn epoch\n\t}\n}`"},
		},
		why: words.Text{
			"Every new low sets the waiting back to 0, so only three epochs in a row without one stop the training. Patience of mlx.Trainer does just this.",
			"更新のたびに待ち回数が 0 に戻るので、止まるのは更新なしが 3 回続いたときだけです。mlx.Trainer の Patience も同じことをしています。"},
		next: words.Text{
			"In the first example the loss was lower still right after the stop. What would patience of 4 have brought, and what does it cost?",
			"最初の例では、止めた直後にもっと低い損失が来ました。4 回待っていたらどうなったでしょうか。その代償は何でしょうか。"},
	}
}

// AlwaysNo checks alwaysNo, which returns the accuracy of predicting 0 for
// everybody, given the outcomes, 1 or 0.
func AlwaysNo(alwaysNo func(outcomes []float64) float64) bool { return newAlwaysNo().check(alwaysNo) }

func newAlwaysNo() listEx {
	return listEx{
		name:  "alwaysNo",
		input: "outcomes",
		stub:  func([]float64) float64 { return 0 },
		right: func(o []float64) float64 { return 1 - mean(o) },
		cases: func(r random) [][]float64 {
			return and(func() []float64 { return r.outcomes(2 + r.IntN(8)) },
				[]float64{0, 0, 0, 1}, []float64{1, 1, 0, 0}, []float64{0, 0})
		},
		mistakes: []mistake[listFunc]{
			{mean, words.Text{
				"This is the share of those to whom it happened, for whom “no” is wrong. The others are the ones it gets right.",
				"これは起きた人の割合で、「起きない」が外れる人です。当たるのは残りの人です。"}},
			{func(o []float64) float64 { return 1 - sum(o) }, words.Text{
				"The share of ones is their mean, not their sum.", "1 の割合は、合計ではなく平均です。"}},
			{func(o []float64) float64 { return float64(len(o)) - sum(o) }, words.Text{
				"This is the number of those it gets right. Accuracy is a share: divide by how many there are.",
				"これは当たった人数です。正解率は割合なので、全体の人数で割ります。"}},
			{func([]float64) float64 { return 1 }, words.Text{
				"Nobody is right about everybody. “No” is wrong where the outcome is 1.", "いつでも全員に当たるわけではありません。結果が 1 の人では外れます。"}},
			{func([]float64) float64 { return 0.5 }, words.Text{
				"It is no coin: how often “no” is right depends on how many outcomes are 0.", "コイン投げではありません。当たる割合は、結果が 0 の人の割合で決まります。"}},
		},
		hints: []words.Text{
			{"“No” is right about the patients whose outcome is 0.", "「起きない」が当たるのは、結果が 0 の患者です。"},
			{"The mean of the outcomes is the share of ones. What is the share of zeros?", "結果の平均は 1 の割合です。0 の割合は?"},
			{"`no := 0.0\nfor _, y := range outcomes {\n\tno += 1 - y\n}\nreturn no / float64(len(outcomes))`",
				"`no := 0.0\nfor _, y := range outcomes {\n\tno += 1 - y\n}\nreturn no / float64(len(outcomes))`"},
		},
		why: words.Text{
			"The mean of zeros and ones is the share of ones, and “no” is right about the rest. So where few are ill, a rule that looks at nothing is very accurate.",
			"0 と 1 の平均は 1 の割合で、「起きない」は残りの人に当たります。病気が少ない集団では、何も見ない規則の正解率がとても高くなるのです。"},
		next: words.Text{
			"A disease hits 1 in 1000, and a model is 99% accurate. Would you buy it?",
			"1000 人に 1 人の病気で、正解率 99% のモデルがあります。買いますか。"},
	}
}
