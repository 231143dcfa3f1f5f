package exercises

import (
	"math"

	"golessons/internal/words"
)

// Penalty checks penalty, which returns λ times the sum of the squares of weights.
func Penalty(penalty func(lambda float64, weights []float64) float64) bool {
	return newPenalty().check(penalty)
}

type (
	penaltyFunc = func(lambda float64, weights []float64) float64
	penaltyAt   = struct {
		Lambda  float64
		Weights []float64
	}
	penaltyEx = exercise[penaltyFunc, penaltyAt, float64]
)

func newPenalty() penaltyEx {
	total := func(weights []float64, f func(w float64) float64) (sum float64) {
		for _, w := range weights {
			sum += f(w)
		}
		return sum
	}
	square := func(w float64) float64 { return w * w }
	return penaltyEx{
		name:  "penalty",
		stub:  func(float64, []float64) float64 { return 0 },
		right: func(lambda float64, weights []float64) float64 { return lambda * total(weights, square) },
		ask:   func(f penaltyFunc, at penaltyAt) float64 { return f(at.Lambda, at.Weights) },
		cases: func(r random) []penaltyAt {
			return and(func() penaltyAt {
				return penaltyAt{r.between(0.05, 2, 0.05), r.numbers(1+r.IntN(5), -5, 5, 0.5)}
			},
				penaltyAt{0.1, []float64{10}}, penaltyAt{0.1, []float64{1, 1, 1, 1, 1, 1, 1, 1, 1, 1}},
				penaltyAt{0.1, []float64{3, -4}}, penaltyAt{0.1, []float64{}})
		},
		mistakes: []mistake[penaltyFunc]{
			{func(lambda float64, weights []float64) float64 { return total(weights, square) }, words.Text{
				"λ is missing. Multiply the sum by lambda.", "λ が抜けています。合計に lambda を掛けます。"}},
			{func(lambda float64, weights []float64) float64 { return lambda * total(weights, math.Abs) }, words.Text{
				"These are absolute values: that is L1. L2 squares each weight, so that large ones cost most.",
				"これは絶対値の和で、L1 と呼ばれるものです。L2 は 2 乗なので、大きな重みほど高くつきます。"}},
			{func(lambda float64, weights []float64) float64 { return lambda * sum(weights) }, words.Text{
				"The weights are not squared, so that 3 and −4 make the charge negative. Add w * w.",
				"重みを 2 乗していないので、3 と −4 ではペナルティがマイナスになります。w * w を足します。"}},
			{func(lambda float64, weights []float64) float64 { s := sum(weights); return lambda * s * s }, words.Text{
				"This squares the sum. Square each weight, and add up then: 3 and −4 make 9 + 16.",
				"合計を 2 乗しています。1 つずつ 2 乗してから足します。3 と −4 なら 9 + 16 です。"}},
			{func(lambda float64, weights []float64) float64 { return lambda * math.Sqrt(total(weights, square)) }, words.Text{
				"This is λ times the length of the weights. The penalty has no square root.", "重みの長さに λ を掛けています。ペナルティに平方根は付きません。"}},
			{func(lambda float64, weights []float64) float64 { return lambda * total(weights, square) / 2 }, words.Text{
				"Half of it. Some books write λ/2; the lecture writes λ.", "半分になっています。λ/2 と書く本もありますが、講義では λ です。"}},
			{func(lambda float64, weights []float64) float64 {
				return lambda * total(weights, square) / size(weights)
			}, words.Text{
				"This is the mean of the squares. The penalty is their sum.", "これは 2 乗の平均です。ペナルティは合計です。"}},
			{func(lambda float64, weights []float64) float64 {
				return lambda * lambda * total(weights, square)
			}, words.Text{
				"λ has been multiplied twice, once in each weight perhaps. It is not squared.", "λ が 2 回掛かっています。2 乗するのは重みだけです。"}},
		},
		hints: []words.Text{
			{"Start with `sum := 0.0` (not `0`, which would be an integer) and go through the weights with `for`.",
				"合計は `sum := 0.0` から始め(0 と書くと整数になります)、`for` で重みを 1 つずつ足していきます。"},
			{"What you add is not `w` but `w * w`.", "足すのは `w` ではなく `w * w` です。"},
			{"`for _, w := range weights {\n\tsum += w * w\n}\nreturn lambda * sum`", "`for _, w := range weights {\n\tsum += w * w\n}\nreturn lambda * sum`"},
		},
		why: words.Text{
			"A single weight of 10 costs ten times as much as ten weights of 1, though both add up to 10. So the model is pushed to spread its reliance.",
			"合計は同じ 10 でも、10 の重み 1 つは、1 の重み 10 個の 10 倍高くつきます。だからモデルは、頼る先を分散させるようになります。"},
		next: words.Text{
			"Two inputs say the same, and only w₁ + w₂ = 4 matters. Which w₁ and w₂ are the cheapest?",
			"2 つの入力の中身が同じで、w₁ + w₂ = 4 でさえあればよいとき、いちばん安い w₁ と w₂ は?"},
	}
}

// DecayStep checks decayStep, which returns the weight after one step of gradient
// descent with the penalty λw².
func DecayStep(decayStep func(w, gradient, rate, lambda float64) float64) bool {
	return newDecayStep().check(decayStep)
}

type (
	fourFunc = func(w, gradient, rate, lambda float64) float64
	decayAt  = struct{ W, Gradient, Rate, Lambda float64 }
	decayEx  = exercise[fourFunc, decayAt, float64]
)

func newDecayStep() decayEx {
	return decayEx{
		name:  "decayStep",
		stub:  func(w, gradient, rate, lambda float64) float64 { return w - rate*gradient },
		right: func(w, gradient, rate, lambda float64) float64 { return (1-2*lambda*rate)*w - rate*gradient },
		ask:   func(f fourFunc, at decayAt) float64 { return f(at.W, at.Gradient, at.Rate, at.Lambda) },
		cases: func(r random) []decayAt {
			return and(func() decayAt {
				return decayAt{r.between(-3, 3, 0.5), r.between(-4, 4, 0.5), r.between(0.1, 0.5, 0.1), r.between(0.1, 1, 0.1)}
			}, decayAt{2, 0, 0.1, 0.5}, decayAt{2, 3, 0.1, 0.5}, decayAt{-1, 0.5, 0.01, 0.1}, decayAt{2, 3, 0.1, 0})
		},
		mistakes: []mistake[fourFunc]{
			{func(w, gradient, rate, lambda float64) float64 { return (1-lambda*rate)*w - rate*gradient }, words.Text{
				"The 2 is missing. The derivative of λw² is 2λw.", "2 が抜けています。λw² の微分は 2λw です。"}},
			{func(w, gradient, rate, lambda float64) float64 { return (1-2*lambda)*w - rate*gradient }, words.Text{
				"The learning rate is missing in the decay. What the penalty adds to the gradient is multiplied by rate too.",
				"減衰のほうに学習率が抜けています。ペナルティの勾配にも rate が掛かります。"}},
			{func(w, gradient, rate, lambda float64) float64 { return (1+2*lambda*rate)*w - rate*gradient }, words.Text{
				"With this sign the weight grows. The penalty pulls it towards 0: 1 − 2λη.", "この符号では重みが大きくなります。ペナルティは 0 へ引き戻すので、1 − 2λη です。"}},
			{func(w, gradient, rate, lambda float64) float64 { return w - rate*gradient - rate*lambda*w*w }, words.Text{
				"Here the penalty itself is taken off. A step takes its slope, 2λw.", "ペナルティの値そのものを引いています。引くのはその傾き 2λw です。"}},
			{func(w, gradient, rate, lambda float64) float64 { return (1 - 2*lambda*rate) * (w - rate*gradient) }, words.Text{
				"The step has been shrunk as well. Shrink w alone, and then step.", "進んだぶんまで縮めています。縮めるのは w だけで、それから進みます。"}},
			{func(w, gradient, rate, lambda float64) float64 { return (1-2*lambda*rate)*w + rate*gradient }, words.Text{
				"The decay is right. The step of the data goes uphill: minus.", "減衰は正解です。データの勾配で坂を上っています。マイナスにします。"}},
			{func(w, gradient, rate, lambda float64) float64 { return (1 - 2*lambda*rate) * w }, words.Text{
				"This is the decay alone. The gradient of the data is missing.", "これは減衰だけです。データの勾配が抜けています。"}},
		},
		hints: []words.Text{
			{"Turn formula ② or ③ into code as it stands.", "式 ② か ③ を、そのままコードに写します。"},
			{"For ②, add `2 * lambda * w` to `gradient` before multiplying by `rate`.", "② なら、`gradient` に `2 * lambda * w` を足してから `rate` を掛けます。"},
			{"`return (1-2*lambda*rate)*w - rate*gradient`", "`return (1-2*lambda*rate)*w - rate*gradient`"},
		},
		why: words.Text{
			"w − η(g + 2λw) = (1 − 2λη)w − ηg: the penalty makes the weight a little smaller before each step. That is where “weight decay” has its name from.",
			"w − η(g + 2λw) = (1 − 2λη)w − ηg です。ペナルティのために、1 歩ごとに重みが少し縮みます。「重み減衰」という名前はここから来ています。"},
		next: words.Text{
			"Without any gradient, after how many steps is half of the weight left? (The next exercise.)",
			"データの勾配がなければ、何歩で重みが半分になるでしょうか。(次の練習です。)"},
	}
}

// HalfLife checks halfLife, which returns after how many steps (1 − 2λη)^t is a
// half.
func HalfLife(halfLife func(rate, lambda float64) float64) bool { return newHalfLife().check(halfLife) }

type (
	halfLifeFunc = func(rate, lambda float64) float64
	halfLifeAt   = struct{ Rate, Lambda float64 }
	halfLifeEx   = exercise[halfLifeFunc, halfLifeAt, float64]
)

func newHalfLife() halfLifeEx {
	return halfLifeEx{
		name:  "halfLife",
		stub:  func(rate, lambda float64) float64 { return 0 },
		right: func(rate, lambda float64) float64 { return math.Log(0.5) / math.Log(1-2*lambda*rate) },
		ask:   func(f halfLifeFunc, at halfLifeAt) float64 { return f(at.Rate, at.Lambda) },
		cases: func(r random) []halfLifeAt {
			return and(func() halfLifeAt { return halfLifeAt{r.between(0.01, 0.5, 0.01), r.between(0.01, 0.5, 0.01)} },
				halfLifeAt{0.5, 0.5}, halfLifeAt{1, 0.25}, halfLifeAt{0.1, 0.1}, halfLifeAt{0.001, 0.01})
		},
		mistakes: []mistake[halfLifeFunc]{
			{func(rate, lambda float64) float64 { return math.Log(2) / math.Log(1-2*lambda*rate) }, words.Text{
				"Right but for the sign: log 2 is positive, log(1 − 2λη) negative. It is log(1/2).",
				"符号だけ違います。log 2 はプラス、log(1 − 2λη) はマイナスです。log(1/2) を使います。"}},
			{func(rate, lambda float64) float64 { return math.Log(0.5) / math.Log(1-lambda*rate) }, words.Text{
				"The 2 is missing: each step leaves 1 − 2λη of the weight.", "2 が抜けています。1 歩で残るのは 1 − 2λη です。"}},
			{func(rate, lambda float64) float64 { return math.Log(1-2*lambda*rate) / math.Log(0.5) }, words.Text{
				"Upside down: t × log(1 − 2λη) = log(1/2), so divide by log(1 − 2λη).", "上下が逆です。t × log(1 − 2λη) = log(1/2) なので、log(1 − 2λη) で割ります。"}},
			{func(rate, lambda float64) float64 { return math.Log(2) / (2 * lambda * rate) }, words.Text{
				"This approximation is good while 2λη is small. At 0.5 it is not: use log(1 − 2λη).",
				"これは 2λη が小さいときの近似です。0.5 ではずれるので、log(1 − 2λη) を使います。"}},
			{func(rate, lambda float64) float64 { return 0.5 / (2 * lambda * rate) }, words.Text{
				"This would be right if each step took away the same. It takes the same share of what is left, so logarithms are needed.",
				"毎回同じ量だけ減るなら、これで正解です。実際は残りの同じ割合だけ減るので、対数が要ります。"}},
			{func(rate, lambda float64) float64 { return math.Log(0.5 / (1 - 2*lambda*rate)) }, words.Text{
				"The logarithm of a quotient is a difference. Take two logarithms, and divide one by the other.",
				"商の対数は、対数の差になってしまいます。対数を 2 つとってから割ります。"}},
		},
		hints: []words.Text{
			{"Take logarithms on both sides: t × log(1 − 2λη) = log(1/2).", "両辺の対数を取ると、t × log(1 − 2λη) = log(1/2) になります。"},
			{"Divide both sides by log(1 − 2λη).", "両辺を log(1 − 2λη) で割ります。"},
			{"`return math.Log(0.5) / math.Log(1-2*lambda*rate)`", "`return math.Log(0.5) / math.Log(1-2*lambda*rate)`"},
		},
		why: words.Text{
			"Each step leaves the same share, as with a medicine or a radioactive substance, and so there is a half-life. For small λη it is about 0.35/(λη).",
			"薬や放射性物質と同じで、1 歩ごとに残る割合が一定だから、半減期があります。λη が小さければ、およそ 0.35/(λη) です。"},
		next: words.Text{
			"With the lecture's rate 0.001, which λ gives a half-life of 1000 steps?",
			"講義の学習率 0.001 で、半減期が 1000 歩になる λ は?"},
	}
}

// Lambda checks lambdaOf, which returns the lecture's λ for a weight_decay of
// PyTorch's.
func Lambda(lambdaOf func(weightDecay float64) float64) bool { return newLambda().check(lambdaOf) }

func newLambda() realEx {
	return realEx{
		name:  "lambdaOf",
		input: "weightDecay",
		stub:  func(d float64) float64 { return d },
		right: func(d float64) float64 { return d / 2 },
		cases: func(r random) []float64 {
			return and(func() float64 { return r.between(0.01, 2, 0.01) }, 1e-4, 0.02, 1)
		},
		mistakes: []mistake[realFunc]{
			{func(d float64) float64 { return 2 * d }, words.Text{
				"The other way round: λ makes 2λw, so for the same pull λ is the smaller of the two.",
				"逆です。λ からは 2λw が出るので、同じ強さにするには λ のほうを小さくします。"}},
			{func(d float64) float64 { return d * d }, words.Text{
				"Nothing is squared here but w, and its derivative is 2w.", "2 乗されるのは w だけで、その微分は 2w です。"}},
			{math.Sqrt, words.Text{
				"There is no square root in it: solve weight_decay = 2λ for λ.", "平方根は出てきません。weight_decay = 2λ を λ について解きます。"}},
			{func(d float64) float64 { return 1 - 2*d }, words.Text{
				"This is like the factor by which a weight shrinks. Asked for is λ itself.", "これは重みが縮む倍率の形です。答えるのは λ そのものです。"}},
			{func(d float64) float64 { return 1 / (2 * d) }, words.Text{
				"Upside down: the larger weight_decay, the larger λ.", "逆数になっています。weight_decay が大きいほど λ も大きくなります。"}},
		},
		hints: []words.Text{
			{"`weight_decay` adds `weight_decay` × w to the gradient; λΣw² adds 2λw.", "`weight_decay` は勾配に `weight_decay` × w を足します。λΣw² は 2λw を足します。"},
			{"For the two to be equal, solve `weight_decay` = 2λ for λ.", "2 つが等しくなるように、`weight_decay` = 2λ を λ について解きます。"},
			{"`return weightDecay / 2`", "`return weightDecay / 2`"},
		},
		why: words.Text{
			"PyTorch's weight_decay stands in the gradient, the lecture's λ in the loss, and the derivative of w² brings the 2 between them. The lecture's 1e-4 is λ = 0.00005.",
			"PyTorch の weight_decay は勾配に、講義の λ は損失に付く数で、w² の微分から出る 2 が両者の違いです。講義の 1e-4 は λ = 0.00005 に当たります。"},
		next: words.Text{
			"A paper writes its penalty as (λ/2)Σw². Which weight_decay is its λ?",
			"ペナルティを (λ/2)Σw² と書く論文もあります。その λ は weight_decay でいうといくつでしょうか。"},
	}
}

// AdamWStep checks adamWStep, which returns the weight after one step of AdamW.
func AdamWStep(adamWStep func(w, direction, rate, decay float64) float64) bool {
	return newAdamWStep().check(adamWStep)
}

type (
	adamAt = struct{ W, Direction, Rate, Decay float64 }
	adamEx = exercise[fourFunc, adamAt, float64]
)

func newAdamWStep() adamEx {
	return adamEx{
		name:  "adamWStep",
		stub:  func(w, direction, rate, decay float64) float64 { return w - rate*(direction+decay) },
		right: func(w, direction, rate, decay float64) float64 { return (1-rate*decay)*w - rate*direction },
		ask:   func(f fourFunc, at adamAt) float64 { return f(at.W, at.Direction, at.Rate, at.Decay) },
		cases: func(r random) []adamAt {
			return and(func() adamAt {
				return adamAt{r.between(-3, 3, 0.5), r.between(-1, 1, 0.25), r.between(0.1, 0.5, 0.1), r.between(0.1, 1, 0.1)}
			}, adamAt{2, 1, 0.1, 0.5}, adamAt{2, -1, 0.1, 0.5}, adamAt{-3, 1, 0.01, 0.1}, adamAt{5, 1, 0.1, 0})
		},
		mistakes: []mistake[fourFunc]{
			{func(w, direction, rate, decay float64) float64 { return (1-2*rate*decay)*w - rate*direction }, words.Text{
				"Without the 2: in AdamW decay stands in the step itself, and no derivative of w² is taken.",
				"2 は付きません。AdamW の decay は更新の式にじかに入っていて、w² を微分するわけではないからです。"}},
			{func(w, direction, rate, decay float64) float64 { return (1-decay)*w - rate*direction }, words.Text{
				"The learning rate is missing in the decay, as PyTorch has it: 1 − rate × decay.", "減衰に学習率が抜けています。PyTorch では 1 − rate × decay です。"}},
			{func(w, direction, rate, decay float64) float64 { return (1 - rate*decay) * (w - rate*direction) }, words.Text{
				"The step has been shrunk as well. First shrink w, then step.", "進んだぶんまで縮めています。まず w を縮め、それから進みます。"}},
			{func(w, direction, rate, decay float64) float64 { return (1+rate*decay)*w - rate*direction }, words.Text{
				"With this sign the weight grows. To decay is to shrink: 1 − rate × decay.", "この符号では重みが大きくなります。減衰なので 1 − rate × decay です。"}},
			{func(w, direction, rate, decay float64) float64 { return w - rate*direction }, words.Text{
				"This is Adam, without any decay.", "これは減衰のない Adam です。"}},
			{func(w, direction, rate, decay float64) float64 { return (1-rate*decay)*w + rate*direction }, words.Text{
				"The decay is right. The step goes the wrong way: minus.", "減衰は正解です。進む向きが逆なので、マイナスにします。"}},
			{func(w, direction, rate, decay float64) float64 { return w - rate*(direction*decay*w) }, words.Text{
				"Direction and decay are added, not multiplied.", "方向と減衰は、掛けるのではなく足し合わせます。"}},
		},
		hints: []words.Text{
			{"AdamW has two stages: first shrink, then step.", "AdamW は 2 段階です。まず縮め、それから進みます。"},
			{"To shrink, multiply by (1 − rate × decay), without a 2.", "縮めるときは (1 − rate × decay) 倍です。2 は付きません。"},
			{"`return (1-rate*decay)*w - rate*direction`", "`return (1-rate*decay)*w - rate*direction`"},
		},
		why: words.Text{
			"The decay does not go through Adam's division, so it is the same for each weight, however large its gradients are. That is the W of AdamW.",
			"減衰が Adam の割り算を通らないので、勾配の大きさによらず、どの重みも同じ割合で縮みます。これが AdamW の W です。"},
		next: words.Text{
			"What becomes of a weight whose direction is always 0? And with Adam and L2?",
			"direction がいつも 0 の重みはどうなるでしょうか。Adam + L2 ではどうでしょうか。"},
	}
}
