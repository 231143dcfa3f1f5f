package exercises

import (
	"math"
	"math/rand/v2"
	"slices"

	"golessons/internal/words"
)

// Dropout checks myDropout, Dropout in training mode: a new slice with 0 for an
// element that rests, which it does with probability p, and x[i]/(1−p) for one that
// stays.
func Dropout(myDropout func(x []float64, p float64, r *rand.Rand) []float64) bool {
	return newDropout().check(myDropout)
}

type (
	dropoutFunc = func(x []float64, p float64, r *rand.Rand) []float64
	dropoutAt   = struct{ P, X float64 }
	dropoutEx   = exercise[dropoutFunc, dropoutAt, dropped]
)

// dropped is what becomes of many equal numbers, and whether they were written over.
type dropped struct {
	y       []float64
	changed bool
}

func newDropout() dropoutEx {
	const n = 20_000
	// drop returns kept(x[i], p) for the elements that stay.
	drop := func(x []float64, r *rand.Rand, kept func(v float64) float64, rests func(u float64) bool) []float64 {
		y := make([]float64, len(x))
		for i := range x {
			if !rests(r.Float64()) {
				y[i] = kept(x[i])
			}
		}
		return y
	}
	below := func(p float64) func(u float64) bool { return func(u float64) bool { return u < p } }
	return dropoutEx{
		name: "myDropout",
		stub: func(x []float64, p float64, r *rand.Rand) []float64 { return slices.Clone(x) },
		right: func(x []float64, p float64, r *rand.Rand) []float64 {
			return drop(x, r, func(v float64) float64 { return v / (1 - p) }, below(p))
		},
		ask: func(f dropoutFunc, at dropoutAt) dropped {
			x := slices.Repeat([]float64{at.X}, n)
			y := f(x, at.P, newRandom().Rand)
			return dropped{slices.Clone(y), slices.ContainsFunc(x, func(v float64) bool { return v != at.X })}
		},
		cases: func(r random) []dropoutAt {
			all := []dropoutAt{{0.5, 3}, {0.2, 3}, {0.8, 3}, {0, 3}}
			for range 3 {
				all = append(all, dropoutAt{r.between(0.1, 0.9, 0.05), r.between(1, 9, 1)})
			}
			return all
		},
		judge: func(at dropoutAt, got, _ dropped) string {
			if len(got.y) != n || got.changed {
				return words.Text{"the result needs as many numbers as x, and x must stay as it is", "結果の個数は x と同じにし、x 自身は変えないでください"}.String()
			}
			zeros, kept := 0.0, at.X/(1-at.P)
			for _, v := range got.y {
				if v == 0 {
					zeros++
				} else if !(math.Abs(v-kept) <= 1e-9) {
					return words.Text{"p = %g: a %g became %.4g; want 0 or %.4g", "p = %g のとき、%g が %.4g になりました。0 か %.4g のはずです"}.With(at.P, at.X, v, kept)
				}
			}
			if share := zeros / n; math.Abs(share-at.P) > 0.02 {
				return words.Text{"p = %g: the share of zeros is %.3f; want about %g", "p = %g のとき、0 の割合が %.3f でした。%g くらいのはずです"}.With(at.P, share, at.P)
			}
			// Elements rest one by one, and not all in the first part.
			half := 0.0
			for _, v := range got.y[:n/2] {
				if v == 0 {
					half++
				}
			}
			if share := half / (n / 2); math.Abs(share-at.P) > 0.03 {
				return words.Text{"p = %g: in the first half of x the share of zeros is %.3f; want about %g", "p = %g のとき、x の前半では 0 の割合が %.3f でした。%g くらいのはずです"}.With(at.P, share, at.P)
			}
			return ""
		},
		mistakes: []mistake[dropoutFunc]{
			{func(x []float64, p float64, r *rand.Rand) []float64 {
				return drop(x, r, func(v float64) float64 { return v }, below(p))
			}, words.Text{
				"Those who stay are not made larger. So that the mean stays what it was, they have to do the work of the others: divide by 1 − p.",
				"残った要素が大きくなっていません。平均を保つには、休んだ仲間のぶんまで働くように 1 − p で割ります。"}},
			{func(x []float64, p float64, r *rand.Rand) []float64 {
				return drop(x, r, func(v float64) float64 { return v / p }, below(p))
			}, words.Text{
				"p is the probability of resting. Those who stay are 1 − p of all, so divide by 1 − p.",
				"p は休む確率です。残るのは全体の 1 − p なので、1 − p で割ります。"}},
			{func(x []float64, p float64, r *rand.Rand) []float64 {
				return drop(x, r, func(v float64) float64 { return v / (1 - p) }, func(u float64) bool { return u >= p })
			}, words.Text{
				"Those who should stay rest, and the other way round. A number from 0 to 1 is below p with probability p: then it rests.",
				"休む要素と残る要素が逆です。0〜1 の乱数が p より小さくなる確率が p なので、そのときに休みます。"}},
			{func(x []float64, p float64, r *rand.Rand) []float64 {
				return drop(x, r, func(v float64) float64 { return v * (1 - p) }, below(p))
			}, words.Text{
				"Those who stay become smaller. Divide by 1 − p instead of multiplying.", "残った要素が小さくなっています。1 − p を掛けるのではなく、1 − p で割ります。"}},
			{func(x []float64, p float64, r *rand.Rand) []float64 {
				y := make([]float64, len(x))
				if r.Float64() >= p {
					for i := range x {
						y[i] = x[i] / (1 - p)
					}
				}
				return y
			}, words.Text{
				"You draw once for all, so all rest or all stay. Draw inside the loop, once for each element.",
				"乱数を 1 回しか引いていないので、全員休むか全員残るかになります。くり返しの中で、要素ごとに引きます。"}},
			{func(x []float64, p float64, r *rand.Rand) []float64 {
				for i := range x {
					if r.Float64() < p {
						x[i] = 0
					} else {
						x[i] /= 1 - p
					}
				}
				return x
			}, words.Text{
				"This writes over x itself, which others may still need. Put the results into y.",
				"x 自身を書き換えています。x はほかでも使うかもしれないので、結果は y に入れます。"}},
			{func(x []float64, p float64, r *rand.Rand) []float64 {
				y := make([]float64, 0, len(x))
				for i := range x {
					if r.Float64() >= p {
						y = append(y, x[i]/(1-p))
					}
				}
				return y
			}, words.Text{
				"Those who rest are left out altogether. They keep their place, with 0 in it.",
				"休む要素が取り除かれています。場所は残して、0 を入れます。"}},
		},
		hints: []words.Text{
			{"`r.Float64()` gives a number from 0 up to 1. How often is it below `p`?",
				"`r.Float64()` は 0 以上 1 未満の数を返します。それが `p` より小さくなるのは、どれくらいの割合でしょうか。"},
			{"`if r.Float64() < p { … }` leaves `y[i]` at 0; otherwise `y[i]` gets `x[i]`, made larger.",
				"`if r.Float64() < p { … }` のときは `y[i]` を 0 のままにし、そうでなければ、`x[i]` を大きくして入れます。"},
			{"`if r.Float64() >= p { y[i] = x[i] / (1 - p) }` — and take away the line that copies `x[i]`.",
				"`if r.Float64() >= p { y[i] = x[i] / (1 - p) }` とし、`x[i]` をそのまま写す行は消します。"},
		},
		why: words.Text{
			"An element is 0 with probability p and x/(1−p) otherwise, so its mean is (1−p) · x/(1−p) = x. That is why evaluation mode has nothing to correct.",
			"確率 p で 0、そうでなければ x/(1−p) なので、平均は (1−p)·x/(1−p) = x です。だから評価モードでは、何も直さなくてよいのです。"},
		next: words.Text{
			"What does your function do for p = 1, and what should it do?",
			"p = 1 のとき、あなたの関数は何を返すでしょうか。何を返すべきでしょうか。"},
	}
}

// DropoutVariance checks dropoutVariance, which returns the variance of Dropout's
// output for the input 1.
func DropoutVariance(dropoutVariance func(p float64) float64) bool {
	return newDropoutVariance().check(dropoutVariance)
}

func newDropoutVariance() realEx {
	return realEx{
		name:  "dropoutVariance",
		input: "p",
		stub:  func(p float64) float64 { return 1 },
		right: func(p float64) float64 { return p / (1 - p) },
		cases: func(r random) []float64 {
			return and(func() float64 { return r.between(0.05, 0.95, 0.05) }, 0, 0.2, 0.75, 0.9)
		},
		mistakes: []mistake[realFunc]{
			{func(p float64) float64 { return p * (1 - p) }, words.Text{
				"This is the variance of the mask of zeros and ones. Those who stay are divided by 1 − p as well, which divides the variance by its square.",
				"これは 0 と 1 のマスクの分散です。残った値は 1 − p で割られるので、分散はさらに (1 − p)² で割られます。"}},
			{func(p float64) float64 { return 1 / (1 - p) }, words.Text{
				"This is the mean of the square. Take away the square of the mean, which is 1.",
				"これは 2 乗の平均です。ここから、平均の 2 乗、つまり 1 を引きます。"}},
			{func(p float64) float64 { return math.Sqrt(p / (1 - p)) }, words.Text{
				"This is the standard deviation. The variance is its square.", "これは標準偏差です。分散はその 2 乗です。"}},
			{func(p float64) float64 { return (1 - p) / p }, words.Text{
				"Upside down: p is the probability of resting, and with p = 0 nothing varies.",
				"上下が逆です。p は休む確率なので、p = 0 なら、ばらつきは 0 です。"}},
			{func(p float64) float64 { return 1/((1-p)*(1-p)) - 1 }, words.Text{
				"The square 1/(1 − p)² comes with probability 1 − p only. Multiply by it before you take 1 away.",
				"2 乗 1/(1 − p)² になるのは、確率 1 − p のときだけです。それを掛けてから 1 を引きます。"}},
			{func(p float64) float64 { return p }, words.Text{
				"Near p = 0 this is close, but those who stay become ever larger as p grows: at p = 0.9 the variance is 9.",
				"p が 0 に近ければ近い値ですが、p が大きいほど残った値は大きくなります。p = 0.9 では、分散は 9 です。"}},
		},
		hints: []words.Text{
			{"The output is 1/(1 − p) with probability 1 − p, otherwise 0. What is the mean of its square?",
				"出力は、確率 1 − p で 1/(1 − p)、そうでなければ 0 です。その 2 乗の平均はいくつでしょうか。"},
			{"The mean of the square is (1 − p) × 1/(1 − p)² = 1/(1 − p). From it, take the square of the mean, which is 1.",
				"2 乗の平均は (1 − p) × 1/(1 − p)² = 1/(1 − p) です。そこから、平均の 2 乗、つまり 1 を引きます。"},
			{"`return p / (1 - p)`", "`return p / (1 - p)`"},
		},
		why: words.Text{
			"1/(1−p) − 1 = p/(1−p). The mean stays 1 whatever p is, and the noise grows without limit as p goes to 1: that noise is the brake.",
			"1/(1−p) − 1 = p/(1−p) です。平均は p によらず 1 のまま、p が 1 に近づくと雑音は限りなく大きくなります。この雑音がブレーキです。"},
		next: words.Text{
			"At which p is the noise as large as the signal, a variance of 1?",
			"雑音が信号と同じ大きさ(分散 1)になるのは、p がいくつのときでしょうか。"},
	}
}

// Subnetworks checks subnetworks, which returns how many teams of units there are,
// the empty one included.
func Subnetworks(subnetworks func(units int) float64) bool {
	return newSubnetworks().check(subnetworks)
}

type (
	teamsFunc = func(units int) float64
	teamsEx   = exercise[teamsFunc, int, float64]
)

func newSubnetworks() teamsEx {
	return teamsEx{
		name:  "subnetworks",
		input: "units",
		stub:  func(int) float64 { return 1 },
		right: func(units int) float64 { return math.Pow(2, float64(units)) },
		cases: func(r random) []int {
			return and(func() int { return 1 + r.IntN(60) }, 1, 3, 10, 64)
		},
		mistakes: []mistake[teamsFunc]{
			{func(units int) float64 { return float64(2 * units) }, words.Text{
				"Each further unit doubles the number; it does not add 2 to it. Multiply again and again.",
				"ユニットが 1 個増えるたびに、2 増えるのではなく 2 倍になります。くり返し掛けます。"}},
			{func(units int) float64 { return float64(units * units) }, words.Text{
				"This is units². With two ways for each unit, the 2 is what is multiplied again and again.", "これは units² です。1 個につき 2 通りなので、くり返し掛けるのは 2 のほうです。"}},
			{func(units int) float64 { return math.Pow(2, float64(units)) - 1 }, words.Text{
				"Without the empty team. It counts here too.", "全員が休むチームが抜けています。ここではそれも数えます。"}},
			{func(units int) float64 { return float64(int(1) << units) }, words.Text{
				"Right up to 62 units, and then it overflows: an int has 64 bits. Compute with float64, from 1.0.",
				"62 個までは正解ですが、その先は int(64 ビット)からあふれます。1.0 から始めて float64 で計算します。"}},
			{func(units int) float64 { return float64(2 ^ units) }, words.Text{
				"In Go 2 ^ units is no power: ^ is “exclusive or” of the bits. Use math.Pow, or a loop.",
				"Go の 2 ^ units は累乗ではなく、ビットの排他的論理和です。math.Pow か、くり返しを使います。"}},
		},
		hints: []words.Text{
			{"One unit: it plays or rests, 2 ways. And with a second one?", "ユニット 1 個なら「出る」か「休む」かの 2 通り。2 個目が加わると?"},
			{"Each further unit doubles the number. Begin with `1.0` and multiply by 2 in a loop (the result for 64 units is too large for an `int`), or use `math.Pow`.",
				"1 個増えるたびに 2 倍になります。`1.0` から始めて `for` で 2 を掛けていくか(64 個の答えは `int` には大きすぎます)、`math.Pow` を使います。"},
			{"`return math.Pow(2, float64(units))`", "`return math.Pow(2, float64(units))`"},
		},
		why: words.Text{
			"Each unit doubles the number of teams: with it, or without it. Sixty-four units are enough for more teams than could ever be trained.",
			"ユニットが 1 個増えるごとに、「いる」「いない」でチームの数が 2 倍になります。64 個あれば、とても訓練しきれない数になります。"},
		next: words.Text{
			"At one mask a microsecond, how long would it take to try all teams of 64 units?",
			"1 マイクロ秒に 1 枚マスクを試すと、64 個のチームを全部試すのに、どれだけかかるでしょうか。"},
	}
}

// MCSummary checks mcSummary, which returns the mean and the sample's standard
// deviation, divided by n − 1, of at least two predictions.
func MCSummary(mcSummary func(predictions []float64) [2]float64) bool {
	return newMCSummary().check(mcSummary)
}

type (
	summaryFunc = func(predictions []float64) [2]float64
	summaryEx   = exercise[summaryFunc, []float64, [2]float64]
)

// squares returns the sum of the squares of what values differ from their mean by.
func squares(values []float64) (total float64) {
	m := mean(values)
	for _, v := range values {
		total += (v - m) * (v - m)
	}
	return total
}

// size returns the number of values.
func size(values []float64) float64 { return float64(len(values)) }

func newMCSummary() summaryEx {
	return summaryEx{
		name:  "mcSummary",
		input: "predictions",
		stub:  func([]float64) [2]float64 { return [2]float64{} },
		right: func(p []float64) [2]float64 { return [2]float64{mean(p), math.Sqrt(squares(p) / (size(p) - 1))} },
		cases: func(r random) [][]float64 {
			return and(func() []float64 { return r.numbers(2+r.IntN(6), 0.05, 0.95, 0.05) },
				[]float64{1, 2, 3}, []float64{0.5, 0.5}, []float64{0, 0, 4, 4})
		},
		mistakes: []mistake[summaryFunc]{
			{func(p []float64) [2]float64 { return [2]float64{mean(p), math.Sqrt(squares(p) / size(p))} }, words.Text{
				"The mean is right. The sum of squares is divided by n; for a sample divide by n − 1.",
				"平均は正解です。2 乗の合計を n で割っていますが、標本では n − 1 で割ります。"}},
			{func(p []float64) [2]float64 { return [2]float64{mean(p), squares(p) / (size(p) - 1)} }, words.Text{
				"The mean is right, and the second is the variance. The standard deviation is its square root.",
				"平均は正解、2 つ目は分散です。標準偏差はその平方根です。"}},
			{func(p []float64) [2]float64 { return [2]float64{mean(p), 0} }, words.Text{
				"The mean is right; now the spread. It needs a loop of its own, because it needs the mean.",
				"平均は正解です。次はばらつきです。平均を使うので、もう 1 つ別のくり返しが要ります。"}},
			{func(p []float64) [2]float64 { return [2]float64{mean(p), math.Sqrt(squares(p))} }, words.Text{
				"The sum of squares has to be divided by n − 1 before the square root is taken.", "平方根をとる前に、2 乗の合計を n − 1 で割ります。"}},
			{func(p []float64) [2]float64 { return [2]float64{math.Sqrt(squares(p) / (size(p) - 1)), mean(p)} }, words.Text{
				"The two have changed places: the mean comes first.", "2 つが入れ替わっています。先が平均です。"}},
			{func(p []float64) [2]float64 { return [2]float64{sum(p), math.Sqrt(squares(p) / (size(p) - 1))} }, words.Text{
				"The first is the sum. Divide it by how many there are.", "1 つ目は合計のままです。個数で割ります。"}},
		},
		hints: []words.Text{
			{"First the mean: add everything up and divide by `float64(len(predictions))`.", "まず平均です。すべて足して `float64(len(predictions))` で割ります。"},
			{"Then a second loop: `sum += (v - m) * (v - m)`", "次に、もう 1 つの `for` で `sum += (v - m) * (v - m)` とします。"},
			{"`sd = math.Sqrt(sum / float64(len(predictions)-1))`: divided by n − 1, then the square root.",
				"`sd = math.Sqrt(sum / float64(len(predictions)-1))`。n − 1 で割ってから平方根をとります。"},
		},
		why: words.Text{
			"The mean is the prediction, and the spread says how much the thinned networks disagree about this patient. Whether they are right is another question.",
			"平均が予測、ばらつきは、その患者について間引いたネットワークの意見がどれだけ割れているかを表します。正しいかどうかは、また別の話です。"},
		next: words.Text{
			"Can a spread be 0 and the prediction wrong? Make such an example.",
			"ばらつきが 0 なのに予測が外れる、ということはあるでしょうか。例を作ってみましょう。"},
	}
}
