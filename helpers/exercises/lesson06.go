package exercises

import (
	"math"

	"golessons/internal/words"
)

// LogLoss checks logLoss, which returns the log loss of one forecast: −ln p if it
// happened (y = 1), −ln(1 − p) if it did not (y = 0). For example, logLoss(0.5, 1)
// is ln 2 ≈ 0.693.
func LogLoss(logLoss func(p, y float64) float64) bool { return newLogLoss().check(logLoss) }

type (
	forecast     = struct{ P, Y float64 }
	forecastFunc = func(p, y float64) float64
	forecastEx   = exercise[forecastFunc, forecast, float64]
)

func newLogLoss() forecastEx {
	loss := func(p, y float64, log func(float64) float64) float64 {
		if y == 1 {
			return -log(p)
		}
		return -log(1 - p)
	}
	return forecastEx{
		name:  "logLoss",
		stub:  func(p, y float64) float64 { return y - p },
		right: func(p, y float64) float64 { return loss(p, y, math.Log) },
		ask:   func(f forecastFunc, at forecast) float64 { return f(at.P, at.Y) },
		cases: func(r random) []forecast {
			return and(func() forecast { return forecast{r.between(0.01, 0.99, 0.01), r.between(0, 1, 1)} },
				forecast{0.5, 1}, forecast{0.9, 1}, forecast{0.9, 0}, forecast{0.01, 1})
		},
		mistakes: []mistake[forecastFunc]{
			{func(p, y float64) float64 { return -loss(p, y, math.Log) }, words.Text{
				"The minus is missing. The logarithm of a number below 1 is negative, and a loss is not.",
				"マイナスが抜けています。1 より小さい数の対数はマイナスですが、損失はプラスです。"}},
			{func(p, y float64) float64 { return -math.Log(p) }, words.Text{
				"Right where it happened. Where it did not, the model was right to give 1 − p: −ln(1 − p).",
				"起きた場合は正解です。起きなかった場合は、1 − p のほうが当たった確率なので、−ln(1 − p) です。"}},
			{func(p, y float64) float64 { return loss(p, 1-y, math.Log) }, words.Text{
				"The two cases have changed places: with y = 1 a large p is good, and its loss is −ln p.",
				"2 つの場合が逆です。y = 1 なら p が大きいほどよいので、損失は −ln p です。"}},
			{func(p, y float64) float64 { return loss(p, y, math.Log10) }, words.Text{
				"This is the logarithm to base 10. math.Log is the natural one.", "これは常用対数です。自然対数は math.Log です。"}},
			{func(p, y float64) float64 { return loss(p, y, math.Log2) }, words.Text{
				"This is the logarithm to base 2. math.Log is the natural one.", "これは 2 を底とする対数です。自然対数は math.Log です。"}},
			{func(p, y float64) float64 { return (y - p) * (y - p) }, words.Text{
				"This is the squared error (the Brier score). It cannot exceed 1, whereas the log loss grows without limit for a confident error.",
				"これは二乗誤差(ブライアスコア)です。最大でも 1 ですが、対数損失は自信満々の外れに限りなく大きな罰を与えます。"}},
		},
		hints: []words.Text{
			{"Tell the cases `y == 1` and `y == 0` apart with `if`.", "`y` が 1 の場合と 0 の場合を `if` で分けます。"},
			{"If it happened: −ln p, in Go `-math.Log(p)`.", "起きたときは −ln p。Go では `-math.Log(p)` と書きます。"},
			{"`if y == 1 {\n\treturn -math.Log(p)\n}\nreturn -math.Log(1 - p)`", "`if y == 1 {\n\treturn -math.Log(p)\n}\nreturn -math.Log(1 - p)`"},
		},
		why: words.Text{
			"In both cases the loss is −ln of the probability that was given to what then happened. From 50% it is ln 2 ≈ 0.693, from certainty about the wrong thing infinite.",
			"どちらの場合も、「実際に起きたほうに与えていた確率」の −ln です。50% なら ln 2 ≈ 0.693、断言して外れると無限大になります。"},
		next: words.Text{
			"Which p costs least on the whole, if it happens to 3 in 10 such patients? Try 0.2, 0.3 and 0.5.",
			"同じような患者 10 人中 3 人に起きるとき、全体の損失がいちばん小さい p は? 0.2、0.3、0.5 で試しましょう。"},
	}
}

// Choose checks choose, which returns the number of the candidate to use: the one
// with the lowest validation loss. Both slices have a loss for each candidate. For
// example, validation 0.62, 0.55 and test 0.50, 0.58 give 1.
func Choose(choose func(validation, test []float64) int) bool { return newChoose().check(choose) }

type (
	candidates = struct{ Validation, Test []float64 }
	chooseFunc = func(validation, test []float64) int
	chooseEx   = exercise[chooseFunc, candidates, int]
)

func newChoose() chooseEx {
	// lowest returns where loss is lowest.
	lowest := func(n int, loss func(i int) float64) int {
		best := 0
		for i := range n {
			if loss(i) < loss(best) {
				best = i
			}
		}
		return best
	}
	by := func(loss func(validation, test float64) float64) chooseFunc {
		return func(validation, test []float64) int {
			return lowest(len(validation), func(i int) float64 { return loss(validation[i], test[i]) })
		}
	}
	return chooseEx{
		name:  "choose",
		stub:  func(validation, test []float64) int { return 0 },
		right: by(func(v, _ float64) float64 { return v }),
		ask:   func(f chooseFunc, at candidates) int { return f(at.Validation, at.Test) },
		cases: func(r random) []candidates {
			return and(func() candidates {
				n := 2 + r.IntN(3)
				losses := r.Perm(30)
				at := candidates{make([]float64, n), make([]float64, n)}
				for i := range n {
					at.Validation[i], at.Test[i] = 0.5+float64(losses[i])/100, 0.5+float64(losses[n+i])/100
				}
				return at
			},
				candidates{[]float64{0.62, 0.55, 0.57}, []float64{0.50, 0.58, 0.54}},
				candidates{[]float64{0.51, 0.70}, []float64{0.60, 0.52}},
				candidates{[]float64{0.61, 0.60, 0.59}, []float64{0.61, 0.62, 0.63}})
		},
		mistakes: []mistake[chooseFunc]{
			{by(func(_, t float64) float64 { return t }), words.Text{
				"You have chosen by the test loss. After that it is no test any more: choose by validation.",
				"テスト損失で選んでいます。選ぶのに使ったら、もうテストではありません。validation で選びます。"}},
			{by(func(v, t float64) float64 { return v + t }), words.Text{
				"The test loss has had a say too. It must have none: use validation alone.",
				"テスト損失も使って選んでいます。少しでも使ってはいけません。validation だけで選びます。"}},
			{by(func(v, _ float64) float64 { return -v }), words.Text{
				"This is the one with the highest validation loss. The lower, the better: <.", "検証損失がいちばん大きい候補です。小さいほどよいので、< です。"}},
			{by(func(v, t float64) float64 { return math.Abs(v - t) }), words.Text{
				"This looks at the gap between the two losses, and so at the test. Use validation alone.",
				"2 つの損失の差を見ています。それではテストを使ったことになります。validation だけで選びます。"}},
			{func(validation, test []float64) int { return len(validation) - 1 }, words.Text{
				"This is always the last one. Replace the best so far only by one with a lower validation loss.",
				"いつも最後の候補になっています。置き換えるのは、検証損失がもっと小さいときだけです。"}},
			{func(validation, test []float64) int {
				return 1 + by(func(v, _ float64) float64 { return v })(validation, test)
			}, words.Text{
				"One too many: the first candidate has the number 0.", "1 つ多くなっています。最初の候補の番号は 0 です。"}},
		},
		hints: []words.Text{
			{"A test by which you have chosen measures nothing any more.", "テストの損失を見て選ぶと、その損失はもう実力ではありません。"},
			{"Take number 0 as the best so far, and let a `for` loop replace it by any with a lower validation loss.",
				"0 番を「今の最良」としておき、`for` で順に、検証損失がもっと小さいものに置き換えます。"},
			{"`best := 0\nfor i, loss := range validation {\n\tif loss < validation[best] {\n\t\tbest = i\n\t}\n}\nreturn best`",
				"`best := 0\nfor i, loss := range validation {\n\tif loss < validation[best] {\n\t\tbest = i\n\t}\n}\nreturn best`"},
		},
		why: words.Text{
			"The test has had no say, so it can still be believed: its loss, and not the validation loss, is what you may expect of new patients.",
			"選ぶのにテストを使わなかったので、テストの結果はまだ信じられます。新しい患者で期待できるのは、検証損失ではなく、こちらの値です。"},
		next: words.Text{
			"The chosen one's test loss is mostly a little higher than its validation loss. Why?",
			"選ばれた候補では、テスト損失が検証損失より少し高いのがふつうです。なぜでしょうか。"},
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
		advise: func(remedyFunc, int) words.Text {
			return words.Text{"Look at the training loss first. Is it low? Then look whether the validation loss keeps up with it.",
				"まず訓練損失を見ます。低いでしょうか。次に、検証損失がそれについて来ているかを見ます。"}
		},
		hints: []words.Text{
			{"In which graph do training and validation loss drift far apart?", "訓練損失と検証損失の間が大きく開いているのは、どのグラフでしょうか。"},
			{"In which one does even the training loss hardly get below the level dashed line? There, learning itself is held back.",
				"訓練損失さえ水平の破線のあたりから下がらないのは、どのグラフでしょうか。覚えることさえ止められています。"},
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

// Batches checks batches, which returns the numbers from 0 to n − 1 in order, size
// at a time; the last batch may be shorter. For example, batches(10, 4) is
// [[0 1 2 3] [4 5 6 7] [8 9]].
func Batches(batches func(n, size int) [][]int) bool { return newBatches().check(batches) }

type (
	batchesAt   = struct{ N, Size int }
	batchesFunc = func(n, size int) [][]int
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
		stub:  func(n, size int) [][]int { return cut(0, n, n) },
		right: func(n, size int) [][]int { return cut(0, n, size) },
		ask:   func(f batchesFunc, at batchesAt) [][]int { return f(at.N, at.Size) },
		cases: func(r random) []batchesAt {
			return and(func() batchesAt {
				size := 2 + r.IntN(4)
				return batchesAt{1 + r.IntN(4*size), size}
			}, batchesAt{10, 4}, batchesAt{6, 3}, batchesAt{3, 5})
		},
		mistakes: []mistake[batchesFunc]{
			{func(n, size int) [][]int {
				return append(cut(0, n/size*size, size), cut(n/size*size, n, n)...)[:n/size]
			}, words.Text{
				"What is left over at the end is lost. Append it as a last, shorter batch.",
				"最後の余りが捨てられています。短い最後のバッチとして足します。"}},
			{func(n, size int) [][]int {
				if n%size == 0 {
					return append(cut(0, n, size), nil)
				}
				return cut(0, n, size)
			}, words.Text{
				"Where nothing is left over, an empty batch comes last. Append it only if len(batch) > 0.",
				"余りがないとき、最後に空のバッチが付いています。len(batch) > 0 のときだけ足します。"}},
			{func(n, size int) [][]int { return cut(1, n+1, size) }, words.Text{
				"The numbers begin at 0 and end at n − 1.", "番号は 0 から n − 1 までです。"}},
			{func(n, size int) [][]int { return cut(0, n, size+1) }, words.Text{
				"Each batch has one too many. Put it away as soon as len(batch) == size.",
				"どのバッチも 1 つ多くなっています。len(batch) == size になったらすぐに足します。"}},
			{func(n, size int) [][]int { // the batch is put away and not emptied
				var all [][]int
				var batch []int
				for i := range n {
					batch = append(batch, i)
					if len(batch)%size == 0 {
						all = append(all, batch)
					}
				}
				if len(batch)%size > 0 {
					all = append(all, batch)
				}
				return all
			}, words.Text{
				"A batch that has been put away is not emptied, so the next ones contain it. Set batch = nil.",
				"足したあとバッチを空にしていないので、次のバッチに前の番号が残っています。batch = nil とします。"}},
			{func(n, size int) [][]int {
				var all [][]int
				for i := 0; i < n; i += size {
					var batch []int
					for j := i; j < i+size; j++ {
						batch = append(batch, j)
					}
					all = append(all, batch)
				}
				return all
			}, words.Text{
				"The last batch goes beyond n − 1: those patients do not exist. It is to be shorter.",
				"最後のバッチが n − 1 を超えています。そんな患者はいません。短くします。"}},
			{func(n, size int) [][]int { // batch[:0] keeps the memory
				var all [][]int
				var batch []int
				for i := range n {
					batch = append(batch, i)
					if len(batch) == size {
						all = append(all, batch)
						batch = batch[:0]
					}
				}
				if len(batch) > 0 {
					all = append(all, batch)
				}
				return all
			}, words.Text{
				"All batches share one memory: batch[:0] is empty but stays in the same place, and the next batch is written over the last. batch = nil begins a new one.",
				"どのバッチも同じメモリを使っています。batch[:0] は空になっても場所は同じなので、次のバッチが前のバッチに上書きされます。batch = nil なら、新しい場所から始まります。"}},
		},
		hints: []words.Text{
			{"When `len(batch)` reaches `size`, append it to `result` and make `batch` empty (nil) again.",
				"`batch` の長さ `len(batch)` が `size` になったら、`result` に足して、`batch` を空(nil)に戻します。"},
			{"At the end, append `batch` only if something is in it.", "最後に、`batch` に何か残っているときだけ `result` に足します。"},
			{"`\tif len(batch) == size {\n\t\tresult = append(result, batch)\n\t\tbatch = nil\n\t}\n}\nif len(batch) > 0 {\n\tresult = append(result, batch)\n}\nreturn result`",
				"`\tif len(batch) == size {\n\t\tresult = append(result, batch)\n\t\tbatch = nil\n\t}\n}\nif len(batch) > 0 {\n\tresult = append(result, batch)\n}\nreturn result`"},
		},
		why: words.Text{
			"Every patient is in exactly one batch, so an epoch sees everybody once. The last batch is shorter, and its gradient therefore a little noisier.",
			"どの患者もちょうど 1 つのバッチに入り、1 エポックで全員を 1 回ずつ見ます。最後のバッチは短いぶん、勾配の雑音が少し大きくなります。"},
		next: words.Text{
			"How many updates does an epoch make with n = 1000 and size = 32? And with size = 1000?",
			"n = 1000 のとき、1 エポックの更新は何回でしょうか。size = 32 と size = 1000 で考えましょう。"},
	}
}
