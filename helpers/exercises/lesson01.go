package exercises

import (
	"math"

	"golessons/helpers/internal/number"
	"golessons/internal/words"
)

// Combine checks combine, which merges two exchange counters, one behind the other,
// into the one that does the work of both. A counter makes rate·x + fee of x. For
// example, combine(2, -1, 0.5, -3) is 1, −3.5.
func Combine(combine func(rate1, fee1, rate2, fee2 float64) (rate, fee float64)) bool {
	return newCombine().check(combine)
}

type (
	counter     struct{ rate, fee float64 }
	combineFunc = func(rate1, fee1, rate2, fee2 float64) (rate, fee float64)
	countersAt  = struct{ Rate1, Fee1, Rate2, Fee2 float64 }
	combineEx   = exercise[combineFunc, countersAt, counter]
)

// String returns the counter as a learner reads it in a verdict.
func (c counter) String() string {
	return words.Text{"rate %s, fee %s", "レート %s・手数料 %s"}.With(number.Short(c.rate), number.Short(c.fee))
}

func newCombine() combineEx {
	return combineEx{
		name: "combine",
		stub: func(r1, f1, r2, f2 float64) (rate, fee float64) { return r1, f1 },
		right: func(r1, f1, r2, f2 float64) (rate, fee float64) {
			return r2 * r1, r2*f1 + f2
		},
		ask: func(f combineFunc, at countersAt) counter {
			rate, fee := f(at.Rate1, at.Fee1, at.Rate2, at.Fee2)
			return counter{rate, fee}
		},
		cases: func(r random) []countersAt {
			return and(func() countersAt {
				return countersAt{r.between(0.5, 4, 0.5), r.between(-9, -1, 1), r.between(0.5, 4, 0.5), r.between(-9, -1, 1)}
			}, countersAt{2, 0, 3, 0}, countersAt{1, -5, 1, -2}, countersAt{2, -1, 0.5, -3}, countersAt{0.25, -8, 4, -2})
		},
		mistakes: []mistake[combineFunc]{
			{func(r1, f1, r2, f2 float64) (rate, fee float64) { return r1 * r2, f1 + f2 }, words.Text{
				"The rate is right. The fee is not just the sum: the first fee goes through the second counter too, and is changed at its rate.",
				"レートは正解です。手数料は単なる合計ではありません。1 か所目の手数料も、2 か所目のレートで両替されます。"}},
			{func(r1, f1, r2, f2 float64) (rate, fee float64) { return r1 + r2, f1 + f2 }, words.Text{
				"Rates are multiplied, not added: twice as much and then three times as much is six times as much.",
				"レートは足すのではなく掛けます。2 倍してから 3 倍すると、6 倍です。"}},
			{func(r1, f1, r2, f2 float64) (rate, fee float64) { return r1 * r2, r1*f2 + f1 }, words.Text{
				"The order is the other way round: the first counter's fee goes through the second, so fee1 is multiplied by rate2.",
				"順番が逆です。1 か所目の手数料が 2 か所目を通るので、fee1 に rate2 が掛かります。"}},
			{func(r1, f1, r2, f2 float64) (rate, fee float64) { return r1 * r2, r2 * f1 }, words.Text{
				"The fee of the second counter is missing. Add it at the end.", "2 か所目の手数料が抜けています。最後に足します。"}},
			{func(r1, f1, r2, f2 float64) (rate, fee float64) { return r1 * r2, f2 }, words.Text{
				"The fee of the first counter has been lost. It goes through the second counter, like your money.",
				"1 か所目の手数料が消えています。お金と同じように、2 か所目を通ります。"}},
			{func(r1, f1, r2, f2 float64) (rate, fee float64) { return r1 * r2, f1 * f2 }, words.Text{
				"The fees are multiplied by each other. Each fee is an amount of money: the first is changed at rate2, and the second is added.",
				"手数料どうしを掛けています。手数料は金額です。1 か所目のぶんに rate2 を掛け、2 か所目のぶんは足します。"}},
		},
		hints: []words.Text{
			{"Write it down. From x the first counter makes r1·x + f1. What does the second make of that?",
				"紙に書いてみます。x を渡すと、1 か所目で r1·x + f1。それを 2 か所目に渡すと?"},
			{"Multiply out r2·(r1·x + f1) + f2. What multiplies x is the rate; the rest is the fee.",
				"r2·(r1·x + f1) + f2 のかっこを開きます。x に掛かる数がレート、残りが手数料です。"},
			{"`return rate2 * rate1, rate2*fee1 + fee2`", "`return rate2 * rate1, rate2*fee1 + fee2`"},
		},
		why: words.Text{
			"r2·(r1·x + f1) + f2 is (r2·r1)·x + (r2·f1 + f2): again a rate and a fee. Two linear layers in a row are one linear layer, and this is the proof for one input.",
			"r2·(r1·x + f1) + f2 = (r2·r1)·x + (r2·f1 + f2) で、やはりレートと手数料の形です。線形の層を 2 つ重ねても 1 つの層と同じことを、入力 1 個の場合に証明したことになります。"},
		next: words.Text{
			"Merge three counters by calling combine twice. Does it matter which two you merge first?",
			"combine を 2 回呼んで、3 か所を 1 つにまとめてみましょう。どの 2 つを先にまとめるかで、答えは変わるでしょうか。"},
	}
}

// Fee checks fee, a tariff of two ReLUs: nothing up to 10,000 yen, 3% of what
// exceeds that, and from 50,000 yen on 5% of what exceeds that. For example,
// fee(60_000) is 1200 + 500 = 1700.
func Fee(fee func(amount float64) float64) bool { return newFee().check(fee) }

func newFee() realEx {
	over := func(amount, from float64) float64 { return max(0, amount-from) }
	return realEx{
		name:  "fee",
		input: "amount",
		stub:  func(x float64) float64 { return 0.03 * over(x, 10_000) },
		right: func(x float64) float64 { return 0.03*over(x, 10_000) + 0.02*over(x, 50_000) },
		cases: func(r random) []float64 {
			return and(func() float64 { return r.between(0, 100_000, 500) }, 20_000, 50_000, 60_000, 100_000, 5_000)
		},
		mistakes: []mistake[realFunc]{
			{func(x float64) float64 { return 0.03*over(x, 10_000) + 0.05*over(x, 50_000) }, words.Text{
				"Above 50,000 this takes 8%: slopes add up. On top of the 3% that are there already, how much is missing to make 5%?",
				"50,000 円を超えたところで 8% 取っています。傾きは足し算です。すでに 3% あるので、5% にするには、あと何 % でしょうか。"}},
			{func(x float64) float64 { return 0.03*over(x, 10_000) + 0.02*x }, words.Text{
				"The second term begins at 0 yen. It has to be 0 up to 50,000: put max(0, …) around what exceeds that.",
				"2 つ目の項が 0 円から始まっています。50,000 円までは 0 でなければならないので、超えたぶんを max(0, …) で包みます。"}},
			{func(x float64) float64 { return 0.03*over(x, 10_000) + 0.02*(x-50_000) }, words.Text{
				"Below 50,000 the second term is negative and gives money back. Put max(0, …) around it.",
				"50,000 円より下で 2 つ目の項がマイナスになり、お金が戻ってきます。max(0, …) で包みます。"}},
			{func(x float64) float64 {
				if x > 50_000 {
					return 0.05 * (x - 50_000)
				}
				return 0.03 * over(x, 10_000)
			}, words.Text{
				"Above 50,000 the first clause is forgotten, and the fee falls back to 0. What was charged up to there stays: 3% of 40,000 yen.",
				"50,000 円を超えると最初の料金が消え、手数料が 0 に戻っています。そこまでのぶん(40,000 円の 3%)は残ります。"}},
			{func(x float64) float64 {
				if x > 50_000 {
					return 0.05 * (x - 10_000)
				}
				return 0.03 * over(x, 10_000)
			}, words.Text{
				"At 50,000 the fee jumps. The 5% are taken of what exceeds 50,000 only; a tariff of ReLUs has kinks and no jumps.",
				"50,000 円で手数料が跳び上がります。5% は 50,000 円を超えたぶんにだけかかります。ReLU で作る料金表は、折れても跳びません。"}},
			{func(x float64) float64 { return 0.05 * x }, words.Text{
				"This is 5% of the whole amount. The tariff takes nothing of the first 10,000 yen, and 3% of the next 40,000.",
				"これは全額の 5% です。最初の 10,000 円は 0、次の 40,000 円は 3% です。"}},
			{func(x float64) float64 { return 0.05 * over(x, 50_000) }, words.Text{
				"The 3% from 10,000 on are gone. Keep the first term, and add the second.",
				"10,000 円からの 3% が消えています。1 つ目の項は残して、2 つ目を足します。"}},
			{func(x float64) float64 { return 0.03*over(x, 10_000) - 0.02*over(x, 50_000) }, words.Text{
				"From 50,000 on it becomes cheaper, 1%. Here the slope is to grow: plus instead of minus.",
				"50,000 円から先で 1% に下がっています。傾きを増やすので、マイナスではなくプラスです。"}},
		},
		hints: []words.Text{
			{"From 50,000 on the line has to rise more steeply: another term that is 0 up to there.",
				"50,000 円から先では、もっと急に上がります。そこまでは 0 の項を、もう 1 つ足します。"},
			{"The slopes of the terms add up. 3% are there already, so how much more makes 5%?",
				"項の傾きは足し合わされます。3% はもうあるので、5% にするには、あといくつでしょうか。"},
			{"`return 0.03*max(0, amount-10_000) + 0.02*max(0, amount-50_000)`", "`return 0.03*max(0, amount-10_000) + 0.02*max(0, amount-50_000)`"},
		},
		why: words.Text{
			"Each max(0, …) is one “from there on”: a kink at its threshold, and what stands in front of it is by how much the slope changes there. One hidden layer with ReLU is a tariff with as many such clauses as it has units.",
			"max(0, …) の 1 つ 1 つが「ここから先は」という決まりです。閾値で折れ、前に掛けた数だけ傾きが変わります。ReLU の隠れ層は、ユニットの数だけ「ここから先は」がある料金表なのです。"},
		next: words.Text{
			"Let the fee stop growing at 100,000 yen: what do you add, and with which sign?",
			"100,000 円から先は手数料が増えないようにするには、何を、どの符号で足せばよいでしょうか。"},
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
			{func(x float64) float64 { return math.Abs(x-5) - 1 }, words.Text{
				"A V has a point and no flat bottom, and here it dips below 0. Two ReLUs, one from 4 down and one from 6 up, leave the bottom between them at 0.",
				"これは底のとがった V 字で、底が 0 より下がっています。4 から下と 6 から上に ReLU を 1 つずつ使うと、間に平らな底が残ります。"}},
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
