package predict

import "golessons/internal/words"

// FallsAndRises asks, in the lesson after it, how overfitting shows.
var FallsAndRises = Question{
	Lesson: "04", Name: "fallsandrises",
	Text: words.Text{
		"From lesson 03: the training loss keeps falling, and the validation loss begins to rise. What has begun?",
		"レッスン 03 の復習です。訓練損失は下がり続け、検証損失は上がり始めました。何が始まったのでしょうか。",
	},
	Options: []words.Text{
		{"learning by heart (overfitting)", "丸暗記(過学習)"},
		{"the learning rate has become too large", "学習率が大きくなりすぎた"},
		{"the training data are used up", "訓練データを使い切った"},
		{"underfitting", "未学習"},
	},
	Right: 0,
	Reason: words.Text{
		"What is still learnt holds for the training data only. With too large a rate the training loss would rise too, and underfitting leaves both high.",
		"そこから先で覚えるのは、訓練データにしか通用しないことです。学習率が大きすぎるなら訓練損失も上がり、未学習なら両方とも高いままです。",
	},
}

// TenOnes asks what Dropout makes of ones.
var TenOnes = Question{
	Lesson: "04", Name: "tenones",
	Text: words.Text{
		"Ten ones go through Dropout with p = 0.5, in training mode. What comes out?",
		"1 を 10 個、p = 0.5 の Dropout に入れます。訓練モードで出てくるのは",
	},
	Options: []words.Text{
		{"zeros and ones", "0 と 1"},
		{"ten times 0.5", "0.5 が 10 個"},
		{"exactly five zeros, and five ones", "0 がちょうど 5 個と、1 が 5 個"},
		{"zeros and twos", "0 と 2"},
	},
	Right: 3,
	Reason: words.Text{
		"Those who stay are multiplied by 1/(1 − 0.5) = 2. How many rest is left to chance: each element tosses a coin of its own.",
		"残ったものは 1/(1 − 0.5) = 2 倍になります。いくつ休むかは毎回のくじ次第です。要素ごとに別々のコインを投げます。",
	},
}

// Survivors asks the same of another p, which is not the factor itself.
var Survivors = Question{
	Lesson: "04", Name: "survivors",
	Text: words.Text{
		"p = 0.8 now. By what are those who stay multiplied?",
		"今度は p = 0.8 です。残ったものは何倍になるでしょうか。",
	},
	Options: []words.Text{
		{"1.25", "1.25 倍"},
		{"2", "2 倍"},
		{"5", "5 倍"},
		{"0.8", "0.8 倍"},
	},
	Right: 2,
	Reason: words.Text{
		"p is the probability of resting, so 0.2 of all are left to do the work: 1/(1 − 0.8) = 5. (1.25 is 1/p.)",
		"p は休む確率です。残るのは全体の 0.2 なので、1/(1 − 0.8) = 5 倍です(1.25 は 1/p です)。",
	},
}

// Resting asks which weights of a resting unit learn.
var Resting = Question{
	Lesson: "04", Name: "resting",
	Text: words.Text{
		"A unit has weights coming in and a weight going out. It rests. Which of them get a gradient of 0?",
		"ユニットには、入ってくる重みと出ていく重みがあります。休んだとき、勾配が 0 になるのはどれでしょうか。",
	},
	Options: []words.Text{
		{"only those coming in", "入ってくる重みだけ"},
		{"only the one going out", "出ていく重みだけ"},
		{"both", "両方"},
		{"neither: the others learn in its place", "どちらでもない(ほかのユニットの分を学ぶ)"},
	},
	Right: 2,
	Reason: words.Text{
		"Nothing comes back through the unit to the weights before it; and its output, which is 0, is a factor of the gradient of the weight behind it.",
		"入ってくる重みには、ユニットを通って戻る勾配が届きません。出ていく重みの勾配には、ユニットの出力が掛かっていて、それが 0 です。",
	},
}

// AllTeams asks when evaluation mode is the mean of all sub-networks.
var AllTeams = Question{
	Lesson: "04", Name: "allteams",
	Text: words.Text{
		"For which of the three is the mean over all teams exactly the output in evaluation mode?",
		"全チームの平均が、評価モードの出力とぴったり一致するのはどれでしょうか。",
	},
	Options: []words.Text{
		{"all three", "3 つとも"},
		{"only the linear one", "線形だけ"},
		{"the linear one and ReLU", "線形と ReLU"},
		{"none", "どれも一致しない"},
	},
	Right: 1,
	Reason: words.Text{
		"The mean of a sum is the sum of the means. A function that bends does not keep means.",
		"和の平均は、平均の和です。曲がった関数を通すと、平均は保たれません。",
	},
}

// LossWithDropout asks what Dropout does to the training loss.
var LossWithDropout = Question{
	Lesson: "04", Name: "losswithdropout",
	Text: words.Text{
		"At the end the training loss is measured in evaluation mode, with nobody resting. With Dropout it is",
		"最後に、訓練損失を評価モード(誰も休まない状態)で測ります。Dropout を入れると、入れない場合より",
	},
	Options: []words.Text{
		{"lower: Dropout learns better", "低くなる(よりよく学べるから)"},
		{"higher", "高くなる"},
		{"the same: nobody rests when it is measured", "変わらない(測るときは誰も休まないから)"},
	},
	Right: 1,
	Reason: words.Text{
		"It is harder to learn single patients by heart when the team changes at every step. That is the intention: the brake works on the training loss.",
		"1 歩ごとにチームが変わるので、患者を一人ひとり丸暗記しにくくなります。それが狙いです。ブレーキは、まず訓練損失に効きます。",
	},
}

// ForgottenEval asks who notices a forgotten eval().
var ForgottenEval = Question{
	Lesson: "04", Name: "forgotteneval",
	Text: words.Text{
		"You forget `eval()` and ask the network about a patient. The program",
		"`eval()` を忘れたまま、ネットワークに患者のことを尋ねます。プログラムは",
	},
	Options: []words.Text{
		{"stops with an error", "エラーで止まる"},
		{"warns and goes on", "警告を出して続ける"},
		{"runs, and gives another answer at each call", "動くが、呼ぶたびに答えが変わる"},
		{"runs and answers as it would with `eval()`", "動いて、`eval()` ありと同じ答えを出す"},
	},
	Right: 2,
	Reason: words.Text{
		"To stay in training mode is no error for the program: units go on resting at random, in PyTorch as here. Nothing warns you.",
		"訓練モードのままでも、プログラムにとっては間違いではありません。PyTorch でもここでも、ユニットがでたらめに休み続け、誰も警告してくれません。",
	},
}

// DropoutRate asks which p fits the training data best.
var DropoutRate = Question{
	Lesson: "04", Name: "dropoutrate",
	Text: words.Text{
		"Which p gives the lowest training loss (not validation loss)?",
		"訓練損失(検証損失ではなく)がいちばん低くなる p は",
	},
	Options: []words.Text{
		{"p = 0", "p = 0"},
		{"p = 0.5", "p = 0.5"},
		{"p = 0.95", "p = 0.95"},
	},
	Right: 0,
	Reason: words.Text{
		"Resting makes learning harder, so the training loss only rises with p. It is the validation loss that Dropout is to lower.",
		"休みが増えるほど学びにくいので、訓練損失は p とともに上がる一方です。Dropout が下げたいのは、検証損失のほうです。",
	},
}

// DropoutOnOutput asks what a network learns whose answer rests at times.
var DropoutOnOutput = Question{
	Lesson: "04", Name: "dropoutonoutput",
	Text: words.Text{
		"One weight learns y = 2x, with Dropout (p = 0.5) behind it, on the output. Which slope does it learn?",
		"重み 1 つで y = 2x を学びます。そのあと、つまり出力に、p = 0.5 の Dropout を置きます。学んだ傾きは",
	},
	Options: []words.Text{
		{"2: the factor 1/(1 − p) sees to that", "2(1/(1 − p) 倍が埋め合わせる)"},
		{"4: it doubles to make up for those who rest", "4(休んだ分を補うために 2 倍になる)"},
		{"1", "1"},
		{"0: it gives up", "0(あきらめる)"},
	},
	Right: 2,
	Reason: words.Text{
		"The mean stays right at 2, but the squared error pays for the variance as well, and that grows with the answer. The loss is lowest at (1 − p)·y, half the slope.",
		"傾き 2 でも平均は合いますが、2 乗誤差はばらつきの分も払わされ、ばらつきは答えが大きいほど大きくなります。損失が最小になるのは (1 − p)·y、つまり半分の傾きです。",
	},
}
