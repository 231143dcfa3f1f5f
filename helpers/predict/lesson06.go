package predict

import "golessons/internal/words"

// LectureLambda asks, a lesson later, for the factor of 2 between the lecture's λ and
// weight_decay.
var LectureLambda = Question{
	Lesson: "06", Name: "lecturelambda",
	Text: words.Text{
		"From lesson 05: `weight_decay = 1e-4` in Adam is which λ of the lecture's λΣw²?",
		"レッスン 05 の復習です。Adam の `weight_decay = 1e-4` は、講義の λΣw² の λ でいうと",
	},
	Options: []words.Text{
		{"5e-5", "5e-5"},
		{"1e-4", "1e-4"},
		{"2e-4", "2e-4"},
	},
	Right: 0,
	Reason: words.Text{
		"The gradient of λw² is 2λw, and `weight_decay` w is what the optimizer adds. So `weight_decay` = 2λ, and λ is half of it.",
		"λw² の勾配は 2λw で、オプティマイザが勾配に足すのは `weight_decay` × w です。だから `weight_decay` = 2λ、λ はその半分です。",
	},
}

// NoDiscipline asks how a network that has learnt its patients by heart does against one
// and the same answer for everybody.
var NoDiscipline = Question{
	Lesson: "06", Name: "nodiscipline",
	Text: words.Text{
		"200 patients, 1377 numbers to learn, 60 epochs, no regularization. The validation loss at the end, against one and the same answer for everybody, is",
		"患者 200 人、重みとバイアス 1377 個、60 エポック、正則化なし。最後の検証損失は、「全員に同じ答え」と比べて",
	},
	Options: []words.Text{
		{"lower: it has learnt something", "低い(何か学んだから)"},
		{"about the same", "同じくらい"},
		{"higher", "高い"},
	},
	Right: 2,
	Reason: words.Text{
		"It has learnt 200 people by heart, and where a new one is different it is wrong with confidence. That costs more than to say nothing in particular.",
		"200 人を丸暗記し、違う人が来ると自信を持って外すからです。当たりさわりのない答えより、損失は大きくなります。",
	},
}

// DisciplineP asks what stronger Dropout does to the training loss.
var DisciplineP = Question{
	Lesson: "06", Name: "disciplinep",
	Text: words.Text{
		"Dropout's p goes from 0.2 through 0.5 to 0.8. The training loss, measured afterwards with all units at work,",
		"Dropout の p を 0.2、0.5、0.8 と大きくします。学習のあとに全ユニットで測った訓練損失は",
	},
	Options: []words.Text{
		{"falls: the network gets better", "下がる(ネットワークが良くなるから)"},
		{"rises", "上がる"},
		{"stays as it is", "変わらない"},
	},
	Right: 1,
	Reason: words.Text{
		"Who may not rely on any one unit learns less by heart, so the patients of the training are predicted less well. Whether that pays is for the validation loss to say.",
		"特定のユニットに頼れないので丸暗記がしにくくなり、訓練の患者は当たりにくくなります。それが得かどうかは、検証損失で分かります。",
	},
}

// DisciplineLambda asks whether the lecture's value is strong enough here.
var DisciplineLambda = Question{
	Lesson: "06", Name: "disciplinelambda",
	Text: words.Text{
		"Weight decay of 0.0001, the lecture's value, does what here?",
		"講義の値 0.0001 の重み減衰は、ここでは",
	},
	Options: []words.Text{
		{"next to nothing", "ほとんど効かない"},
		{"it stops the overfitting", "過学習を止める"},
		{"it stops the learning altogether", "学習まで止めてしまう"},
	},
	Right: 0,
	Reason: words.Text{
		"There are 60 updates only. So weak a pull needs tens of thousands before it adds up.",
		"更新が 60 回しかないからです。これほど弱い力は、何万回も積もらないと効いてきません。",
	},
}

// DisciplineAdamW asks the same of AdamW's default.
var DisciplineAdamW = Question{
	Lesson: "06", Name: "disciplineadamw",
	Text: words.Text{
		"AdamW with its default of 0.01 instead, at a learning rate of 0.01 and for 60 updates: the validation loss, against no regularization, is",
		"代わりに既定値 0.01 の AdamW を使います(学習率 0.01、更新 60 回)。検証損失は、正則化なしと比べて",
	},
	Options: []words.Text{
		{"lower", "低い"},
		{"about the same", "ほぼ同じ"},
		{"higher", "高い"},
	},
	Right: 1,
	Reason: words.Text{
		"Each update multiplies the weights by 1 − 0.01 × 0.01, and (1 − 0.0001)^60 ≈ 0.994: in all they shrink by less than a hundredth.",
		"1 回の更新で重みは 1 − 0.01 × 0.01 倍になります。(1 − 0.0001)^60 ≈ 0.994 なので、全部合わせても 100 分の 1 も縮みません。",
	},
}

// ConcertWinner asks which of six methods is best in the test.
var ConcertWinner = Question{
	Lesson: "06", Name: "concertwinner",
	Text: words.Text{
		"Which is best in the test, by more than chance?",
		"テストで、偶然とは言えない差でいちばん良いのは",
	},
	Options: []words.Text{
		{"Dropout", "Dropout"},
		{"weight decay", "重み減衰"},
		{"both together", "両方"},
		{"none of these: logistic regression is level with them", "どれでもない(ロジスティック回帰が互角)"},
	},
	Right: 3,
	Reason: words.Text{
		"With eight features and 200 patients there was nothing to be found that only a network can find. Each kind of discipline brings it back to where logistic regression is anyway.",
		"手がかりが 8 つ、患者が 200 人では、ネットワークにしか見つからないものはありませんでした。どの規律も、ロジスティック回帰の水準まで引き戻しただけです。",
	},
}

// OtherHall asks what helps at another hospital.
var OtherHall = Question{
	Lesson: "06", Name: "otherhall",
	Text: words.Text{
		"Which of the six avoids a larger loss at the other hospital?",
		"別の病院での損失の増加を防げるのは",
	},
	Options: []words.Text{
		{"Dropout", "Dropout"},
		{"both together", "両方"},
		{"logistic regression", "ロジスティック回帰"},
		{"none of the six", "6 つのどれでもない"},
	},
	Right: 3,
	Reason: words.Text{
		"The patients there are others. Regularization prepares for unseen patients of the same kind.",
		"患者が違うからです。正則化が備えるのは、同じ集団の、まだ見ていない患者です。",
	},
}

// LastBatch asks what becomes of the remainder.
var LastBatch = Question{
	Lesson: "06", Name: "lastbatch",
	Text: words.Text{
		"100 patients, 32 at a time. In an epoch there are",
		"100 人を 32 人ずつ取り出します。1 エポックのミニバッチは",
	},
	Options: []words.Text{
		{"3 mini-batches", "3 つ"},
		{"4, of 25 each", "25 人ずつ 4 つ"},
		{"4, the last of 4 patients", "4 つで、最後は 4 人"},
		{"32 mini-batches", "32 個"},
	},
	Right: 2,
	Reason: words.Text{
		"100 = 3 × 32 + 4. What is left over makes a last, smaller one; `DropLast` leaves it out.",
		"100 = 3 × 32 + 4 です。余りが、最後の小さな 1 つになります。`DropLast` で捨てることもできます。",
	},
}

// MiniBatches asks which gets on faster for the same computing.
var MiniBatches = Question{
	Lesson: "06", Name: "minibatches",
	Text: words.Text{
		"The same 100 patients, the same first weights, 20 epochs. Which has the lower training loss?",
		"同じ 100 人、同じ初期値で 20 エポック学習します。訓練損失が低いのは",
	},
	Options: []words.Text{
		{"mini-batches of 32", "32 人ずつのミニバッチ"},
		{"the full batch: its gradient is exact", "フルバッチ(勾配が正確だから)"},
		{"both the same: they have seen the same patients", "同じ(同じ患者を見たから)"},
	},
	Right: 0,
	Reason: words.Text{
		"For the same computing it has made four times as many updates. A gradient that is a little off, but taken at once, is worth more here than an exact one that one waits for.",
		"同じ計算量で、4 倍の回数だけ更新したからです。少しずれた勾配でもすぐに使うほうが、正確な勾配を待つより、ここでは先へ進みました。",
	},
}
