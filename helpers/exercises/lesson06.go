package exercises

import (
	"math"

	"golessons/helpers/internal/number"
	"golessons/internal/words"
)

// LogLoss checks logLoss, which returns the log loss of one forecast: −ln P if it
// happened (Y = 1), −ln(1 − P) if it did not (Y = 0).
func LogLoss[F ~struct{ P, Y float64 }](logLoss func(f F) float64) bool {
	return newLogLoss().check(func(f forecast) float64 { return logLoss(F(f)) })
}

type (
	forecast   = struct{ P, Y float64 }
	forecastEx = exercise[func(f forecast) float64, forecast, float64]
)

func newLogLoss() forecastEx {
	loss := func(f forecast, log func(float64) float64) float64 {
		if f.Y == 1 {
			return -log(f.P)
		}
		return -log(1 - f.P)
	}
	return forecastEx{
		name:  "logLoss",
		stub:  func(f forecast) float64 { return f.Y - f.P },
		right: func(f forecast) float64 { return loss(f, math.Log) },
		cases: func(r random) []forecast {
			return and(func() forecast { return forecast{r.between(0.01, 0.99, 0.01), r.between(0, 1, 1)} },
				forecast{0.5, 1}, forecast{0.9, 1}, forecast{0.9, 0}, forecast{0.01, 1})
		},
		mistakes: []mistake[func(f forecast) float64]{
			{func(f forecast) float64 { return -loss(f, math.Log) }, words.Text{
				"The minus is missing. The logarithm of a number below 1 is negative, and a loss is not.",
				"マイナスが抜けています。1 より小さい数の対数はマイナスですが、損失はプラスです。"}},
			{func(f forecast) float64 { return -math.Log(f.P) }, words.Text{
				"Right where it happened. Where it did not, the model was right to give 1 − P: −ln(1 − P).",
				"起きた場合は正解です。起きなかった場合は、1 − P のほうが当たった確率なので、−ln(1 − P) です。"}},
			{func(f forecast) float64 { return loss(forecast{f.P, 1 - f.Y}, math.Log) }, words.Text{
				"The two cases have changed places: with Y = 1 a large P is good, and its loss is −ln P.",
				"2 つの場合が逆です。Y = 1 なら P が大きいほどよいので、損失は −ln P です。"}},
			{func(f forecast) float64 { return loss(f, math.Log10) }, words.Text{
				"This is the logarithm to base 10. math.Log is the natural one.", "これは常用対数です。自然対数は math.Log です。"}},
			{func(f forecast) float64 { return loss(f, math.Log2) }, words.Text{
				"This is the logarithm to base 2. math.Log is the natural one.", "これは 2 を底とする対数です。自然対数は math.Log です。"}},
			{func(f forecast) float64 { return (f.Y - f.P) * (f.Y - f.P) }, words.Text{
				"This is the squared error (the Brier score). It cannot exceed 1, whereas the log loss grows without limit for a confident error.",
				"これは二乗誤差(ブライアスコア)です。最大でも 1 ですが、対数損失は自信満々の外れに限りなく大きな罰を与えます。"}},
		},
		hints: []words.Text{
			{"Tell the cases `f.Y == 1` and `f.Y == 0` apart with `if`.", "`f.Y` が 1 の場合と 0 の場合を `if` で分けます。"},
			{"If it happened: −ln P, in Go `-math.Log(f.P)`.", "起きたときは −ln P。Go では `-math.Log(f.P)` と書きます。"},
			{"`if f.Y == 1 {\n\treturn -math.Log(f.P)\n}\nreturn -math.Log(1 - f.P)`", "`if f.Y == 1 {\n\treturn -math.Log(f.P)\n}\nreturn -math.Log(1 - f.P)`"},
		},
		why: words.Text{
			"In both cases the loss is −ln of the probability that was given to what then happened. From 50% it is ln 2 ≈ 0.693, from certainty about the wrong thing infinite.",
			"どちらの場合も、「実際に起きたほうに与えていた確率」の −ln です。50% なら ln 2 ≈ 0.693、断言して外れると無限大になります。"},
		next: words.Text{
			"Which P costs least on the whole, if it happens to 3 in 10 such patients? Try 0.2, 0.3 and 0.5.",
			"同じような患者 10 人中 3 人に起きるとき、全体の損失がいちばん小さい P は? 0.2、0.3、0.5 で試しましょう。"},
	}
}

// Choose checks choose, which returns the name of the candidate to use: the one
// with the lowest validation loss.
func Choose[C ~struct {
	Name             string
	Validation, Test float64
}](choose func(candidates []C) string) bool {
	return newChoose().check(func(candidates []candidate) string {
		theirs := make([]C, len(candidates))
		for i, c := range candidates {
			theirs[i] = C(c)
		}
		return choose(theirs)
	})
}

type (
	candidate struct {
		Name             string
		Validation, Test float64
	}
	chooseFunc = func(candidates []candidate) string
	chooseEx   = exercise[chooseFunc, []candidate, string]
)

// String returns the candidate as a learner reads it in a verdict.
func (c candidate) String() string {
	return words.Text{"%s (validation %s, test %s)", "%s(検証 %s、テスト %s)"}.With(c.Name, number.Short(c.Validation), number.Short(c.Test))
}

func newChoose() chooseEx {
	// lowest returns the candidate with the lowest of what by returns.
	lowest := func(candidates []candidate, by func(c candidate) float64) string {
		best := candidates[0]
		for _, c := range candidates {
			if by(c) < by(best) {
				best = c
			}
		}
		return best.Name
	}
	return chooseEx{
		name:  "choose",
		input: "candidates",
		stub:  func(c []candidate) string { return c[0].Name },
		right: func(c []candidate) string { return lowest(c, func(c candidate) float64 { return c.Validation }) },
		cases: func(r random) [][]candidate {
			return and(func() []candidate {
				n := 2 + r.IntN(3)
				losses := r.Perm(30)
				all := make([]candidate, n)
				for i := range all {
					all[i] = candidate{string(rune('A' + i)), 0.5 + float64(losses[i])/100, 0.5 + float64(losses[n+i])/100}
				}
				return all
			},
				[]candidate{{"A", 0.62, 0.50}, {"B", 0.55, 0.58}, {"C", 0.57, 0.54}},
				[]candidate{{"A", 0.51, 0.60}, {"B", 0.70, 0.52}},
				[]candidate{{"A", 0.61, 0.61}, {"B", 0.60, 0.62}, {"C", 0.59, 0.63}})
		},
		mistakes: []mistake[chooseFunc]{
			{func(c []candidate) string { return lowest(c, func(c candidate) float64 { return c.Test }) }, words.Text{
				"You have chosen by the test loss. After that it is no test any more: choose by Validation.",
				"テスト損失で選んでいます。選ぶのに使ったら、もうテストではありません。Validation で選びます。"}},
			{func(c []candidate) string {
				return lowest(c, func(c candidate) float64 { return c.Validation + c.Test })
			}, words.Text{
				"The test loss has had a say too. It must have none: use Validation alone.",
				"テスト損失も使って選んでいます。少しでも使ってはいけません。Validation だけで選びます。"}},
			{func(c []candidate) string { return lowest(c, func(c candidate) float64 { return -c.Validation }) }, words.Text{
				"This is the one with the highest validation loss. The lower, the better: <.", "検証損失がいちばん大きい候補です。小さいほどよいので、< です。"}},
			{func(c []candidate) string {
				return lowest(c, func(c candidate) float64 { return math.Abs(c.Validation - c.Test) })
			}, words.Text{
				"This looks at the gap between the two losses, and so at the test. Use Validation alone.",
				"2 つの損失の差を見ています。それではテストを使ったことになります。Validation だけで選びます。"}},
			{func(c []candidate) string { return c[len(c)-1].Name }, words.Text{
				"This is always the last one. Replace the best so far only by one with a lower Validation.",
				"いつも最後の候補になっています。置き換えるのは、Validation がもっと小さいときだけです。"}},
		},
		hints: []words.Text{
			{"Marks of the exam by which you chose are no measure any more.", "テストの点を見て選ぶと、その点はもう実力ではありません。"},
			{"Take the first as the best so far, and let a `for` loop replace it by any with a lower `Validation`.",
				"最初の候補を「今の最良」としておき、`for` で順に、`Validation` がもっと小さいものに置き換えます。"},
			{"`best := candidates[0]\nfor _, c := range candidates {\n\tif c.Validation < best.Validation {\n\t\tbest = c\n\t}\n}\nreturn best.Name`",
				"`best := candidates[0]\nfor _, c := range candidates {\n\tif c.Validation < best.Validation {\n\t\tbest = c\n\t}\n}\nreturn best.Name`"},
		},
		why: words.Text{
			"The test has had no say, so it can still be believed: its loss, and not the validation loss, is what you may expect of new patients.",
			"選ぶのにテストを使わなかったので、テストの結果はまだ信じられます。新しい患者で期待できるのは、検証損失ではなく、こちらの値です。"},
		next: words.Text{
			"The chosen one's test loss is mostly a little higher than its validation loss. Why?",
			"選ばれた候補では、テスト損失が検証損失より少し高いのがふつうです。なぜでしょうか。"},
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

// Remedy checks remedy, which says for each of the graphs A, B and C what helps: 1
// for stronger regularization, 2 for weaker, 3 for leaving it as it is.
func Remedy(remedy func(graph string) int) bool { return newRemedy().check(remedy) }

type (
	remedyFunc = func(graph string) int
	remedyEx   = exercise[remedyFunc, string, int]
)

func newRemedy() remedyEx {
	of := func(a, b, c int) remedyFunc {
		return func(graph string) int {
			switch graph {
			case "A":
				return a
			case "B":
				return b
			}
			return c
		}
	}
	return remedyEx{
		name:  "remedy",
		input: "graph",
		stub:  of(0, 0, 0),
		right: of(2, 1, 3),
		cases: func(random) []string { return []string{"A", "B", "C"} },
		// The right answer is not said: with three graphs it would be given away.
		judge: func(graph string, got, want int) string {
			switch {
			case got < 1 || got > 3:
				return words.Text{"for graph %s you answer %d; choose 1, 2 or 3", "グラフ %s への答えが %d です。1、2、3 から選んでください"}.With(graph, got)
			case got != want:
				return words.Text{"graph %s needs something other than %d", "グラフ %s に必要なのは、%d ではありません"}.With(graph, got)
			}
			return ""
		},
		mistakes: []mistake[remedyFunc]{
			{of(1, 2, 3), words.Text{
				"1 and 2 have changed places. Where training and validation drift apart, hold the model down more; where even training does not get going, less.",
				"1 と 2 が逆です。訓練と検証が離れていくなら、もっと抑えます。訓練さえ進まないなら、抑えを弱めます。"}},
			{of(1, 1, 3), words.Text{
				"In A both losses are high. Is that overfitting, or a model that is held back from learning?",
				"A では両方の損失が高いままです。過学習でしょうか、それとも学ぶこと自体が抑えられているのでしょうか。"}},
			{of(2, 1, 1), words.Text{
				"In C both losses are low and close together. What would stronger regularization improve?",
				"C では両方の損失が低く、差もわずかです。正則化を強めて、何がよくなるでしょうか。"}},
			{of(2, 1, 2), words.Text{
				"In C both losses are low and close together. There is nothing to mend.", "C では両方の損失が低く、差もわずかです。直すところはありません。"}},
			{of(2, 3, 1), words.Text{
				"B and C: in which of the two do training and validation drift apart?", "B と C を見比べてください。訓練と検証が離れていくのはどちらでしょうか。"}},
			{of(3, 1, 2), words.Text{
				"A and C: in which of the two does even the training loss stay high?", "A と C を見比べてください。訓練損失さえ高いままなのはどちらでしょうか。"}},
			{of(2, 2, 3), words.Text{
				"In B the training loss falls and the validation loss rises. That is no lack of freedom.",
				"B では、訓練損失が下がり、検証損失が上がっています。抑えすぎではありません。"}},
		},
		advise: func(remedyFunc) words.Text {
			return words.Text{"Look at the training loss first. Is it low? Then look whether the validation loss keeps up with it.",
				"まず訓練損失を見ます。低いでしょうか。次に、検証損失がそれについて来ているかを見ます。"}
		},
		hints: []words.Text{
			{"In which graph do training and validation loss drift far apart?", "訓練損失と検証損失の間が大きく開いているのは、どのグラフでしょうか。"},
			{"In which one does even the training loss hardly get below the dashed line? There, learning itself is held back.",
				"訓練損失さえ破線のあたりから下がらないのは、どのグラフでしょうか。覚えることさえ止められています。"},
			{"A is held down too much: 2. B overfits: 1. C: 3.", "A は抑えすぎなので 2、B は過学習なので 1、C は 3 です。"},
		},
		why: words.Text{
			"The gap between the two losses shows overfitting, and a high training loss shows too strong a brake. Two questions, in this order, are enough to read most learning curves.",
			"2 つの損失の差が過学習を、訓練損失の高さがブレーキの効きすぎを示します。この 2 つを順に見れば、たいていの学習曲線は読めます。"},
		next: words.Text{
			"Draw a fourth graph in your mind: both losses still falling at the last epoch. What would you do?",
			"4 つ目のグラフを思い浮かべてください。最後のエポックでも両方がまだ下がり続けています。どうしますか。"},
	}
}

// Batches checks batches, which returns the numbers from 0 to N − 1 in order, Size
// at a time; the last batch may be shorter. For N = 10 and Size = 4 it returns
// [[0 1 2 3] [4 5 6 7] [8 9]].
func Batches[S ~struct{ N, Size int }](batches func(s S) [][]int) bool {
	return newBatches().check(func(at batchesAt) [][]int { return batches(S(at)) })
}

type (
	batchesAt   = struct{ N, Size int }
	batchesFunc = func(at batchesAt) [][]int
	batchesEx   = exercise[batchesFunc, batchesAt, [][]int]
)

func newBatches() batchesEx {
	// cut returns batches of the numbers from first to last − 1.
	cut := func(first, last, size int) (all [][]int) {
		for i := first; i < last; i += size {
			var batch []int
			for j := i; j < min(i+size, last); j++ {
				batch = append(batch, j)
			}
			all = append(all, batch)
		}
		return all
	}
	return batchesEx{
		name:  "batches",
		stub:  func(at batchesAt) [][]int { return cut(0, at.N, at.N) },
		right: func(at batchesAt) [][]int { return cut(0, at.N, at.Size) },
		cases: func(r random) []batchesAt {
			return and(func() batchesAt {
				size := 2 + r.IntN(4)
				return batchesAt{1 + r.IntN(4*size), size}
			}, batchesAt{10, 4}, batchesAt{6, 3}, batchesAt{3, 5})
		},
		mistakes: []mistake[batchesFunc]{
			{func(at batchesAt) [][]int {
				return append(cut(0, at.N/at.Size*at.Size, at.Size), cut(at.N/at.Size*at.Size, at.N, at.N)...)[:at.N/at.Size]
			}, words.Text{
				"What is left over at the end is lost. Append it as a last, shorter batch.",
				"最後の余りが捨てられています。短い最後のバッチとして足します。"}},
			{func(at batchesAt) [][]int {
				if at.N%at.Size == 0 {
					return append(cut(0, at.N, at.Size), nil)
				}
				return cut(0, at.N, at.Size)
			}, words.Text{
				"Where nothing is left over, an empty batch comes last. Append it only if len(batch) > 0.",
				"余りがないとき、最後に空のバッチが付いています。len(batch) > 0 のときだけ足します。"}},
			{func(at batchesAt) [][]int { return cut(1, at.N+1, at.Size) }, words.Text{
				"The numbers begin at 0 and end at N − 1.", "番号は 0 から N − 1 までです。"}},
			{func(at batchesAt) [][]int { return cut(0, at.N, at.Size+1) }, words.Text{
				"Each batch has one too many. Put it away as soon as len(batch) == Size.",
				"どのバッチも 1 つ多くなっています。len(batch) == Size になったらすぐに足します。"}},
			{func(at batchesAt) [][]int { // the batch is put away and not emptied
				var all [][]int
				var batch []int
				for i := range at.N {
					batch = append(batch, i)
					if len(batch)%at.Size == 0 {
						all = append(all, batch)
					}
				}
				if len(batch)%at.Size > 0 {
					all = append(all, batch)
				}
				return all
			}, words.Text{
				"A batch that has been put away is not emptied, so the next ones contain it. Set batch = nil.",
				"足したあとバッチを空にしていないので、次のバッチに前の番号が残っています。batch = nil とします。"}},
			{func(at batchesAt) [][]int {
				var all [][]int
				for i := 0; i < at.N; i += at.Size {
					var batch []int
					for j := i; j < i+at.Size; j++ {
						batch = append(batch, j)
					}
					all = append(all, batch)
				}
				return all
			}, words.Text{
				"The last batch goes beyond N − 1: those patients do not exist. It is to be shorter.",
				"最後のバッチが N − 1 を超えています。そんな患者はいません。短くします。"}},
		},
		hints: []words.Text{
			{"When `len(batch)` reaches `s.Size`, append it to `result` and make `batch` empty (nil) again.",
				"`batch` の長さ `len(batch)` が `s.Size` になったら、`result` に足して、`batch` を空(nil)に戻します。"},
			{"At the end, append `batch` only if something is in it.", "最後に、`batch` に何か残っているときだけ `result` に足します。"},
			{"`\tif len(batch) == s.Size {\n\t\tresult = append(result, batch)\n\t\tbatch = nil\n\t}\n}\nif len(batch) > 0 {\n\tresult = append(result, batch)\n}\nreturn result`",
				"`\tif len(batch) == s.Size {\n\t\tresult = append(result, batch)\n\t\tbatch = nil\n\t}\n}\nif len(batch) > 0 {\n\tresult = append(result, batch)\n}\nreturn result`"},
		},
		why: words.Text{
			"Every patient is in exactly one batch, so an epoch sees everybody once. The last batch is shorter, and its gradient therefore a little noisier.",
			"どの患者もちょうど 1 つのバッチに入り、1 エポックで全員を 1 回ずつ見ます。最後のバッチは短いぶん、勾配の雑音が少し大きくなります。"},
		next: words.Text{
			"How many updates does an epoch make with N = 1000 and Size = 32? And with Size = 1000?",
			"N = 1000 のとき、1 エポックの更新は何回でしょうか。Size = 32 と Size = 1000 で考えましょう。"},
	}
}
