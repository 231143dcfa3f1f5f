package predict

import "golessons/internal/words"

// RealExam asks how somebody who has learnt answers by heart does on new questions.
var RealExam = Question{
	Lesson: "03", Name: "realexam",
	Text: words.Text{
		"The swot has full marks about the 60 patients whose answers he learnt. In the real exam, about 2000 new patients, he is",
		"暗記型は、答えを覚えた 60 人なら満点です。本番の、新しい 2000 人では",
	},
	Options: []words.Text{
		{"right about nearly all of them", "ほぼ満点"},
		{"right a little less often, and still ahead of the rule", "少し下がるが、まだ規則型より上"},
		{"behind the rule", "規則型に負ける"},
		{"right about half of them, like a tossed coin", "半々(コイン投げと同じ)"},
	},
	Right: 2,
	Reason: words.Text{
		"He answers with a neighbour's luck. Of patients with the risk p he is right about p² + (1 − p)² only; the rule is right about p or 1 − p, whichever is larger.",
		"隣の患者の偶然を答えるからです。リスク p の患者では p² + (1 − p)² の割合でしか当たりません。規則型は、p と 1 − p のうち大きいほうの割合で当たります。",
	},
}

// LuckyCoin asks what a score is worth on the data by which a model was chosen.
var LuckyCoin = Question{
	Lesson: "03", Name: "luckycoin",
	Text: words.Text{
		"100 models toss a coin. The one that does best on 50 validation patients is tried on 2000 test patients. Its share of right answers is",
		"コイン投げの「モデル」が 100 個。検証患者 50 人でいちばん良かった 1 つを、テスト患者 2000 人で試します。正解率は",
	},
	Options: []words.Text{
		{"about 50 percent in validation, and about 50 in the test", "検証で約 5 割、テストでも約 5 割"},
		{"60 percent or more in validation, and as much in the test: it is the best, after all", "検証で 6 割以上、テストでも 6 割以上(1 番なのだから)"},
		{"60 percent or more in validation, and about 50 in the test", "検証で 6 割以上、テストでは約 5 割"},
	},
	Right: 2,
	Reason: words.Text{
		"The best of 100 coins is the luckiest of 100, and luck does not come along to the test.",
		"100 個の中の 1 番は、まぐれの 1 番です。まぐれは、テストまではついてきません。",
	},
}

// LearningCurves asks for the shape of the two losses of an overfitting network.
var LearningCurves = Question{
	Lesson: "03", Name: "learningcurves",
	Text: words.Text{
		"A network trains on 150 patients for 200 epochs. Its training loss and its validation loss:",
		"150 人の患者で 200 エポック訓練します。訓練損失と検証損失は",
	},
	Options: []words.Text{
		{"Both fall all the time", "どちらも下がり続ける"},
		{"Both fall and then rise", "どちらも下がってから上がる"},
		{"The training loss falls; the validation loss stays level", "訓練損失は下がり、検証損失は水平のまま"},
		{"The training loss keeps falling; the validation loss falls and then rises", "訓練損失は下がり続け、検証損失は下がってから上がる"},
	},
	Right: 3,
	Reason: words.Text{
		"At first it learns what holds for all patients, and both fall. What is left then are the peculiarities of these 150, which help with nobody else.",
		"初めは、どの患者にも通じることを学ぶので、どちらも下がります。残るのは 150 人の個別の事情で、ほかの患者の役には立ちません。",
	},
}

// AccuracyLost asks how far accuracy falls when the loss has doubled.
var AccuracyLost = Question{
	Lesson: "03", Name: "accuracylost",
	Text: words.Text{
		"Since the turning point the validation loss has more than doubled. The accuracy",
		"折り返し点のあと、検証損失は 2 倍を超えました。正解率は",
	},
	Options: []words.Text{
		{"has fallen by less than 10 points", "下がるが、10 ポイント未満"},
		{"has fallen by half, too", "半分に落ちる"},
		{"has risen", "上がる"},
	},
	Right: 0,
	Reason: words.Text{
		"Accuracy asks only on which side of one half a risk is. That a wrong risk has gone from 0.6 to 0.99 it does not see; the loss does.",
		"正解率は、リスクが半々のどちら側かしか見ません。外れたリスクが 0.6 から 0.99 になっても、正解率には表れず、損失に表れます。",
	},
}

// PerfectFit asks whether a training loss of 0 is overfitting.
var PerfectFit = Question{
	Lesson: "03", Name: "perfectfit",
	Text: words.Text{
		"All 60 labels are right, and the network has learnt them until its training loss is nearly 0. New points it gets",
		"60 個のラベルはすべて正しく、訓練損失はほぼ 0 になりました。新しい点は",
	},
	Options: []words.Text{
		{"right, almost all of them", "ほとんど正しく分けられる"},
		{"badly wrong: what is learnt that perfectly is learnt by heart", "かなり間違える(そこまで覚えたら丸暗記だから)"},
	},
	Right: 0,
	Reason: words.Text{
		"Remembering does no harm by itself. What does harm is remembering noise, and here there is hardly any.",
		"覚えること自体に害はありません。害になるのは雑音を覚えることで、ここには雑音がほとんどありません。",
	},
}

// NetworkSize asks for the size that comes closest to the truth behind noisy points.
var NetworkSize = Question{
	Lesson: "03", Name: "networksize",
	Text: words.Text{
		"Three networks learn the same 20 noisy points of a sine wave. New points are predicted best by the one with",
		"雑音の多い正弦波の 20 点を、大きさの違うネットワークに学ばせます。新しい点をいちばんよく当てるのは",
	},
	Options: []words.Text{
		{"1 hidden unit", "ユニット 1 個"},
		{"6 hidden units", "ユニット 6 個"},
		{"2 layers of 32 units", "32 個 × 2 層"},
		{"any: they are equally good", "どれも同じ"},
	},
	Right: 1,
	Reason: words.Text{
		"One unit cannot follow the wave, and 2 layers of 32 follow the noise as well.",
		"1 個では波を追えず、32 個 × 2 層では雑音まで追ってしまいます。",
	},
}

// SixUnits asks, as lesson 01 did, what a network with one hidden layer can draw.
var SixUnits = Question{
	Lesson: "03", Name: "sixunits",
	Text: words.Text{
		"From lesson 01: what can the curve of the network with one hidden layer of 6 ReLU units look like?",
		"レッスン 01 の復習です。隠れ層 1 つに ReLU ユニットが 6 個。このネットワークの描く線は",
	},
	Options: []words.Text{
		{"smooth, like the sine wave that it learns", "学ぶ相手の正弦波と同じく、なめらか"},
		{"straight pieces, with as many kinks as the points need", "まっすぐな線をつないだもので、折れ目は点に合わせていくつでも"},
		{"one straight line", "1 本の直線"},
		{"straight pieces, with 6 kinks at most", "まっすぐな線をつないだもので、折れ目は多くて 6 つ"},
	},
	Right: 3,
	Reason: words.Text{
		"Each unit bends the line in one place, where it begins to answer. So 6 units in one layer make 6 kinks at most.",
		"ユニットは 1 個につき 1 か所、反応し始めるところで線を折ります。1 層に 6 個なら、折れ目は多くて 6 つです。",
	},
}

// MorePatients asks what more data do to the training loss.
var MorePatients = Question{
	Lesson: "03", Name: "morepatients",
	Text: words.Text{
		"The same network, trained on more and more patients, from 100 to 1600. Its training loss at the end",
		"同じネットワークを、100 人から 1600 人まで、患者を増やしながら訓練します。最後の訓練損失は",
	},
	Options: []words.Text{
		{"falls: it has more to learn from", "下がる(学ぶ材料が増えるから)"},
		{"rises", "上がる"},
		{"stays where it is", "変わらない"},
	},
	Right: 1,
	Reason: words.Text{
		"The chance events of 1600 patients are more than it can remember. It has to make do with what the patients have in common.",
		"1600 人分の偶然は覚えきれません。患者に共通することを学ぶしかなくなります。",
	},
}

// NonsenseLabels asks whether a network can learn what has no rule.
var NonsenseLabels = Question{
	Lesson: "03", Name: "nonsenselabels",
	Text: words.Text{
		"The labels of 100 patients are shuffled among them. Of these 100, the network has right in the end",
		"100 人のラベルをでたらめに入れ替えて訓練します。その 100 人での正解率は、最後には",
	},
	Options: []words.Text{
		{"about half: there is nothing to learn", "半分くらい(学ぶことがないから)"},
		{"about 70", "7 割くらい"},
		{"nearly all", "ほぼ満点"},
	},
	Right: 2,
	Reason: words.Text{
		"There is no rule to be learnt, so it remembers the patients one by one, and 100 are not too many for it.",
		"学べる規則がないので、患者を 1 人ずつ覚えます。100 人なら覚えきれます。",
	},
}

// StoppedOrSimple asks whether a network that stops early beats the simplest model.
var StoppedOrSimple = Question{
	Lesson: "03", Name: "stoppedorsimple",
	Text: words.Text{
		"2500 test patients. Compared with logistic regression, which has no hidden layer, the loss of the network with early stopping is",
		"テスト患者 2500 人での損失です。早期終了したネットワークは、隠れ層のないロジスティック回帰と比べて",
	},
	Options: []words.Text{
		{"clearly lower", "はっきり小さい"},
		{"about the same", "ほぼ互角"},
		{"clearly higher", "はっきり大きい"},
	},
	Right: 1,
	Reason: words.Text{
		"A brake prevents harm, and does not make information. 150 patients with eight values each have no more to give.",
		"ブレーキは害を防ぐだけで、情報を増やしはしません。患者 150 人、値 8 つずつのデータからは、これ以上引き出せません。",
	},
}

// OtherHospital asks which model loses most accuracy at another hospital.
var OtherHospital = Question{
	Lesson: "03", Name: "otherhospital",
	Text: words.Text{
		"Three models learn at hospital A and are tried at hospital B. The accuracy falls most for",
		"3 つのモデルを病院 A で訓練し、病院 B で試します。正解率がいちばん落ちるのは",
	},
	Options: []words.Text{
		{"the network with no brake", "ブレーキなしのネットワーク"},
		{"the network with early stopping", "早期終了したネットワーク"},
		{"logistic regression", "ロジスティック回帰"},
		{"none of them: all fall about as far", "どれも同じくらい"},
	},
	Right: 3,
	Reason: words.Text{
		"At hospital B recurrence and death are commoner. Even “no” for everybody, which has learnt nothing, falls as far.",
		"病院 B では再発・死亡が多いからです。何も学ばず「誰にも起きない」と答える規則も、同じだけ落ちます。",
	},
}

// OtherPatients asks whether other training patients help where no brake does.
var OtherPatients = Question{
	Lesson: "03", Name: "otherpatients",
	Text: words.Text{
		"Plain logistic regression, the same columns, but trained on patients with cancer in their nodes. Its loss at hospital B",
		"ただのロジスティック回帰を、同じ列のまま、リンパ節に転移のある患者で訓練し直します。病院 B での損失は",
	},
	Options: []words.Text{
		{"stays as it was: the model is too simple", "変わらない(モデルが単純すぎるから)"},
		{"comes down by 0.1 or more", "0.1 以上下がる"},
		{"comes down only if a brake such as early stopping is added", "早期終了のようなブレーキを足したときだけ下がる"},
	},
	Right: 1,
	Reason: words.Text{
		"What had gone wrong was that the patients were other ones, and other training patients mend that.",
		"外れた原因は患者の違いでした。だから、訓練する患者を変えれば直ります。",
	},
}
