package exercises

import "golessons/internal/words"

// ReLU checks myReLU, which returns x where x is positive, and 0 elsewhere.
func ReLU(myReLU func(x float64) float64) bool { return newReLU().check(myReLU) }

func newReLU() realEx {
	return realEx{
		name:  "myReLU",
		input: "x",
		stub:  func(x float64) float64 { return x },
		right: func(x float64) float64 { return max(0, x) },
		cases: func(r random) []float64 {
			return and(func() float64 { return r.between(-5, 5, 0.1) }, 2.5, 1, 0, -0.5, -3)
		},
		mistakes: []mistake[realFunc]{
			{func(x float64) float64 { return min(0, x) }, words.Text{
				"The halves have changed places: positive numbers are to pass, and negative ones to become 0. max instead of min.",
				"左右が逆です。プラスはそのまま、マイナスは 0 にします。min でなく max です。"}},
			{func(x float64) float64 { return max(x, -x) }, words.Text{
				"Negative numbers come back positive. This is the absolute value; ReLU gives 0 for all of them.",
				"マイナスがプラスになって返ってきます。これは絶対値です。ReLU では、マイナスはすべて 0 です。"}},
			{func(x float64) float64 { return max(0.01*x, x) }, words.Text{
				"Below 0 a little comes through: this is LeakyReLU, which comes later in this lesson. ReLU gives 0 there.",
				"マイナス側が少し漏れています。これは後で出てくる LeakyReLU です。ReLU では 0 です。"}},
			{func(x float64) float64 { return max(0, -x) }, words.Text{
				"The sign has been turned round: this lets the negative half pass.", "符号が逆で、マイナス側を通しています。"}},
			{func(x float64) float64 { return max(1, x) }, words.Text{
				"The threshold is at 0 and not at 1.", "境目は 1 ではなく 0 です。"}},
			{unit, words.Text{
				"Above 0 this gives 1, whatever x is. ReLU hands on x itself.", "0 より大きいと、x がいくつでも 1 になっています。ReLU は x をそのまま渡します。"}},
		},
		hints: []words.Text{
			{"What has to come back when the input is 0 or less?", "入力が 0 以下のときに返す数は何でしょうか。"},
			{"Split it with `if x > 0 { … }`: return `x` in one case, 0 in the other.", "`if x > 0 { … }` の形で、`x` をそのまま返す場合と、0 を返す場合に分けます。"},
			{"In one line: `return max(0, x)`.", "一行で書くなら `return max(0, x)` です。"},
		},
		why: words.Text{
			"The larger of 0 and x is x where x is positive, and 0 elsewhere: a rule with a condition, in one word. That bend is all that a network needs to be more than a straight line.",
			"0 と x の大きいほうは、x がプラスなら x、そうでなければ 0 です。条件付きの規則が一語で書けました。ネットワークが直線を超えるのに必要なのは、この折れ目だけです。"},
		next: words.Text{
			"What does myReLU(myReLU(x)) do? Think first, and then try.",
			"myReLU(myReLU(x)) はどんな関数でしょうか。考えてから試しましょう。"},
	}
}

// unit returns the derivative of ReLU: 1 above 0, else 0.
func unit(x float64) float64 {
	if x > 0 {
		return 1
	}
	return 0
}

// ZeroShare checks zeroShare, which returns the share, from 0 to 1, of those
// outputs that are exactly 0.
func ZeroShare(zeroShare func(outputs []float64) float64) bool {
	return newZeroShare().check(zeroShare)
}

type (
	listFunc = func(values []float64) float64
	listEx   = exercise[listFunc, []float64, float64]
)

// share returns the share of values for which is holds.
func share(values []float64, is func(v float64) bool) float64 {
	n := 0
	for _, v := range values {
		if is(v) {
			n++
		}
	}
	return float64(n) / float64(len(values))
}

func newZeroShare() listEx {
	return listEx{
		name:  "zeroShare",
		input: "outputs",
		stub:  func([]float64) float64 { return 0 },
		right: func(o []float64) float64 { return share(o, func(v float64) bool { return v == 0 }) },
		cases: func(r random) [][]float64 {
			return and(func() []float64 {
				outputs := r.numbers(2+r.IntN(8), -1, 3, 0.5)
				for i := range outputs {
					outputs[i] *= r.between(0, 1, 1)
				}
				return outputs
			}, []float64{0, 2.5, 0, 1}, []float64{0.1, 3}, []float64{0, 0, 0}, []float64{0, -1, 2, 4, 8})
		},
		mistakes: []mistake[listFunc]{
			{func(o []float64) float64 { return share(o, func(v float64) bool { return v == 0 }) * float64(len(o)) }, words.Text{
				"This is the number of zeros. The share divides it by the number of outputs.",
				"これは 0 の個数です。割合にするには、全体の個数で割ります。"}},
			{func(o []float64) float64 { return float64(int(share(o, func(v float64) bool { return v == 0 }))) }, words.Text{
				"Go divides whole numbers without a fraction: 1/2 is 0. Turn both into float64(…) before you divide.",
				"Go の整数どうしの割り算では、小数が切り捨てられます(1/2 は 0)。両方を float64(…) に変えてから割ります。"}},
			{func(o []float64) float64 { return share(o, func(v float64) bool { return v <= 0 }) }, words.Text{
				"Negative outputs are counted too. Count those that are exactly 0: ==.",
				"マイナスの値まで数えています。ちょうど 0 のものだけを == で数えます。"}},
			{func(o []float64) float64 { return share(o, func(v float64) bool { return v != 0 }) }, words.Text{
				"This is the share of those that are not 0. Count the zeros: == instead of !=.",
				"これは 0 でないものの割合です。!= でなく == で、0 を数えます。"}},
			{func(o []float64) float64 { return 100 * share(o, func(v float64) bool { return v == 0 }) }, words.Text{
				"This is in percent. A share goes from 0 to 1.", "これはパーセントです。割合は 0 から 1 までで答えます。"}},
			{mean, words.Text{
				"This is the mean of the outputs. Count instead: each 0 adds 1 to a counter.",
				"これは出力の平均です。足すのではなく、0 が出るたびに 1 ずつ数えます。"}},
		},
		hints: []words.Text{
			{"Start a counter at 0 and go through the values with `for`.", "数えるための変数を 0 から始め、`for` で 1 つずつ調べます。"},
			{"`for _, v := range outputs {\n\tif v == 0 {\n\t\t…\n\t}\n}`", "`for _, v := range outputs {\n\tif v == 0 {\n\t\t…\n\t}\n}`"},
			{"Divide the count by `len(outputs)`, both turned into `float64(…)`: whole numbers lose the fraction.",
				"個数を `len(outputs)` で割ります。整数どうしの割り算は切り捨てになるので、`float64(…)` に変えてから割ります。"},
		},
		why: words.Text{
			"A count divided by a count, both turned into float64. To compare with == is allowed here, because ReLU gives exactly 0 and not nearly 0.",
			"個数 ÷ 個数を、float64 に変えてから計算しました。ReLU の 0 は「ほぼ 0」ではなくちょうど 0 なので、== で比べられます。"},
		next: words.Text{
			"What would zeroShare say of the outputs of a sigmoid, and why?",
			"シグモイドの出力を渡すと、zeroShare はいくつになるでしょうか。なぜでしょうか。"},
	}
}

// ThresholdUnit checks thresholdUnit, a ReLU unit that gives 0 up to a blood
// pressure of 140 mmHg, and 1 more for every 10 mmHg above.
func ThresholdUnit(thresholdUnit func(bp float64) float64) bool {
	return newThresholdUnit().check(thresholdUnit)
}

func newThresholdUnit() realEx {
	of := func(w, b float64) realFunc { return func(bp float64) float64 { return max(0, w*bp+b) } }
	return realEx{
		name:  "thresholdUnit",
		input: "bp",
		stub:  of(1, 0),
		right: of(0.1, -14),
		cases: func(r random) []float64 {
			return and(func() float64 { return r.between(90, 210, 1) }, 120, 140, 150, 175)
		},
		mistakes: []mistake[realFunc]{
			{of(1, -140), words.Text{
				"The threshold is right. The slope is ten times too steep: 1 for every 10 mmHg is 0.1 for each. (b changes with it.)",
				"閾値は正解です。傾きが 10 倍急です。10 mmHg で 1 なら、1 mmHg では 0.1。(b も一緒に変わります。)"}},
			{of(0.1, -140), words.Text{
				"The slope is right. The threshold is where w × bp + b is 0, and with w = 0.1 that is at 1400 mmHg.",
				"傾きは正解です。閾値は w × bp + b が 0 になるところで、w = 0.1、b = −140 では 1400 mmHg になってしまいます。"}},
			{of(0.1, 0), words.Text{
				"The slope is right, and the threshold still at 0. Choose b so that 0.1 × 140 + b is 0.",
				"傾きは正解ですが、閾値が 0 のままです。0.1 × 140 + b = 0 になる b を選びます。"}},
			{of(0.1, 14), words.Text{
				"The sign of b: 0.1 × 140 + b has to be 0, so b is negative.", "b の符号が逆です。0.1 × 140 + b = 0 なので、b はマイナスです。"}},
			{of(10, -1400), words.Text{
				"The threshold is right. The slope is upside down: 10 for each mmHg instead of 1 for every 10.",
				"閾値は正解です。傾きが逆数になっています。「1 mmHg で 10」ではなく「10 mmHg で 1」です。"}},
			{func(bp float64) float64 { return 0.1*bp - 14 }, words.Text{
				"w and b are right, but the max(0, …) is gone, and so below 140 the unit is negative.",
				"w と b は正解ですが、max(0, …) がないので、140 より下でマイナスになります。"}},
		},
		hints: []words.Text{
			{"1 more for 10 mmHg: how much for 1 mmHg? That is `w`.", "10 mmHg で 1 増えるなら、1 mmHg では? それが `w` です。"},
			{"To be exactly 0 at 140, w × 140 + b has to be 0.", "140 でちょうど 0 になるには、w × 140 + b = 0 でなければなりません。"},
			{"`w = 0.1` and `b = -14`.", "`w = 0.1`、`b = -14` です。"},
		},
		why: words.Text{
			"w is the slope above the threshold, and the threshold is at −b/w = 14/0.1 = 140. So a unit that learns w and b learns a threshold.",
			"w が閾値から先の傾き、閾値は −b/w = 14/0.1 = 140 です。w と b を学ぶユニットは、閾値を学んでいるのです。"},
		next: words.Text{
			"Move the threshold to 130 and keep the slope. Which of the two numbers do you change?",
			"傾きはそのままで、閾値を 130 に動かすには、どちらの数を変えるでしょうか。"},
	}
}

// LeakySlope checks leakySlope, which returns the derivative of LeakyReLU with the
// slope 0.01; at 0 it is that of the negative side, as in PyTorch.
func LeakySlope(leakySlope func(x float64) float64) bool { return newLeakySlope().check(leakySlope) }

func newLeakySlope() realEx {
	of := func(below, at, above float64) realFunc {
		return func(x float64) float64 {
			switch {
			case x < 0:
				return below
			case x == 0:
				return at
			}
			return above
		}
	}
	return realEx{
		name:  "leakySlope",
		input: "x",
		stub:  of(1, 1, 1),
		right: of(0.01, 0.01, 1),
		cases: func(r random) []float64 {
			return and(func() float64 { return r.between(-5, 5, 0.1) }, 2.5, 1, -0.5, -3, 0)
		},
		mistakes: []mistake[realFunc]{
			{of(0.01, 1, 1), words.Text{
				"Only x = 0 is wrong: it belongs to the negative side. x > 0 instead of x >= 0.",
				"違うのは x = 0 だけです。0 はマイナス側に入れるので、x >= 0 でなく x > 0 です。"}},
			{of(0, 0, 1), words.Text{
				"This is the derivative of ReLU. LeakyReLU has a slope of 0.01 on the left, so that dead units get up again.",
				"これは ReLU の微分です。LeakyReLU では左側の傾きが 0.01 で、そのおかげで死んだユニットが起き上がれます。"}},
			{func(x float64) float64 { return max(x, 0.01*x) }, words.Text{
				"This is LeakyReLU itself, its height. Asked for is its slope: 1 or 0.01.",
				"これは LeakyReLU そのもの(高さ)です。答えるのは傾きで、1 か 0.01 です。"}},
			{of(-0.01, -0.01, 1), words.Text{
				"On the left the graph rises too, a little: the slope is +0.01.", "左側のグラフも少しずつ上がっています。傾きは +0.01 です。"}},
			{of(1, 1, 0.01), words.Text{
				"The sides have changed places: 1 on the right, 0.01 on the left.", "左右が逆です。右が 1、左が 0.01 です。"}},
			{of(0.01, 0, 1), words.Text{
				"Right but for x = 0, where 0.01 is asked for, as on the negative side.", "x = 0 以外は正解です。0 では、マイナス側と同じ 0.01 とします。"}},
		},
		hints: []words.Text{
			{"What is the slope of the graph on the right half, and on the left?", "グラフの右半分と左半分の傾きは、それぞれいくつでしょうか。"},
			{"1 where `x > 0`, otherwise 0.01. On which side does `x = 0` fall?", "`x > 0` なら 1、そうでなければ 0.01 です。`x = 0` はどちらに入るでしょうか。"},
			{"`if x > 0 {\n\treturn 1\n}\nreturn 0.01`", "`if x > 0 {\n\treturn 1\n}\nreturn 0.01`"},
		},
		why: words.Text{
			"Each half is a straight line, so its slope is one number. The 0.01 is the thin gradient that lets a unit learn which is negative for everybody.",
			"左右はそれぞれ直線なので、傾きはどこでも同じ数です。全員にマイナスのユニットも、この 0.01 の勾配のおかげで学び続けられます。"},
		next: words.Text{
			"A gradient goes through ten layers, each time on the negative side. What is left of it? And with ReLU?",
			"勾配が 10 層続けてマイナス側を通ると、どれだけ残るでしょうか。ReLU なら?"},
	}
}

// Absolute checks absolute, which returns |x|, made of two ReLUs.
func Absolute(absolute func(x float64) float64) bool { return newAbsolute().check(absolute) }

func newAbsolute() realEx {
	return realEx{
		name:  "absolute",
		input: "x",
		stub:  func(x float64) float64 { return max(0, x) },
		right: func(x float64) float64 { return max(0, x) + max(0, -x) },
		cases: func(r random) []float64 {
			return and(func() float64 { return r.between(-5, 5, 0.1) }, 2, 0, -0.5, -3)
		},
		mistakes: []mistake[realFunc]{
			{func(x float64) float64 { return max(0, x) - max(0, -x) }, words.Text{
				"With a minus between them the two make x again. Add them.", "引くと、元の x に戻ってしまいます。2 つを足します。"}},
			{func(x float64) float64 { return max(0, x) + max(0, x) }, words.Text{
				"Both terms are the right half. One of them has to be mirrored: something has to change inside it.",
				"2 つとも右半分です。片方を左右反転させます。変えるのは ReLU の中身です。"}},
			{func(x float64) float64 { return max(0, -x) }, words.Text{
				"The left half is right, and the right half has vanished. You need both, added up.",
				"左半分は正解ですが、右半分が消えています。両方を足します。"}},
			{func(x float64) float64 { return max(0, x) + -max(0, x) }, words.Text{
				"The minus stands in front of ReLU, and turns its graph upside down. Inside, it mirrors left and right.",
				"ReLU の前のマイナスは、グラフを上下にひっくり返します。中に入れると、左右が反転します。"}},
			{func(x float64) float64 { return -x }, words.Text{
				"On the right this is negative. Each half needs a ReLU of its own.", "右側でマイナスになります。左右それぞれに ReLU が要ります。"}},
		},
		hints: []words.Text{
			{"`max(0, x)` takes care of the right half. You need another one that comes down from the left.",
				"`max(0, x)` は右半分を担当しています。左半分で 3, 2, 1 と下がってくる折れ線が、もう 1 つ要ります。"},
			{"Change the sign inside ReLU and its graph is mirrored.", "ReLU の中身の符号を変えると、グラフが左右に反転します。"},
			{"`return max(0, x) + max(0, -x)`", "`return max(0, x) + max(0, -x)`"},
		},
		why: words.Text{
			"Of x and −x only one is positive, so one of the two terms is always 0 and the other is |x|. Two units, with weights 1 and −1, draw the letter V.",
			"x と −x のうちプラスなのは片方だけなので、一方の項は 0、もう一方が |x| になります。重み 1 と −1 の 2 つのユニットで、V の字が描けました。"},
		next: words.Text{
			"Write max(a, b) of two numbers with a single ReLU. (Begin with b, and add something.)",
			"2 つの数の大きいほう max(a, b) を、ReLU 1 つで書けるでしょうか。(b に何かを足します。)"},
	}
}
