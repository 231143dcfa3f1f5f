package exercises

import (
	"math"

	"golessons/internal/words"
)

// PerExpected checks perExpected, which returns the deaths observed divided by the
// deaths expected. died has 1 or 0 for each person, risk the risk of each. For
// example, died 1, 0, 0, 1 and risk 0.5, 0.25, 0.25, 0 give 2 / 1 = 2.
func PerExpected(perExpected func(died, risk []float64) float64) bool {
	return newPerExpected().check(perExpected)
}

type (
	cohort     = struct{ Died, Risk []float64 }
	cohortFunc = func(died, risk []float64) float64
	cohortEx   = exercise[cohortFunc, cohort, float64]
)

func newPerExpected() cohortEx {
	return cohortEx{
		name:  "perExpected",
		stub:  func(died, risk []float64) float64 { return 1 },
		right: func(died, risk []float64) float64 { return sum(died) / sum(risk) },
		ask:   func(f cohortFunc, at cohort) float64 { return f(at.Died, at.Risk) },
		cases: func(r random) []cohort {
			return and(func() cohort {
				n := 2 + r.IntN(5)
				return cohort{r.outcomes(n), r.numbers(n, 0.1, 0.9, 0.1)}
			},
				cohort{[]float64{1, 0, 0, 1}, []float64{0.5, 0.25, 0.25, 0}},
				cohort{[]float64{0, 0}, []float64{0.1, 0.3}},
				cohort{[]float64{1, 0, 0}, []float64{0.5, 1, 0.5}})
		},
		mistakes: []mistake[cohortFunc]{
			{func(died, risk []float64) float64 { return sum(risk) / sum(died) }, words.Text{
				"Upside down: observed over expected, so that above 1 more have died than the model thought.",
				"上下が逆です。「実際 ÷ 予想」なので、1 を超えたら、モデルの予想より多く亡くなったという意味です。"}},
			{func(died, risk []float64) float64 { return sum(died) / size(died) }, words.Text{
				"This is the share of those who died. Divide by the deaths expected, the sum of risk.",
				"これは亡くなった人の割合です。割る数は予想死亡数、つまり risk の合計です。"}},
			{func(died, risk []float64) float64 { return sum(died) - sum(risk) }, words.Text{
				"This is the difference. The ratio says how many times as many have died as expected: divide.",
				"これは差です。予想の何倍亡くなったかを知りたいので、割ります。"}},
			{func(died, risk []float64) float64 { return sum(died) / (sum(risk) / size(died)) }, words.Text{
				"The deaths are a sum, and the risks a mean. Divide sum by sum.", "死亡は合計なのに、リスクは平均です。合計どうしで割ります。"}},
			{func(died, risk []float64) float64 {
				n := 0.0
				for _, r := range risk {
					if r > 0.5 {
						n++
					}
				}
				return sum(died) / n
			}, words.Text{
				"You count those with a risk above 0.5. A risk of 0.2 counts too, as 0.2 of a death: add up all risks.",
				"リスクが 0.5 を超える人を数えています。リスク 0.2 の人も、0.2 人ぶんの死亡として数えます。全員のリスクを足します。"}},
			{func(died, risk []float64) float64 {
				total := 0.0
				for i := range died {
					total += died[i] / risk[i] / size(died)
				}
				return total
			}, words.Text{
				"Make both sums first and divide once. Person by person, a small risk weighs enormously, and a risk of 0 has no answer.",
				"先に合計を 2 つ作り、最後に 1 回だけ割ります。1 人ずつ割ると、リスクの小さい人が極端に重くなり、0 では答えがありません。"}},
		},
		hints: []words.Text{
			{"The deaths are the sum of `died`; the deaths expected are the sum of `risk`.", "死亡数は `died` の合計、予想した死亡数は `risk` の合計です。"},
			{"Start with `died, expected := 0.0, 0.0`. One loop, `for i := range died { … }`, makes both sums.",
				"`died, expected := 0.0, 0.0` から始めます。`for i := range died { … }` で、2 つの合計を一度に作れます。"},
			{"`for i := range died {\n\tdeaths += died[i]\n\texpected += risk[i]\n}\nreturn deaths / expected`",
				"`for i := range died {\n\tdeaths += died[i]\n\texpected += risk[i]\n}\nreturn deaths / expected`"},
		},
		why: words.Text{
			"Ten people with a risk of 0.1 each let one death be expected: risks add up to deaths. The ratio compares that with what happened.",
			"リスク 0.1 の人が 10 人いれば、1 人の死亡が予想されます。リスクの合計が予想死亡数です。それを実際と比べました。"},
		next: words.Text{
			"Make a cohort whose ratio is 1 although the model is wrong about everybody. What does the ratio not see?",
			"一人一人の予測は外れているのに、比が 1 になる集団を作ってみましょう。この比では何が見えないのでしょうか。"},
	}
}

// CalibrationGap checks calibrationGap, which returns the mean predicted risk minus
// the share of those to whom it happened.
func CalibrationGap(calibrationGap func(risks, outcomes []float64) float64) bool {
	return newCalibrationGap().check(calibrationGap)
}

type (
	gapAt   = struct{ Risks, Outcomes []float64 }
	gapFunc = func(risks, outcomes []float64) float64
	gapEx   = exercise[gapFunc, gapAt, float64]
)

func newCalibrationGap() gapEx {
	return gapEx{
		name:  "calibrationGap",
		stub:  func(risks, outcomes []float64) float64 { return 0 },
		right: func(risks, outcomes []float64) float64 { return mean(risks) - mean(outcomes) },
		ask:   func(f gapFunc, at gapAt) float64 { return f(at.Risks, at.Outcomes) },
		cases: func(r random) []gapAt {
			return and(func() gapAt {
				n := 2 + r.IntN(5)
				return gapAt{r.numbers(n, 0.05, 0.95, 0.05), r.outcomes(n)}
			},
				gapAt{[]float64{0.2, 0.2, 0.2, 0.2}, []float64{0, 1, 0, 1}}, gapAt{[]float64{0.9, 0.7}, []float64{1, 0}},
				gapAt{[]float64{0.5, 0.25, 0.75}, []float64{1, 1, 1}})
		},
		mistakes: []mistake[gapFunc]{
			{func(risks, outcomes []float64) float64 { return mean(outcomes) - mean(risks) }, words.Text{
				"The other way round: predicted minus observed, so that a risk that is too low gives a negative number.",
				"引き算が逆です。「予測 − 実際」なので、低すぎるリスクではマイナスになります。"}},
			{func(risks, outcomes []float64) float64 { return sum(risks) - sum(outcomes) }, words.Text{
				"These are sums, which grow with the number of patients. Use means.", "合計では、患者が増えるだけで大きくなります。平均を使います。"}},
			{func(risks, outcomes []float64) float64 { return math.Abs(mean(risks) - mean(outcomes)) }, words.Text{
				"The sign is lost, and it says whether the risk is too high or too low. Leave math.Abs out.",
				"符号が消えています。高すぎるのか低すぎるのかが大事なので、math.Abs は要りません。"}},
			{func(risks, outcomes []float64) float64 { return mean(risks) / mean(outcomes) }, words.Text{
				"This is the ratio. Asked for is the difference.", "これは比です。答えるのは差です。"}},
			{func(risks, outcomes []float64) float64 {
				total := 0.0
				for i := range risks {
					total += math.Abs(risks[i]-outcomes[i]) / float64(len(risks))
				}
				return total
			}, words.Text{
				"This is how far off each prediction is, in the mean. Even a perfect risk of 0.2 is off each time. Compare the two means.",
				"これは 1 人ずつの外れの平均です。正しいリスク 0.2 でも、1 人ずつなら毎回外れます。2 つの平均どうしを比べます。"}},
			{func(risks, outcomes []float64) float64 { return mean(risks) }, words.Text{
				"This is the mean risk alone. Take away the share to whom it happened.", "これは平均リスクだけです。実際に起きた割合を引きます。"}},
		},
		hints: []words.Text{
			{"The mean of zeros and ones is the share of ones.", "0 と 1 の並びの平均が、起きた割合です。"},
			{"The difference of the two means is the mean of the differences `risks[i] - outcomes[i]`. One loop is enough.",
				"平均の差は、差 `risks[i] - outcomes[i]` の平均と同じです。ループは 1 つで足ります。"},
			{"`gap := 0.0\nfor i := range risks {\n\tgap += (risks[i] - outcomes[i]) / float64(len(risks))\n}\nreturn gap`",
				"`gap := 0.0\nfor i := range risks {\n\tgap += (risks[i] - outcomes[i]) / float64(len(risks))\n}\nreturn gap`"},
		},
		why: words.Text{
			"If 0.2 was predicted for everybody, about 20 in 100 should have been hit. The gap says by how much that is missed, and its sign in which direction.",
			"全員に 0.2 と予測したなら、100 人中およそ 20 人に起きるはずです。差はそこからのずれ、符号はずれの向きを表します。"},
		next: words.Text{
			"Find risks for the outcomes 1, 0 whose gap is 0 and which are of no use at all.",
			"結果が 1, 0 のとき、差が 0 なのに何の役にも立たない予測を作ってみましょう。"},
	}
}

// StandardDeviation checks standardDeviation, which returns the sample's standard
// deviation, divided by n − 1.
func StandardDeviation(standardDeviation func(values []float64) float64) bool {
	return newStandardDeviation().check(standardDeviation)
}

func newStandardDeviation() listEx {
	return listEx{
		name:  "standardDeviation",
		input: "values",
		stub:  mean,
		right: func(v []float64) float64 { return math.Sqrt(squares(v) / (size(v) - 1)) },
		cases: func(r random) [][]float64 {
			return and(func() []float64 { return r.numbers(2+r.IntN(6), -9, 9, 1) },
				[]float64{2, 4, 6}, []float64{1, 1, 1, 1}, []float64{0, 0, 0, 4, 1}, []float64{-1, 1})
		},
		mistakes: []mistake[listFunc]{
			{func(v []float64) float64 { return math.Sqrt(squares(v) / size(v)) }, words.Text{
				"Divided by n. The mean was found from the same values, which makes them look too close to it; n − 1 makes up for that.",
				"n で割っています。平均も同じデータから求めたぶん、ばらつきが小さめに出るので、n − 1 で割って補います。"}},
			{func(v []float64) float64 { return squares(v) / (size(v) - 1) }, words.Text{
				"This is the variance. The standard deviation is its square root.", "これは分散です。標準偏差はその平方根です。"}},
			{func(v []float64) float64 { return math.Sqrt(squares(v)) / (size(v) - 1) }, words.Text{
				"First divide, then take the square root: n − 1 stands under the root.", "先に割ってから平方根をとります。n − 1 は根号の中です。"}},
			{func(v []float64) float64 { return math.Sqrt(squares(v)) }, words.Text{
				"The sum still has to be divided by n − 1 before the square root is taken.", "平方根をとる前に、合計を n − 1 で割ります。"}},
			{func(v []float64) float64 { // the differences unsquared add up to 0
				m, total := mean(v), 0.0
				for _, x := range v {
					total += math.Abs(x - m)
				}
				return total / size(v)
			}, words.Text{
				"This is the mean absolute deviation. Square the differences instead.", "これは平均偏差(差の絶対値の平均)です。差は 2 乗します。"}},
			{func(v []float64) float64 { return math.Sqrt(squares(v)/(size(v)-1)) / math.Sqrt(size(v)) }, words.Text{
				"This is the standard error of the mean. The standard deviation is not divided by √n.",
				"これは平均の標準誤差です。標準偏差は √n で割りません。"}},
		},
		hints: []words.Text{
			{"A second `for` loop adds up the squares of (v − mean).", "もう一度 `for` を回して、(v − mean) の 2 乗を合計します。"},
			{"Divide the sum by `float64(len(values)-1)` and take `math.Sqrt`.", "合計を `float64(len(values)-1)` で割り、`math.Sqrt` で平方根をとります。"},
			{"`sum := 0.0\nfor _, v := range values {\n\tsum += (v - mean) * (v - mean)\n}\nreturn math.Sqrt(sum / float64(len(values)-1))`",
				"`sum := 0.0\nfor _, v := range values {\n\tsum += (v - mean) * (v - mean)\n}\nreturn math.Sqrt(sum / float64(len(values)-1))`"},
		},
		why: words.Text{
			"Squares do not cancel out, and the root brings back the unit of the values. It says how far a single run lies from the mean, typically.",
			"2 乗すれば打ち消し合わず、平方根で元の単位に戻ります。1 回の結果が平均からふつうどれくらい離れるかを表す数です。"},
		next: words.Text{
			"What becomes of it if every value is doubled? And if 10 is added to each?",
			"すべての値を 2 倍にすると、標準偏差はどうなるでしょうか。全部に 10 を足すとどうでしょうか。"},
	}
}
