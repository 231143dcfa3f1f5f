package exercises

import (
	"math"
	"math/rand/v2"
	"slices"

	"golessons/helpers/internal/answer"
	"golessons/helpers/internal/number"
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

// SteadyAnswer checks steadyAnswer, which returns the risk of a patient as a network
// says it in evaluation mode. The network is one with Dropout, and the patient a row
// of its inputs; they come from the cell, so that the cells of other exercises do not
// link mlx.
func SteadyAnswer[M network[M, T], T tensor[T]](steadyAnswer func(model M, patient T) float64, model M, patient T) bool {
	risk := func(patient T) float64 { return model.Forward(patient).Sigmoid().Item() }
	return newSteadyAnswer().check(func() told {
		another := patient.Mul(-1)
		model.Eval()
		t := told{want: risk(patient), wantOther: risk(another), logit: model.Forward(patient).Item()}
		model.Train()
		var passes []float64
		for range 50 {
			passes = append(passes, risk(patient))
		}
		if t.spread = spread(passes); t.spread == 0 {
			panic("SteadyAnswer needs a network with Dropout")
		}
		for range 8 {
			t.answers = append(t.answers, steadyAnswer(model, patient))
		}
		t.other = steadyAnswer(model, another)
		return t
	})
}

type (
	// A network is what SteadyAnswer needs of a *mlx.Module.
	network[M, T any] interface {
		Train() M
		Eval() M
		Forward(x T) T
	}
	// A tensor is what it needs of a mlx.Tensor.
	tensor[T any] interface {
		Mul(other any) T
		Sigmoid() T
		Item() float64
	}
)

// told is what an answer to SteadyAnswer told two patients.
type told struct {
	answers []float64 // the first patient, who asks again and again
	want    float64
	logit   float64 // want, before the sigmoid
	spread  float64 // of single passes in training mode

	other, wantOther float64 // the second patient
}

func (t told) right() bool {
	for _, a := range t.answers {
		if !answer.Same(a, t.want) {
			return false
		}
	}
	return answer.Same(t.other, t.wantOther)
}

type steadyEx = exercise[func() told, int, told]

func newSteadyAnswer() steadyEx {
	return steadyEx{
		name:  "steadyAnswer",
		input: "patient",
		stub: func() told {
			return told{answers: []float64{0.6, 0.2, 0.4, 0.8}, want: 0.5, spread: 0.2, other: 0.3, wantOther: 0.5}
		},
		right: func() told {
			return told{answers: []float64{0.5, 0.5}, want: 0.5, spread: 0.2, other: 0.25, wantOther: 0.25}
		},
		ask:   func(f func() told, _ int) told { return f() },
		cases: func(random) []int { return []int{1} },
		judge: func(_ int, got, _ told) string {
			first, second := got.answers[0], got.answers[1]
			switch {
			case got.right():
				return ""
			case !answer.Same(first, second):
				return words.Text{"the same patient asks twice and is told %s and %s; evaluation mode says %s",
					"同じ患者が 2 回聞いて、答えは %s と %s でした。評価モードでは %s です"}.
					With(number.Short(first), number.Short(second), number.Short(got.want))
			case !answer.Same(first, got.want):
				return words.Text{"the patient is told %s; evaluation mode says %s", "患者への答えは %s ですが、評価モードでは %s です"}.
					With(number.Short(first), number.Short(got.want))
			}
			return words.Text{"a second patient is told %s; evaluation mode says %s", "2 人目の患者への答えは %s ですが、評価モードでは %s です"}.
				With(number.Short(got.other), number.Short(got.wantOther))
		},
		// What is wrong shows in how the answers vary; none is the same twice.
		advise: func(_ func() told, t told) words.Text {
			first, later := t.answers[0], t.answers[1:]
			steady := slices.Min(later) == slices.Max(later)
			switch {
			case !answer.Same(first, t.want) && answer.Same(later[0], t.want):
				return words.Text{
					"From the second time on it is right: Eval() comes after Forward, too late for the first patient. The other way round.",
					"2 回目からは合っています。Eval() が Forward の後にあるので、最初の患者には間に合いません。順番を逆にします。"}
			case steady && t.other == first:
				return words.Text{
					"Everybody is told what the first was told. An answer kept in memory is steady, but it is not this patient's.",
					"誰にでも、最初と同じ答えを返しています。覚えておいた答えは確かに変わりませんが、この患者への答えではありません。"}
			case steady && answer.Same(first, t.logit):
				return words.Text{
					"The mode is right. This is the logit; .Sigmoid() makes a risk between 0 and 1 of it.",
					"モードは合っています。これはロジットです。.Sigmoid() で 0 から 1 のリスクにします。"}
			case steady:
				return words.Text{
					"It is steady, but not what this network says with everybody at work. Another network, or always the same mask, is no remedy: change the mode.",
					"答えは変わりませんが、全員がそろったこのネットワークの答えではありません。別のネットワークにしたり、マスクを固定したりするのではなく、モードを変えます。"}
			case spread(later) < t.spread/2:
				return words.Text{
					"You take the mean of many passes. That costs many times the work and still wavers; one pass in which nobody rests does it.",
					"何度も計算して平均しています。手間が何倍もかかるうえ、まだ揺れます。誰も休まなければ、1 回の計算で済みます。"}
			}
			return words.Text{
				"Each call lets other units rest: the model is in training mode. Which mode is for patients?",
				"呼ぶたびに別のユニットが休んでいます。訓練モードのままだからです。患者に答えるのは、どちらのモードでしょうか。"}
		},
		hints: []words.Text{
			{"In which mode does Dropout let nobody rest?", "Dropout で誰も休まないのは、どちらのモードでしょうか。"},
			{"Training mode is `model.Train()`. The other one has to be chosen before the network is asked.",
				"訓練モードにするのが `model.Train()` です。もう一方のモードに、計算の前に切り替えます。"},
			{"`model.Eval()` in place of `model.Train()`", "`model.Train()` を `model.Eval()` に替えます。"},
		},
		why: words.Text{
			"In evaluation mode nobody rests, so there is nothing random left: one pass, and the same patient always gets the same answer.",
			"評価モードでは誰も休まないので、偶然が入りません。計算は 1 回で済み、同じ患者にはいつも同じ答えになります。"},
		next: words.Text{
			"Which line of a PyTorch program is this? And who switches back before training goes on?",
			"PyTorch のプログラムでは、どの行にあたるでしょうか。訓練を続ける前に、誰がモードを戻すのでしょうか。"},
	}
}

// spread returns the sample's standard deviation.
func spread(values []float64) float64 { return math.Sqrt(squares(values) / (size(values) - 1)) }
