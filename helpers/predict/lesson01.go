package predict

import "golessons/internal/words"

// LayerNumbers asks, from what a line has to learn, how many numbers a linear layer has.
var LayerNumbers = Question{
	Lesson: "01", Name: "layernumbers",
	Text: words.Text{
		"The line of lesson 00 had two numbers to learn, its weight and its bias. A linear layer with 3 inputs and 2 outputs has",
		"レッスン 00 の直線が学習した数は、重みとバイアスの 2 つでした。入力が 3 つ、出力が 2 つの線形層では",
	},
	Options: []words.Text{
		{"4", "4 つ"},
		{"5", "5 つ"},
		{"6", "6 つ"},
		{"8", "8 つ"},
	},
	Right: 3,
	Reason: words.Text{
		"Each of the 2 outputs has a weight for each of the 3 inputs, and a bias of its own: 2 × 3 + 2 = 8.",
		"2 つの出力のそれぞれに、入力 3 つぶんの重みと、バイアスが 1 つあります。2 × 3 + 2 = 8 です。",
	},
}

// MergedLayers asks what is left of the numbers of a hundred linear layers.
var MergedLayers = Question{
	Lesson: "01", Name: "mergedlayers",
	Text: words.Text{
		"A hundred linear layers in a row, from 3 inputs to 2 outputs, hold 26,754 numbers. Merged into one layer, they leave",
		"入力 3 つ、出力 2 つになるように線形層を 100 個並べると、持っている数は 26,754 個です。これを 1 層にまとめると、残る数は",
	},
	Options: []words.Text{
		{"26,754 (nothing may get lost)", "26,754 個(何も失われないはずだから)"},
		{"about 268 (a hundredth)", "約 268 個(100 分の 1)"},
		{"100 (one a layer)", "100 個(1 層につき 1 個)"},
		{"8", "8 個"},
	},
	Right: 3,
	Reason: words.Text{
		"W₂(W₁x + b₁) + b₂ has the form W x + b again. Do it 99 times, and one layer is left: 3 × 2 weights and 2 biases. The other numbers could express nothing more.",
		"W₂(W₁x + b₁) + b₂ は、また W x + b の形になります。これを 99 回くり返せば、残るのは 1 層、つまり重み 3 × 2 個とバイアス 2 個です。ほかの数には、表せることを増やす力がありませんでした。",
	},
}

// BentLayers asks what ReLU between untrained layers makes of their output.
var BentLayers = Question{
	Lesson: "01", Name: "bentlayers",
	Text: words.Text{
		"Ten layers with ReLU between them, weights at random, nothing trained. Drawn over its one input, the output is",
		"間に ReLU をはさんだ 10 層のネットワークです。重みは乱数のまま、訓練はしていません。1 つの入力に対して出力を描くと",
	},
	Options: []words.Text{
		{"a straight line, since nothing has been trained", "直線になる(まだ訓練していないから)"},
		{"a smooth curve", "なめらかな曲線になる"},
		{"a broken line", "折れ線になる"},
		{"0 throughout, since ReLU cuts everything off", "どこでも 0 になる(ReLU が切るから)"},
	},
	Right: 2,
	Reason: words.Text{
		"A ReLU unit is straight but for a kink, and adding up straight pieces gives straight pieces again. Training moves the kinks; it does not round them.",
		"ReLU のユニットは、折れ目のほかはまっすぐです。まっすぐなものを掛けて足しても、やはりまっすぐ。訓練は折れ目を動かしますが、丸くはしません。",
	},
}

// Peaks asks how many kinks a curve with three peaks needs.
var Peaks = Question{
	Lesson: "01", Name: "peaks",
	Text: words.Text{
		"A curve has three peaks, and two dips between them. A broken line that goes up and down with it has at least",
		"山が 3 つ、その間に谷が 2 つある曲線があります。一緒に上り下りする折れ線に、折れ目は少なくともいくつ要るでしょうか。",
	},
	Options: []words.Text{
		{"3 kinks", "3 つ"},
		{"5 kinks", "5 つ"},
		{"6 kinks", "6 つ"},
		{"32 kinks", "32 個"},
	},
	Right: 1,
	Reason: words.Text{
		"It has to turn at each peak and at each dip, and a broken line turns at kinks only: 3 + 2.",
		"山のたび、谷のたびに向きが変わります。折れ線が向きを変えるのは折れ目だけなので、3 + 2 です。",
	},
}

// LineLearnt asks how the line of lesson 00 was fitted.
var LineLearnt = Question{
	Lesson: "01", Name: "linelearnt",
	Text: words.Text{
		"In lesson 00 training brought the line's loss down. How?",
		"レッスン 00 の訓練は、どうやって直線の損失を下げたでしょうか。",
	},
	Options: []words.Text{
		{"It moved w and b against the slope of the loss, a little at a time", "損失の傾きと逆の向きに、w と b を少しずつ動かした"},
		{"It tried many lines and kept the best", "たくさんの直線を試して、一番良いものを残した"},
		{"It solved the formula for the best w and b", "一番良い w と b を公式で求めた"},
	},
	Right: 0,
	Reason: words.Text{
		"That is gradient descent. For a line there is a formula too, but not for a network that bends.",
		"勾配降下法です。直線には公式もありますが、折れ曲がるネットワークにはありません。",
	},
}

// WithoutReLU asks whether many units help that do not bend.
var WithoutReLU = Question{
	Lesson: "01", Name: "withoutrelu",
	Text: words.Text{
		"Keep the 32 hidden units, but take ReLU away. After training the loss is",
		"隠れユニットは 32 個のまま、ReLU だけを取り除きます。訓練したあとの損失は",
	},
	Options: []words.Text{
		{"about as low as with ReLU: the number of units counts", "ReLU があるときと同じくらい小さい(ユニットの数が効くから)"},
		{"in between that with ReLU and that of a straight line", "ReLU があるときと、直線との中間"},
		{"that of a straight line", "直線と同じ"},
	},
	Right: 2,
	Reason: words.Text{
		"Without ReLU two linear layers are left in a row, and these are one: a straight line, however many units there are.",
		"ReLU がなければ、線形層が 2 つ並ぶだけです。まとめれば 1 層で、ユニットがいくつあっても直線です。",
	},
}

// ThreeLayers asks whether more linear layers help with a U.
var ThreeLayers = Question{
	Lesson: "01", Name: "threelayers",
	Text: words.Text{
		"A risk that is U-shaped: compared with one linear layer, the loss of three linear layers is",
		"U 字形のリスクを学びます。線形層 3 つの損失は、線形層 1 つと比べて",
	},
	Options: []words.Text{
		{"lower: with three layers it can bend", "小さい(3 層あれば曲がれるから)"},
		{"the same", "同じ"},
		{"higher: three layers are harder to train", "大きい(3 層は訓練しにくいから)"},
	},
	Right: 1,
	Reason: words.Text{
		"They are one linear layer, and a straight line does not draw a U.",
		"3 つまとめて線形層 1 つです。直線に U 字は描けません。",
	},
}
