package exercises

import (
	"math"
	"math/rand/v2"

	"golessons/helpers"
	"golessons/internal/words"
)

// Line checks line, which returns w·x + b. For example, line(3, 5, 4) is 17.
func Line(line func(w, b, x float64) float64) bool { return newLine().check(line) }

type (
	lineAt = struct{ W, B, X float64 }
	lineEx = exercise[func(w, b, x float64) float64, lineAt, float64]
)

func newLine() lineEx {
	return lineEx{
		name: "line",
		stub: func(w, b, x float64) float64 { return 0 },
		right: func(w, b, x float64) float64 {
			return w*x + b
		},
		ask: func(f func(w, b, x float64) float64, at lineAt) float64 { return f(at.W, at.B, at.X) },
		cases: func(r random) []lineAt {
			return and(func() lineAt {
				return lineAt{r.between(-5, 5, 0.5), r.between(-9, 9, 1), r.between(-4, 4, 1)}
			}, lineAt{3, 5, 4}, lineAt{3, 5, 0}, lineAt{0, 7, 9}, lineAt{-2, 1, 3})
		},
		mistakes: []mistake[func(w, b, x float64) float64]{
			{func(w, b, x float64) float64 { return b*x + w }, words.Text{
				"w and b have changed places. The weight w multiplies x; the intercept b is added once, whatever x is.",
				"w と b が入れ替わっています。x に掛けるのは重み w です。切片 b は、x がいくつでも 1 回足すだけです。"}},
			{func(w, b, x float64) float64 { return w * (x + b) }, words.Text{
				"Here b is multiplied by w as well. Multiply first and then add; no brackets are needed.",
				"b にも w が掛かっています。先に掛けて、それから足します。かっこは要りません。"}},
			{func(w, b, x float64) float64 { return w * x }, words.Text{
				"b is missing. Where x is 0, the line is at the height b, and yours at 0.",
				"b が足りません。x が 0 のとき、直線の高さは b ですが、あなたの答えでは 0 です。"}},
			{func(w, b, x float64) float64 { return w + x + b }, words.Text{
				"w is added instead of multiplied. The slope says how much is added for each 1 of x: w times x.",
				"w を掛けずに足しています。傾きは x が 1 増えるごとの増え方なので、w × x です。"}},
			{func(_, _, x float64) float64 { return 3*x + 5 }, words.Text{
				"Right for one line only, with w = 3 and b = 5. Use the w and b that the function gets.",
				"w = 3、b = 5 の直線でしか正しくありません。関数が受け取る w と b を使います。"}},
		},
		hints: []words.Text{
			{"The sign for multiplication is `*`.", "掛け算の記号は `*` です。"},
			{"Multiply `w` by `x`, then add `b`.", "`w` に `x` を掛けて、`b` を足します。"},
			{"`return w*x + b`", "`return w*x + b`"},
		},
		why: words.Text{
			"w is how much is added for each 1 of x, and b is what is there at x = 0. Go multiplies before it adds, as in mathematics.",
			"w は x が 1 増えるごとに増える量、b は x = 0 のときの値です。Go も数学と同じく、掛け算を先に計算します。"},
		next: words.Text{
			"What does line(3, 5, -1) give? Work it out in your head, then let Go do it.",
			"line(3, 5, -1) はいくつでしょうか。まず暗算し、それから Go に計算させてみましょう。"},
	}
}

// MeanSquaredError checks meanSquaredError, which returns the mean of the squares
// of predictions[i] − targets[i]. For example, predictions 1, 2 and targets 3, 2
// give (4 + 0) / 2 = 2.
func MeanSquaredError(meanSquaredError func(predictions, targets []float64) float64) bool {
	return newMeanSquaredError().check(meanSquaredError)
}

type (
	pairsAt = struct{ Predictions, Targets []float64 }
	mseFunc = func(predictions, targets []float64) float64
	mseEx   = exercise[mseFunc, pairsAt, float64]
)

func newMeanSquaredError() mseEx {
	// average returns the sum of f over the misses, divided by n + less.
	average := func(predictions, targets []float64, less int, f func(miss float64) float64) float64 {
		sum := 0.0
		for i := range predictions {
			sum += f(predictions[i] - targets[i])
		}
		return sum / float64(len(predictions)+less)
	}
	square := func(miss float64) float64 { return miss * miss }
	return mseEx{
		name:  "meanSquaredError",
		stub:  func(predictions, targets []float64) float64 { return 0 },
		right: func(p, t []float64) float64 { return average(p, t, 0, square) },
		ask:   func(f mseFunc, at pairsAt) float64 { return f(at.Predictions, at.Targets) },
		cases: func(r random) []pairsAt {
			return and(func() pairsAt {
				n := 1 + r.IntN(6)
				return pairsAt{r.numbers(n, 0, 30, 1), r.numbers(n, 0, 30, 1)}
			},
				pairsAt{[]float64{1, 2}, []float64{3, 2}},
				pairsAt{[]float64{8, 11, 17, 23, 29}, []float64{8, 14, 14, 26, 26}},
				pairsAt{[]float64{-1}, []float64{2}},
				pairsAt{[]float64{5, 5, 5}, []float64{5, 5, 5}})
		},
		mistakes: []mistake[mseFunc]{
			{func(p, t []float64) float64 { return average(p, t, 1-len(p), square) }, words.Text{
				"This is the sum of the squares. The mean divides it by how many there are, so that 100 visits are no worse than 10.",
				"これは 2 乗の合計です。平均にするには個数で割ります。割らないと、データが多いだけで大きくなります。"}},
			{func(p, t []float64) float64 { return average(p, t, 0, func(m float64) float64 { return m }) }, words.Text{
				"The errors are not squared, so those above and those below cancel out. Multiply each by itself first.",
				"誤差を 2 乗していないので、プラスとマイナスが打ち消し合います。足す前に、自分自身を掛けます。"}},
			{func(p, t []float64) float64 { return average(p, t, 0, math.Abs) }, words.Text{
				"This is the mean of the absolute errors. The mean squared error multiplies each error by itself: 2 counts 4.",
				"これは誤差の絶対値の平均です。平均二乗誤差では、誤差に自分自身を掛けます。2 なら 4 です。"}},
			{func(p, t []float64) float64 { return average(p, t, -1, square) }, words.Text{
				"Divided by n − 1. Here divide by the number itself, float64(len(predictions)).",
				"n − 1 で割っています。ここでは個数そのもの、float64(len(predictions)) で割ります。"}},
			{func(p, t []float64) float64 { return math.Sqrt(average(p, t, 0, square)) }, words.Text{
				"This is the root of the mean squared error. Leave the square root out.",
				"これは平均二乗誤差の平方根です。平方根は要りません。"}},
		},
		hints: []words.Text{
			{"`for i := range predictions { … }` counts `i` up from 0; compare `predictions[i]` with `targets[i]`.",
				"`for i := range predictions { … }` で番号 `i` を 0 から進め、`predictions[i]` と `targets[i]` を比べます。"},
			{"Two lines in the loop: `miss := predictions[i] - targets[i]` and `sum += miss * miss`",
				"くり返しの中は 2 行です: `miss := predictions[i] - targets[i]` と `sum += miss * miss`"},
			{"At the end divide by how many there are: `return sum / float64(len(predictions))`",
				"最後に個数で割ります: `return sum / float64(len(predictions))`"},
		},
		why: words.Text{
			"A square is never negative, so no error can hide another, and one that is twice as large counts four times.",
			"2 乗は負にならないので、誤差どうしが打ち消し合いません。2 倍の誤差は 4 倍に数えられます。"},
		next: words.Text{
			"Replace the square by math.Abs(miss) and predict: does one bad miss among ten now weigh more, or less?",
			"2 乗を math.Abs(miss) に替えると、10 個のうち 1 つだけの大外れは、重くなるでしょうか、軽くなるでしょうか。"},
	}
}

// Step checks step, which returns the weight after one step of gradient descent.
// For example, step(3, 10, 0.1) is 3 − 0.1 × 10 = 2.
func Step(step func(w, dw, rate float64) float64) bool { return newStep().check(step) }

type (
	stepAt   = struct{ W, Dw, Rate float64 }
	stepFunc = func(w, dw, rate float64) float64
	stepEx   = exercise[stepFunc, stepAt, float64]
)

func newStep() stepEx {
	return stepEx{
		name:  "step",
		stub:  func(w, dw, rate float64) float64 { return w },
		right: func(w, dw, rate float64) float64 { return w - rate*dw },
		ask:   func(f stepFunc, at stepAt) float64 { return f(at.W, at.Dw, at.Rate) },
		cases: func(r random) []stepAt {
			return and(func() stepAt {
				return stepAt{r.between(-5, 5, 0.5), r.between(-20, 20, 1), r.between(0.01, 0.5, 0.01)}
			}, stepAt{3, 10, 0.1}, stepAt{0, -250, 0.02}, stepAt{1, 4, 0.5}, stepAt{2.5, 0, 0.1})
		},
		mistakes: []mistake[stepFunc]{
			{func(w, dw, rate float64) float64 { return w + rate*dw }, words.Text{
				"This step goes uphill. The gradient points to where the loss grows; go against it, with a minus.",
				"これでは上ってしまいます。勾配は損失が増える向きなので、その逆へ、つまりマイナスで進みます。"}},
			{func(w, dw, rate float64) float64 { return w - dw }, words.Text{
				"The learning rate is missing. The step is rate times the gradient, mostly a small part of it.",
				"学習率が抜けています。進む量は「学習率 × 勾配」で、ふつうは勾配のごく一部です。"}},
			{func(w, dw, rate float64) float64 { return w - rate }, words.Text{
				"The gradient is missing. The steeper the slope, the longer the step: rate times dw.",
				"勾配が抜けています。坂が急なほど大きく進みます。rate × dw です。"}},
			{func(w, dw, rate float64) float64 { return -rate * dw }, words.Text{
				"This is the step alone. Add it to where you stand: w.",
				"これは動く量だけです。いまの位置 w に加えます。"}},
			{func(w, dw, rate float64) float64 { return (w - dw) * rate }, words.Text{
				"The rate multiplies the gradient only, not w. Leave the brackets out.",
				"学習率を掛けるのは勾配だけで、w には掛けません。かっこを外します。"}},
		},
		hints: []words.Text{
			{"Where the slope is positive it goes up to the right. To go down, make `w` smaller.",
				"傾きがプラス(右上がり)なら、下るには左へ、つまり `w` を減らします。"},
			{"By how much: the learning rate times the gradient.", "減らす量は、学習率 × 勾配です。"},
			{"`return w - rate*dw`", "`return w - rate*dw`"},
		},
		why: words.Text{
			"The minus turns uphill into downhill, on both sides of the valley; and near the bottom, where the gradient is small, the steps become small by themselves.",
			"マイナスのおかげで、谷のどちら側からでも下れます。底の近くでは勾配が小さいので、歩幅はひとりでに小さくなります。"},
		next: words.Text{
			"Where do you stay put? Find a dw with which step gives back w whatever the rate is. What place in the valley is that?",
			"学習率がいくつでも w が変わらない dw を見つけてください。それは谷のどこでしょうか。"},
	}
}

// Rate checks myRate, a learning rate with which 50 steps of gradient descent bring
// the loss to at most 1.5 times the lowest one.
func Rate(myRate float64) bool { return newRate().check(myRate) }

type rateEx = exercise[float64, []descentVisit, float64]

type descentVisit struct{ km, minutes float64 }

func newRate() rateEx {
	return rateEx{
		name:  "myRate",
		stub:  0.00001,
		right: 0.025,
		// The visits of the lesson: an answer tuned to them is what is asked for.
		cases: func(random) [][]descentVisit {
			r := rand.New(rand.NewPCG(uint64(helpers.Seed(1)), 10))
			list := make([]descentVisit, 40)
			for i := range list {
				km := 10 * (float64(i) + r.Float64()) / 40
				list[i] = descentVisit{km, 5 + 3*km + 3*r.NormFloat64()}
			}
			return [][]descentVisit{list}
		},
		ask: excessLoss,
		judge: func(_ []descentVisit, got, _ float64) string {
			if got <= 1.5 {
				return ""
			}
			if got > 1e6 || math.IsNaN(got) {
				return words.Text{"after 50 steps the loss has grown beyond all bounds",
					"50 歩で、損失がとてつもなく大きくなりました"}.String()
			}
			return words.Text{"after 50 steps the loss is %.3g times the lowest one; make that 1.5 at most",
				"50 歩後の損失は、最小値の %.3g 倍です。1.5 倍以内にしてください"}.With(got)
		},
		mistakes: []mistake[float64]{
			{0, words.Text{"With a rate of 0 no step is taken.", "学習率 0 では、1 歩も進みません。"}},
		},
		advise: func(rate, _ float64) words.Text {
			switch {
			case rate < 0:
				return words.Text{"A negative rate goes uphill. Make it positive.", "学習率がマイナスだと、坂を上ります。プラスにしてください。"}
			case rate < 0.02:
				return words.Text{"Too small: the steps are in the right direction, but 50 of them do not get there. Make it larger.",
					"小さすぎます。向きは正しいのですが、50 歩では着きません。もっと大きくしてください。"}
			}
			return words.Text{"Too large: each step leaps across the valley and lands higher up. Make it smaller.",
				"大きすぎます。1 歩ごとに谷を飛び越えて、前より高いところに着きます。小さくしてください。"}
		},
		hints: []words.Text{
			{"Make it ten times as large, again and again, and watch the number.", "学習率を 10 倍ずつ大きくして、倍率がどう変わるか見てください。"},
			{"When the number suddenly becomes enormous you have gone too far. Go back a little.",
				"急に倍率がとてつもなく大きくなったら、行きすぎです。少し戻します。"},
			{"0.025 will do.", "0.025 なら合格です。"},
		},
		why: words.Text{
			"Your rate is small enough not to leap across the valley, and large enough to get down within 50 steps. Whoever trains a network looks for such a rate in just this way.",
			"谷を飛び越えないほど小さく、50 歩で下りきれるほど大きい学習率です。本物のネットワークでも、こうして探します。"},
		next: words.Text{
			"How much larger may it become before the loss explodes? Find the border to three digits.",
			"損失が爆発するまで、あとどれだけ大きくできるでしょうか。境目を 3 桁まで調べてみましょう。"},
	}
}

// excessLoss returns how many times the lowest loss the loss is, after 50 steps of
// gradient descent from 0.
func excessLoss(rate float64, list []descentVisit) float64 {
	n := float64(len(list))
	loss := func(w, b float64) (sum float64) {
		for _, v := range list {
			miss := w*v.km + b - v.minutes
			sum += miss * miss / n
		}
		return sum
	}
	w, b := 0.0, 0.0
	for range 50 {
		dw, db := 0.0, 0.0
		for _, v := range list {
			miss := w*v.km + b - v.minutes
			dw += 2 * miss * v.km / n
			db += 2 * miss / n
		}
		w, b = w-rate*dw, b-rate*db
	}
	meanKm, meanMinutes, covariance, variance := 0.0, 0.0, 0.0, 0.0
	for _, v := range list {
		meanKm += v.km / n
		meanMinutes += v.minutes / n
	}
	for _, v := range list {
		covariance += (v.km - meanKm) * (v.minutes - meanMinutes)
		variance += (v.km - meanKm) * (v.km - meanKm)
	}
	best := covariance / variance
	return loss(w, b) / loss(best, meanMinutes-best*meanKm)
}

// Nearest checks nearest, which answers with the minutes of the known visit whose
// distance is nearest to the one asked for. For example, with km 1, 4, 9 and minutes
// 8, 18, 30 it answers 18 for 5 km.
func Nearest(nearest func(km, minutes []float64, asked float64) float64) bool {
	return newNearest().check(nearest)
}

type (
	nearestAt = struct {
		Km, Minutes []float64
		Asked       float64
	}
	nearestFunc = func(km, minutes []float64, asked float64) float64
	nearestEx   = exercise[nearestFunc, nearestAt, float64]
)

func newNearest() nearestEx {
	// best returns where by is smallest.
	best := func(km []float64, by func(km float64) float64) int {
		best := 0
		for i := range km {
			if by(km[i]) < by(km[best]) {
				best = i
			}
		}
		return best
	}
	away := func(asked float64) func(km float64) float64 {
		return func(km float64) float64 { return math.Abs(km - asked) }
	}
	return nearestEx{
		name: "nearest",
		stub: func(km, minutes []float64, asked float64) float64 { return minutes[0] },
		right: func(km, minutes []float64, asked float64) float64 {
			return minutes[best(km, away(asked))]
		},
		ask: func(f nearestFunc, at nearestAt) float64 { return f(at.Km, at.Minutes, at.Asked) },
		cases: func(r random) []nearestAt {
			return and(func() nearestAt {
				n := 2 + r.IntN(5)
				at := nearestAt{Asked: float64(r.IntN(12)) + 0.25} // as far from two of them it never is
				for _, km := range r.Perm(13)[:n] {
					at.Km = append(at.Km, float64(km))
				}
				for _, m := range r.Perm(30)[:n] {
					at.Minutes = append(at.Minutes, float64(5+m))
				}
				return at
			},
				nearestAt{[]float64{1, 4, 9}, []float64{8, 18, 30}, 5},
				nearestAt{[]float64{6, 2, 8}, []float64{24, 10, 27}, 7.8},
				nearestAt{[]float64{6, 2, 8}, []float64{24, 10, 27}, 0.5},
				nearestAt{[]float64{3, 7, 5}, []float64{20, 19, 24}, 4.8})
		},
		mistakes: []mistake[nearestFunc]{
			{func(km, minutes []float64, asked float64) float64 {
				b := 0
				for i := range km {
					if km[i] < asked {
						b = i
					}
				}
				return minutes[b]
			}, words.Text{
				"This is the last visit that is shorter than the one asked for. The nearest may be longer: compare how far each is away, math.Abs(km[i] - asked).",
				"これは「聞かれた距離より短い訪問のうち最後のもの」です。いちばん近いのは、長いほうかもしれません。離れぐあい math.Abs(km[i] - asked) を比べます。"}},
			{func(km, minutes []float64, asked float64) float64 {
				return minutes[best(km, func(km float64) float64 { return km - asked })]
			}, words.Text{
				"This is the shortest visit of all: without math.Abs, far below counts as less than near. What counts is the distance, whatever its sign.",
				"いちばん短い訪問を選んでいます。math.Abs がないと、ずっと短い訪問の差(大きなマイナス)が最小になります。符号を除いた離れぐあいを比べます。"}},
			{func(km, minutes []float64, asked float64) float64 {
				return minutes[best(km, func(km float64) float64 { return -math.Abs(km - asked) })]
			}, words.Text{
				"This is the visit that is farthest away. Turn the comparison round.", "いちばん遠い訪問を選んでいます。不等号が逆です。"}},
			{func(km, minutes []float64, asked float64) float64 { return km[best(km, away(asked))] }, words.Text{
				"The visit is the right one, and the answer is its distance. Asked for are its minutes.",
				"訪問は正しく選べていますが、距離を返しています。返すのは、その訪問の時間(minutes)です。"}},
			{func(km, minutes []float64, asked float64) float64 {
				return away(asked)(km[best(km, away(asked))])
			}, words.Text{
				"The visit is the right one, and the answer is how far it is away. Asked for are its minutes.",
				"訪問は正しく選べていますが、離れぐあいを返しています。返すのは、その訪問の時間(minutes)です。"}},
			{func(km, minutes []float64, asked float64) float64 {
				b := 0
				for i := range km {
					if math.Abs(km[i]-asked) < math.Abs(km[b]-asked) {
						b = int(km[i])
					}
				}
				return minutes[b]
			}, words.Text{
				"best has become the distance of a visit. It is to be its number, i.",
				"best に訪問の距離を入れています。入れるのは番号 i です。"}},
			{func(km, minutes []float64, asked float64) float64 {
				b := 0
				for i := range km {
					if math.Abs(km[i]-asked) < asked {
						b = i
					}
				}
				return minutes[b]
			}, words.Text{
				"Each visit is compared with the distance asked for. Compare it with the best so far, km[best].",
				"聞かれた距離と比べています。比べる相手は、これまででいちばん近い km[best] です。"}},
			{func(km, minutes []float64, asked float64) float64 {
				return minutes[best(minutes, away(asked))]
			}, words.Text{
				"The minutes are compared with the kilometres asked for. Look for the nearest in km.",
				"時間(minutes)と、聞かれた距離を比べています。近さは km の中で調べます。"}},
		},
		hints: []words.Text{
			{"Go through the visits, `for i := range km { … }`, and keep in `best` the number of the nearest so far.",
				"`for i := range km { … }` で順に見て、これまででいちばん近い訪問の番号を `best` に入れておきます。"},
			{"How far visit `i` is away is `math.Abs(km[i] - asked)`. Compare that with the same for `best`.",
				"`i` 番の訪問との離れぐあいは `math.Abs(km[i] - asked)` です。`best` 番の離れぐあいと比べます。"},
			{"`for i := range km {\n\tif math.Abs(km[i]-asked) < math.Abs(km[best]-asked) {\n\t\tbest = i\n\t}\n}`",
				"`for i := range km {\n\tif math.Abs(km[i]-asked) < math.Abs(km[best]-asked) {\n\t\tbest = i\n\t}\n}`"},
		},
		why: words.Text{
			"You have just written a model that learns by heart. Of each visit that it knows it answers exactly what happened, so its training loss is 0.",
			"丸暗記するモデルが書けました。知っている訪問なら起きたことをそのまま答えるので、訓練損失は 0 です。"},
		next: words.Text{
			"What will its loss be on new visits: smaller than the line's, or larger?",
			"新しい訪問での損失は、直線より小さいでしょうか、大きいでしょうか。"},
	}
}
