package predict

import "golessons/internal/words"

// FiveDays asks what ReLU makes of five numbers.
var FiveDays = Question{
	Lesson: "02", Name: "fivedays",
	Text: words.Text{
		"Temperatures of five days: −3, −0.5, 0, 1, 2.5. ReLU makes of them",
		"5 日間の気温 −3, −0.5, 0, 1, 2.5 に ReLU をかけると",
	},
	Options: []words.Text{
		{"3, 0.5, 0, 1, 2.5", "3, 0.5, 0, 1, 2.5"},
		{"0, 0, 0, 1, 2.5", "0, 0, 0, 1, 2.5"},
		{"0, 0, 0, 1, 1", "0, 0, 0, 1, 1"},
		{"−3, −0.5, 0, 1, 2.5", "−3, −0.5, 0, 1, 2.5"},
	},
	Right: 1,
	Reason: words.Text{
		"What is negative becomes 0, what is positive passes as it is. It is neither the absolute value nor a mere on and off.",
		"負は 0 に、正はそのまま。絶対値でも、オン・オフだけでもありません。",
	},
}

// ThirtyLayers asks which function keeps the largest gradient with PyTorch's weights.
var ThirtyLayers = Question{
	Lesson: "02", Name: "thirtylayers",
	Text: words.Text{
		"30 layers, PyTorch's default weights. The largest gradient at the first layer is that of",
		"30 層、PyTorch の既定の初期値です。最初の層に届く勾配がいちばん大きいのは",
	},
	Options: []words.Text{
		{"ReLU, because its slope is 1", "ReLU(傾きが 1 だから)"},
		{"tanh", "tanh"},
		{"the sigmoid", "シグモイド"},
		{"none of them: all three are about the same", "どれも同じくらい"},
	},
	Right: 1,
	Reason: words.Text{
		"ReLU's slope is 1 for half of the units only, and for the others 0. With these weights about 0.4 of its gradient is left at each layer, and 0.55 of that of tanh.",
		"ReLU の傾きが 1 なのは半分のユニットだけで、残りは 0 です。この初期値では、1 層ごとに ReLU で約 0.4 倍、tanh で約 0.55 倍になります。",
	},
}

// SigmoidSaved asks whether larger weights help the sigmoid too.
var SigmoidSaved = Question{
	Lesson: "02", Name: "sigmoidsaved",
	Text: words.Text{
		"The weights of the hidden layers become √6 times as large. Does the sigmoid's gradient reach the first layer of 30 now?",
		"隠れ層の重みを √6 倍にします。30 層のシグモイドでも、勾配は最初の層まで届くようになるでしょうか。",
	},
	Options: []words.Text{
		{"No, it still vanishes", "シグモイドでは消えたまま"},
		{"Yes, that of all three does", "3 つとも届くようになる"},
		{"Yes, and now it is the only one", "シグモイドだけが届くようになる"},
	},
	Right: 0,
	Reason: words.Text{
		"The slope of the sigmoid is 1/4 at most. Even weights √6 times as large leave less than half of the gradient at each layer.",
		"シグモイドの傾きは最大でも 1/4 です。重みを √6 倍にしても、1 層ごとに半分も残りません。",
	},
}

// TwiceHe asks what a factor of 2 at each layer comes to.
var TwiceHe = Question{
	Lesson: "02", Name: "twicehe",
	Text: words.Text{
		"And twice as large again, so 2√6 times. With 30 layers of ReLU the gradient at the first layer is then, compared with √6 times,",
		"さらにその 2 倍(2√6 倍)にします。ReLU 30 層で最初の層に届く勾配は、√6 倍のときと比べて",
	},
	Options: []words.Text{
		{"about the same", "ほぼ同じ"},
		{"about twice as large", "約 2 倍"},
		{"more than a million times as large", "100 万倍を超える"},
		{"vanishing", "消える"},
	},
	Right: 2,
	Reason: words.Text{
		"Twice as much at each layer, and the layers multiply: 2³⁰ is a thousand million. (The output grows just as much on the way forward, and the error with it.) The gradient explodes.",
		"1 層ごとに 2 倍で、それが掛け合わさります。2³⁰ は約 10 億です(出力も順伝播で同じだけ大きくなり、誤差も大きくなります)。勾配は爆発します。",
	},
}

// ZeroOutputs asks how sparse an untrained layer is.
var ZeroOutputs = Question{
	Lesson: "02", Name: "zerooutputs",
	Text: words.Text{
		"The share of zeros among the outputs of an untrained ReLU layer is",
		"訓練前の ReLU 層の出力のうち、0 の割合は",
	},
	Options: []words.Text{
		{"almost none", "ほとんど無い"},
		{"about half", "約半分"},
		{"almost all", "ほとんど全部"},
	},
	Right: 1,
	Reason: words.Text{
		"Weights and biases start symmetrically around 0, so a unit's input is as likely to be negative as positive.",
		"重みもバイアスも 0 を中心に対称な乱数なので、ユニットへの入力は、正と負が半々になります。",
	},
}

// LowerBias asks what a bias does to the share of zeros.
var LowerBias = Question{
	Lesson: "02", Name: "lowerbias",
	Text: words.Text{
		"The biases of all its units are lowered by 0.5. The share of zeros becomes",
		"すべてのユニットのバイアスを 0.5 ずつ下げると、0 の割合は",
	},
	Options: []words.Text{
		{"larger", "増える"},
		{"smaller", "減る"},
		{"no different: weights decide it", "変わらない(重みで決まるから)"},
	},
	Right: 0,
	Reason: words.Text{
		"A lower bias is a higher threshold: it takes a larger input to get above 0.",
		"バイアスを下げると閾値が上がり、もっと大きな入力でないと 0 を超えなくなるからです。",
	},
}

// TwoLinear asks what lesson 01 has shown: linear layers merge into one.
var TwoLinear = Question{
	Lesson: "02", Name: "twolinear",
	Text: words.Text{
		"Do you remember lesson 01? Take ReLU out of the network: two linear layers with nothing between them. They can represent",
		"レッスン 01 の復習です。ネットワークから ReLU を抜き、線形層を 2 つ続けただけにします。表せるのは",
	},
	Options: []words.Text{
		{"a line with one bend", "1 回だけ折れる線"},
		{"any curve, with enough units", "ユニットを増やせば、どんな曲線でも"},
		{"what one linear layer can, and no more", "線形層 1 つと同じものだけ"},
		{"steeper lines than one linear layer", "線形層 1 つより急な直線"},
	},
	Right: 2,
	Reason: words.Text{
		"Multiplying and adding twice is multiplying and adding once, with other numbers: ŵ = W₂W₁.",
		"掛けて足すことを 2 回続けても、別の数を 1 回掛けて足すのと同じです(ŵ = W₂W₁)。",
	},
}

// FactorEffect asks what a linear model can say of an effect that depends on pressure.
var FactorEffect = Question{
	Lesson: "02", Name: "factoreffect",
	Text: words.Text{
		"The linear model is w₁·pressure + w₂·factor + b. The effect of the factor that it sees, drawn over blood pressure, is a line that",
		"線形モデル w₁·血圧 + w₂·因子 + b が学んだ「因子の効果」を、血圧を横軸に描くと",
	},
	Options: []words.Text{
		{"begins to rise at 140", "140 から上がり始める"},
		{"rises all the way", "ずっと上がっていく"},
		{"is level", "水平になる"},
		{"is 0 throughout, since it finds nothing", "ずっと 0(何も見つけられない)"},
	},
	Right: 2,
	Reason: words.Text{
		"With the factor less without it, w₁·pressure and b cancel out. What is left is w₂, one number whatever the pressure.",
		"「因子あり − 因子なし」では、w₁·血圧 と b が打ち消し合います。残るのは w₂ で、血圧によらない 1 つの数です。",
	},
}

// AllDead asks whether units without a gradient come back.
var AllDead = Question{
	Lesson: "02", Name: "alldead",
	Text: words.Text{
		"Every unit is dead at the start. After 300 epochs",
		"すべてのユニットが死んだ状態から、300 エポック訓練すると",
	},
	Options: []words.Text{
		{"units have come back with ReLU as well as with LeakyReLU: that is what training is for", "ReLU でも LeakyReLU でも生き返る(学習したから)"},
		{"all are dead with either", "どちらも死んだまま"},
		{"none has with ReLU, some or all have with LeakyReLU", "ReLU では 1 つも生き返らず、LeakyReLU では生き返る"},
	},
	Right: 2,
	Reason: words.Text{
		"No gradient, no way back. A trickle is enough.",
		"勾配が 0 なら動けません。わずかでもあれば動けます。",
	},
}
