package exercises

import (
	"golessons/helpers/internal/number"

	"golessons/internal/words"
)

// Combine checks combine, which merges two exchange counters, one behind the other,
// into the one that does the work of both. A counter makes Rate·x + Fee of x.
func Combine[C ~struct{ Rate, Fee float64 }](combine func(pair [2]C) C) bool {
	return newCombine().check(func(pair [2]counter) counter {
		return counter(combine([2]C{C(pair[0]), C(pair[1])}))
	})
}

type (
	counter     struct{ Rate, Fee float64 }
	combineFunc = func(pair [2]counter) counter
	countersAt  = struct{ Rate1, Fee1, Rate2, Fee2 float64 }
	combineEx   = exercise[combineFunc, countersAt, counter]
)

// String returns the counter as a learner reads it in a verdict.
func (c counter) String() string {
	return words.Text{"rate %s, fee %s", "レート %s・手数料 %s"}.With(number.Short(c.Rate), number.Short(c.Fee))
}

func newCombine() combineEx {
	return combineEx{
		name: "combine",
		stub: func(pair [2]counter) counter { return pair[0] },
		right: func(p [2]counter) counter {
			return counter{Rate: p[1].Rate * p[0].Rate, Fee: p[1].Rate*p[0].Fee + p[1].Fee}
		},
		ask: func(f combineFunc, at countersAt) counter {
			return f([2]counter{{at.Rate1, at.Fee1}, {at.Rate2, at.Fee2}})
		},
		cases: func(r random) []countersAt {
			return and(func() countersAt {
				return countersAt{r.between(0.5, 4, 0.5), r.between(-9, -1, 1), r.between(0.5, 4, 0.5), r.between(-9, -1, 1)}
			}, countersAt{2, 0, 3, 0}, countersAt{1, -5, 1, -2}, countersAt{2, -1, 0.5, -3}, countersAt{0.25, -8, 4, -2})
		},
		mistakes: []mistake[combineFunc]{
			{func(p [2]counter) counter { return counter{p[0].Rate * p[1].Rate, p[0].Fee + p[1].Fee} }, words.Text{
				"The rate is right. The fee is not just the sum: the first fee goes through the second counter too, and is changed at its rate.",
				"レートは正解です。手数料は単なる合計ではありません。1 か所目の手数料も、2 か所目のレートで両替されます。"}},
			{func(p [2]counter) counter { return counter{p[0].Rate + p[1].Rate, p[0].Fee + p[1].Fee} }, words.Text{
				"Rates are multiplied, not added: twice as much and then three times as much is six times as much.",
				"レートは足すのではなく掛けます。2 倍してから 3 倍すると、6 倍です。"}},
			{func(p [2]counter) counter {
				return counter{p[0].Rate * p[1].Rate, p[0].Rate*p[1].Fee + p[0].Fee}
			}, words.Text{
				"The order is the other way round: pair[0] comes first, so its fee is multiplied by the rate of pair[1].",
				"順番が逆です。先に通るのは pair[0] なので、その手数料に pair[1] のレートが掛かります。"}},
			{func(p [2]counter) counter { return counter{p[0].Rate * p[1].Rate, p[1].Rate * p[0].Fee} }, words.Text{
				"The fee of the second counter is missing. Add it at the end.", "2 か所目の手数料が抜けています。最後に足します。"}},
			{func(p [2]counter) counter { return counter{p[0].Rate * p[1].Rate, p[1].Fee} }, words.Text{
				"The fee of the first counter has been lost. It goes through the second counter, like your money.",
				"1 か所目の手数料が消えています。お金と同じように、2 か所目を通ります。"}},
		},
		hints: []words.Text{
			{"Write it down. From x the first counter makes r1·x + f1. What does the second make of that?",
				"紙に書いてみます。x を渡すと、1 か所目で r1·x + f1。それを 2 か所目に渡すと?"},
			{"Multiply out r2·(r1·x + f1) + f2. What multiplies x is the rate; the rest is the fee.",
				"r2·(r1·x + f1) + f2 のかっこを開きます。x に掛かる数がレート、残りが手数料です。"},
			{"`return counter{Rate: pair[1].Rate * pair[0].Rate, Fee: pair[1].Rate*pair[0].Fee + pair[1].Fee}`",
				"`return counter{Rate: pair[1].Rate * pair[0].Rate, Fee: pair[1].Rate*pair[0].Fee + pair[1].Fee}`"},
		},
		why: words.Text{
			"r2·(r1·x + f1) + f2 is (r2·r1)·x + (r2·f1 + f2): again a rate and a fee. Two linear layers in a row are one linear layer, and this is the proof for one input.",
			"r2·(r1·x + f1) + f2 = (r2·r1)·x + (r2·f1 + f2) で、やはりレートと手数料の形です。線形の層を 2 つ重ねても 1 つの層と同じことを、入力 1 個の場合に証明したことになります。"},
		next: words.Text{
			"Merge three counters by calling combine twice. Does it matter which two you merge first?",
			"combine を 2 回呼んで、3 か所を 1 つにまとめてみましょう。どの 2 つを先にまとめるかで、答えは変わるでしょうか。"},
	}
}

// CountKinks checks countKinks, which returns how many kinks a broken line has
// whose heights are ys, at points that are equally spaced. The ends do not count.
func CountKinks(countKinks func(ys []float64) int) bool { return newCountKinks().check(countKinks) }

type (
	kinksFunc = func(ys []float64) int
	kinksEx   = exercise[kinksFunc, []float64, int]
)

func newCountKinks() kinksEx {
	count := func(ys []float64, from, to int, is func(before, after float64) bool) (n int) {
		for i := from; i < to; i++ {
			if is(ys[i]-ys[i-1], ys[i+1]-ys[i]) {
				n++
			}
		}
		return n
	}
	differ := func(before, after float64) bool { return before != after }
	return kinksEx{
		name:  "countKinks",
		input: "ys",
		stub:  func(ys []float64) int { return 0 },
		right: func(ys []float64) int { return count(ys, 1, len(ys)-1, differ) },
		cases: func(r random) [][]float64 {
			return and(func() []float64 {
				ys := []float64{r.between(-3, 3, 1)}
				slope := r.between(-2, 2, 1)
				for range 4 + r.IntN(6) {
					if r.IntN(2) == 0 {
						slope = r.between(-2, 2, 1)
					}
					ys = append(ys, ys[len(ys)-1]+slope)
				}
				return ys
			}, []float64{0, 1, 2, 1, 0}, []float64{0, 1, 2, 3}, []float64{0, 2, 0, 2, 0}, []float64{3, 2, 1, 1, 1, 2, 4})
		},
		mistakes: []mistake[kinksFunc]{
			{func(ys []float64) int { return len(ys) - 2 }, words.Text{
				"This is the number of all inner points. Count only those where the slope changes.",
				"これは内側の点の数です。傾きが変わる点だけを数えます。"}},
			{func(ys []float64) int { return len(ys) }, words.Text{
				"This is the number of points. A kink is a point where the slope before differs from the slope after.",
				"これは点の数です。折れ目とは、手前と先で傾きが違う点です。"}},
			{func(ys []float64) int {
				return count(ys, 1, len(ys)-1, func(a, b float64) bool { return a*b < 0 })
			}, words.Text{
				"You count where it turns from up to down or down to up. A line that goes up steeply and then gently has a kink too: compare the differences themselves.",
				"上り下りが入れ替わる点だけを数えています。急な上りから緩い上りへも折れ目です。差そのものを比べてください。"}},
			{func(ys []float64) int {
				return count(ys, 1, len(ys)-1, func(a, b float64) bool { return a == b })
			}, words.Text{
				"You count where the slope stays as it is. A kink is where it changes: != instead of ==.",
				"傾きが変わらない点を数えています。折れ目は変わる点なので、== でなく != です。"}},
			{func(ys []float64) int {
				return count(ys, 1, len(ys), func(a, _ float64) bool { return a != 0 })
			}, words.Text{
				"The loop goes one point too far: at the last point there is no ys[i+1]. Stop before len(ys)-1.",
				"くり返しが 1 つ行きすぎです。最後の点には ys[i+1] がありません。len(ys)-1 の手前で止めます。"}},
			{func(ys []float64) int { return count(ys, 1, len(ys)-2, differ) }, words.Text{
				"The last inner point is left out. i goes up to and including len(ys)-2.",
				"内側の最後の点が抜けています。i は len(ys)-2 まで進めます。"}},
			{func(ys []float64) int { return count(ys, 2, len(ys)-1, differ) }, words.Text{
				"The first inner point is left out. It has the number 1.", "内側の最初の点が抜けています。番号は 1 です。"}},
			{func(ys []float64) int {
				n := 0
				for i := 1; i < len(ys); i++ {
					if ys[i] != ys[i-1] {
						n++
					}
				}
				return n
			}, words.Text{
				"You count where the height changes. A kink is where the slope changes: compare two differences, the one before and the one after.",
				"高さが変わるところを数えています。折れ目は傾きが変わる点です。手前の差と先の差を比べます。"}},
		},
		hints: []words.Text{
			{"For each inner point, `i = 1 … len(ys)-2`, compare `ys[i]-ys[i-1]` with `ys[i+1]-ys[i]`.",
				"内側の点 `i = 1 … len(ys)-2` について、手前の差 `ys[i]-ys[i-1]` と先の差 `ys[i+1]-ys[i]` を比べます。"},
			{"Where they differ, add 1. All the numbers of this exercise are exact, so you may compare with `!=`.",
				"違っていたら 1 を足します。この練習の数はどれも誤差なく表せるので、`!=` で比べて構いません。"},
			{"`n := 0\nfor i := 1; i < len(ys)-1; i++ {\n\tif ys[i]-ys[i-1] != ys[i+1]-ys[i] {\n\t\tn++\n\t}\n}\nreturn n`",
				"`n := 0\nfor i := 1; i < len(ys)-1; i++ {\n\tif ys[i]-ys[i-1] != ys[i+1]-ys[i] {\n\t\tn++\n\t}\n}\nreturn n`"},
		},
		why: words.Text{
			"The points are equally spaced, so equal differences are equal slopes. A straight line has no kink, and each ReLU unit adds one at most.",
			"点は等間隔なので、差が等しければ傾きも等しくなります。直線に折れ目はなく、ReLU のユニット 1 個で増えるのは高々 1 つです。"},
		next: words.Text{
			"How many kinks can a line of 10 points have at most? Make one that has them all.",
			"点が 10 個の折れ線に、折れ目は最大でいくつできるでしょうか。全部そろった折れ線を作ってみましょう。"},
	}
}

// Valley checks valley, a risk score of two ReLUs: 0 from 4 to 6, rising by 2 for
// each 1 below 4, and by 1 for each 1 above 6.
func Valley(valley func(x float64) float64) bool { return newValley().check(valley) }

type (
	realFunc = func(x float64) float64
	realEx   = exercise[realFunc, float64, float64]
)

func newValley() realEx {
	return realEx{
		name:  "valley",
		input: "x",
		stub:  func(x float64) float64 { return max(0, x-6) },
		right: func(x float64) float64 { return max(0, x-6) + 2*max(0, 4-x) },
		cases: func(r random) []float64 {
			return and(func() float64 { return r.between(-2, 12, 0.5) }, 5, 4, 6, 9, 3, 1.5)
		},
		mistakes: []mistake[realFunc]{
			{func(x float64) float64 { return max(0, x-6) + max(0, 4-x) }, words.Text{
				"Both sides are equally steep. On the left the score rises by 2 for each 1: twice max(0, 4-x).",
				"左右の傾きが同じです。左側は 1 につき 2 増えるので、max(0, 4-x) の 2 倍です。"}},
			{func(x float64) float64 { return max(0, x-6) + 2*max(0, x-4) }, words.Text{
				"The second term rises to the right as well. How far x falls short of 4 is 4-x.",
				"2 つ目の項も右上がりです。x が 4 を下回った量は 4-x です。"}},
			{func(x float64) float64 { return max(0, x-6) + 2*(4-x) }, words.Text{
				"Above 4 the second term becomes negative and pulls the score down. Put max(0, …) around it.",
				"4 を超えると 2 つ目の項がマイナスになり、スコアを引き下げます。max(0, …) で包みます。"}},
			{func(x float64) float64 { return 2*max(0, x-6) + max(0, 4-x) }, words.Text{
				"The slopes have changed sides: 2 on the left, below 4, and 1 on the right, above 6.",
				"傾きが左右逆です。4 を下回る左側が 2、6 を上回る右側が 1 です。"}},
			{func(x float64) float64 { return max(0, x-6) - 2*max(0, 4-x) }, words.Text{
				"On the left the score falls below 0. Too low is dangerous too: add the second term.",
				"左側でスコアがマイナスになります。低すぎても危険なので、2 つ目の項は足します。"}},
			{func(x float64) float64 { return max(0, x-6) + max(0, 2-x) }, words.Text{
				"The 2 is a slope and no place: multiply max(0, 4-x) by it.", "2 は位置ではなく傾きです。max(0, 4-x) に掛けます。"}},
		},
		hints: []words.Text{
			{"`max(0, x-6)` is the right side. The left side is in proportion to how far `x` falls short of 4.",
				"`max(0, x-6)` は右側です。左側は、`x` が 4 を「どれだけ下回ったか」に比例します。"},
			{"It falls short by `4-x`, and where that is negative, by 0.", "下回ったぶんは `4-x` です。マイナスになったら 0 にします。"},
			{"`return max(0, x-6) + 2*max(0, 4-x)`", "`return max(0, x-6) + 2*max(0, 4-x)`"},
		},
		why: words.Text{
			"One ReLU is flat on one side. Two that face away from each other leave a flat bottom between them, and what stands in front of each is the slope of its side. A network with two units can do just this.",
			"ReLU 1 つは片側が平らです。背中合わせに 2 つ足すと、間に平らな底が残り、前に掛けた数がそれぞれの側の傾きになります。ユニット 2 個のネットワークにできるのは、まさにこれです。"},
		next: words.Text{
			"Add a third ReLU so that the score rises by 3 for each 1 above 8.",
			"ReLU をもう 1 つ足して、8 を超えたら 1 につき 3 増えるようにしてみましょう。"},
	}
}

// PerExpected checks perExpected, which returns the deaths observed divided by the
// deaths expected. Died has 1 or 0 for each person, Risk the risk of each.
func PerExpected[C ~struct{ Died, Risk []float64 }](perExpected func(p C) float64) bool {
	return newPerExpected().check(func(p cohort) float64 { return perExpected(C(p)) })
}

type (
	cohort   = struct{ Died, Risk []float64 }
	cohortEx = exercise[func(p cohort) float64, cohort, float64]
)

func newPerExpected() cohortEx {
	n := func(p cohort) float64 { return float64(len(p.Died)) }
	return cohortEx{
		name:  "perExpected",
		stub:  func(p cohort) float64 { return 1 },
		right: func(p cohort) float64 { return sum(p.Died) / sum(p.Risk) },
		cases: func(r random) []cohort {
			return and(func() cohort {
				n := 2 + r.IntN(5)
				return cohort{r.outcomes(n), r.numbers(n, 0.1, 0.9, 0.1)}
			},
				cohort{[]float64{1, 0, 0, 1}, []float64{0.5, 0.25, 0.25, 0}},
				cohort{[]float64{0, 0}, []float64{0.1, 0.3}},
				cohort{[]float64{1, 0, 0}, []float64{0.5, 1, 0.5}})
		},
		mistakes: []mistake[func(p cohort) float64]{
			{func(p cohort) float64 { return sum(p.Risk) / sum(p.Died) }, words.Text{
				"Upside down: observed over expected, so that above 1 more have died than the model thought.",
				"上下が逆です。「実際 ÷ 予想」なので、1 を超えたら、モデルの予想より多く亡くなったという意味です。"}},
			{func(p cohort) float64 { return sum(p.Died) / n(p) }, words.Text{
				"This is the share of those who died. Divide by the deaths expected, the sum of Risk.",
				"これは亡くなった人の割合です。割る数は予想死亡数、つまり Risk の合計です。"}},
			{func(p cohort) float64 { return sum(p.Died) - sum(p.Risk) }, words.Text{
				"This is the difference. The ratio says how many times as many have died as expected: divide.",
				"これは差です。予想の何倍亡くなったかを知りたいので、割ります。"}},
			{func(p cohort) float64 { return sum(p.Died) / (sum(p.Risk) / n(p)) }, words.Text{
				"The deaths are a sum, and the risks a mean. Divide sum by sum.", "死亡は合計なのに、リスクは平均です。合計どうしで割ります。"}},
			{func(p cohort) float64 {
				total := 0.0
				for i := range p.Died {
					total += p.Died[i] / p.Risk[i] / n(p)
				}
				return total
			}, words.Text{
				"Make both sums first and divide once. Person by person, a small risk weighs enormously, and a risk of 0 has no answer.",
				"先に合計を 2 つ作り、最後に 1 回だけ割ります。1 人ずつ割ると、リスクの小さい人が極端に重くなり、0 では答えがありません。"}},
		},
		hints: []words.Text{
			{"The deaths are the sum of `Died`; the deaths expected are the sum of `Risk`.", "死亡数は `Died` の合計、予想した死亡数は `Risk` の合計です。"},
			{"Start with `died, expected := 0.0, 0.0`. One loop, `for i := range p.Died { … }`, makes both sums.",
				"`died, expected := 0.0, 0.0` から始めます。`for i := range p.Died { … }` で、2 つの合計を一度に作れます。"},
			{"`for i := range p.Died {\n\tdied += p.Died[i]\n\texpected += p.Risk[i]\n}\nreturn died / expected`",
				"`for i := range p.Died {\n\tdied += p.Died[i]\n\texpected += p.Risk[i]\n}\nreturn died / expected`"},
		},
		why: words.Text{
			"Ten people with a risk of 0.1 each let one death be expected: risks add up to deaths. The ratio compares that with what happened.",
			"リスク 0.1 の人が 10 人いれば、1 人の死亡が予想されます。リスクの合計が予想死亡数です。それを実際と比べました。"},
		next: words.Text{
			"Make a cohort whose ratio is 1 although the model is wrong about everybody. What does the ratio not see?",
			"一人一人の予測は外れているのに、比が 1 になる集団を作ってみましょう。この比では何が見えないのでしょうか。"},
	}
}

// sum returns the sum of values.
func sum(values []float64) (total float64) {
	for _, v := range values {
		total += v
	}
	return total
}

// mean returns the mean of values.
func mean(values []float64) float64 { return sum(values) / float64(len(values)) }
