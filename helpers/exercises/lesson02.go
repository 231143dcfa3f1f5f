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

// Plateau checks plateau, a response of two ReLUs: 0 up to 120 mmHg, 1 more for every
// 10 mmHg above, and 4 from 160 mmHg on. For example, plateau(150) is 3.
func Plateau(plateau func(bp float64) float64) bool { return newPlateau().check(plateau) }

func newPlateau() realEx {
	rise := func(bp, from float64) float64 { return max(0, (bp-from)/10) }
	return realEx{
		name:  "plateau",
		input: "bp",
		stub:  func(bp float64) float64 { return rise(bp, 120) },
		right: func(bp float64) float64 { return rise(bp, 120) - rise(bp, 160) },
		cases: func(r random) []float64 {
			return and(func() float64 { return r.between(90, 210, 1) }, 110, 120, 140, 160, 180, 205)
		},
		mistakes: []mistake[realFunc]{
			{func(bp float64) float64 { return rise(bp, 120) + rise(bp, 160) }, words.Text{
				"From 160 on it rises twice as fast. The second ReLU has to take the rise away: subtract it.",
				"160 から先で 2 倍の速さで上がっています。上がるぶんを打ち消したいので、2 つ目は引きます。"}},
			{func(bp float64) float64 { return rise(bp, 120) - max(0, bp-160) }, words.Text{
				"From 160 on it falls steeply. The second slope has to be just as large as the first, 1 for every 10 mmHg.",
				"160 から先で急に下がっています。打ち消すには、傾きを 1 つ目と同じ(10 mmHg で 1)にします。"}},
			{func(bp float64) float64 { return min(4, (bp-120)/10) }, words.Text{
				"Above is right, and below 120 it becomes negative. max(0, …) keeps it at 0 there; and instead of min, a second ReLU makes the ceiling.",
				"上側は正解ですが、120 より下でマイナスになります。そこは max(0, …) で 0 にします。天井は、min でなく 2 つ目の ReLU で作れます。"}},
			{func(bp float64) float64 { return rise(bp, 120) - rise(bp, 140) }, words.Text{
				"It becomes level at 140 already, at the height 2. The second ReLU is to begin where the height is 4.",
				"140 で、高さ 2 のまま平らになっています。2 つ目の ReLU は、高さが 4 になるところから始めます。"}},
			{func(bp float64) float64 { return rise(bp, 120) - 4 }, words.Text{
				"This lowers the whole line by 4. What is taken away has to be 0 up to 160, and then grow: a ReLU of its own.",
				"全体が 4 だけ下がっています。引くものは 160 までは 0、そこから増えていく、もう 1 つの ReLU です。"}},
			{func(bp float64) float64 { return rise(bp, 120) - (bp-160)/10 }, words.Text{
				"Below 160 the second term is negative, and subtracting it lifts the line. Put max(0, …) around it.",
				"160 より下では 2 つ目の項がマイナスなので、引くと持ち上がります。max(0, …) で包みます。"}},
			{func(bp float64) float64 { return rise(bp, 120) - rise(bp, 120) }, words.Text{
				"The two cancel out everywhere. The second one begins later, at 160.", "いたるところで打ち消し合っています。2 つ目は、もっと先の 160 から始めます。"}},
		},
		hints: []words.Text{
			{"From 160 on the line has to be level. Which slope, added to the one that is there, makes 0?",
				"160 から先は水平です。いまの傾きに何を足すと 0 になるでしょうか。"},
			{"A second ReLU that begins at 160 and is just as steep, with a minus in front of it.",
				"160 から始まる、同じ傾きの ReLU をもう 1 つ、マイナスを付けて加えます。"},
			{"`return max(0, (bp-120)/10) - max(0, (bp-160)/10)`", "`return max(0, (bp-120)/10) - max(0, (bp-160)/10)`"},
		},
		why: words.Text{
			"A negative outgoing weight turns a “from there on” into a “no further”. Two ReLUs have made something like a sigmoid, with corners.",
			"出ていく重みがマイナスなら、「ここから先は増える」が「ここから先は増えない」になります。2 つの ReLU で、角のあるシグモイドのようなものができました。"},
		next: words.Text{
			"How many ReLUs does a U need, and how many does this with a dip after it?",
			"U 字には ReLU がいくつ要るでしょうか。この形のあとに、もう一度下がるくぼみを付けるには?"},
	}
}
