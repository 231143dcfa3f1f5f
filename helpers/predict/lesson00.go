package predict

import "golessons/internal/words"

// Double asks how a constant part makes a line grow less than its distance.
var Double = Question{
	Lesson: "00", Name: "double",
	Text: words.Text{
		"A visit takes 5 + 3 × distance minutes. The distance doubles. The time becomes",
		"訪問にかかる時間は 5 + 3 × 距離(分)です。距離が 2 倍になると、時間は",
	},
	Options: []words.Text{
		{"less than twice as long", "2 倍より短い"},
		{"exactly twice as long", "ちょうど 2 倍"},
		{"more than twice as long", "2 倍より長い"},
	},
	Right: 0,
	Reason: words.Text{
		"The 5 minutes are paid once, however far it is; only the part with the distance doubles.",
		"2 倍になるのは距離に応じた分だけです。準備の 5 分は、どんなに遠くても 1 回分です。",
	},
}

// Count asks what a cell knows of the program before it.
var Count = Question{
	Lesson: "00", Name: "count",
	Text: words.Text{
		"The next cell adds 1 to `count` once more. It shows",
		"次のセルも `count` に 1 を足します。表示されるのは",
	},
	Options: []words.Text{
		{"1", "1"},
		{"2", "2"},
		{"an error: `count` is gone", "エラー(`count` はもう無い)"},
	},
	Right: 0,
	Reason: words.Text{
		"Each cell is a program of its own. It gets the declaration `var count = 0`, not the value that an earlier program made of it, so it begins at 0 again.",
		"セルは 1 つ 1 つが独立したプログラムです。引き継がれるのは宣言 `var count = 0` で、前のセルで変わった値ではありません。だから、また 0 から始まります。",
	},
}

// Rate asks whether a larger learning rate is always a faster one.
var Rate = Question{
	Lesson: "00", Name: "rate",
	Text: words.Text{
		"Six steps down the same valley. The larger the learning rate, the sooner at the bottom?",
		"同じ谷を 6 歩下ります。学習率が大きいほど、早く谷底に着くでしょうか。",
	},
	Options: []words.Text{
		{"Yes, always", "いつもそうなる"},
		{"Up to a point: too large a step climbs instead", "ある大きさまで。大きすぎると、かえって登ってしまう"},
		{"The rate changes how long it takes, never where one ends", "変わるのは時間だけで、着く場所は同じ"},
	},
	Right: 1,
	Reason: words.Text{
		"A step that is too long passes the bottom. If it is more than twice the way to the bottom, it lands higher up on the other side, and the next step is longer still.",
		"歩幅が大きすぎると、底を飛び越えます。底までの 2 倍を超えると、向かい側のもっと高い所に降りて、次の 1 歩はさらに大きくなります。",
	},
}

// Exam asks what learning by heart costs on new examples.
var Exam = Question{
	Lesson: "00", Name: "exam",
	Text: words.Text{
		"Learning by heart has a training loss of 0. On new visits its loss, compared with the line's, is",
		"丸暗記の訓練損失は 0 です。新しい訪問での損失は、直線と比べて",
	},
	Options: []words.Text{
		{"lower, because what it knows is exact", "小さい(正確な知識があるから)"},
		{"the same", "同じ"},
		{"about twice as large", "およそ 2 倍"},
		{"infinitely large", "限りなく大きい"},
	},
	Right: 2,
	Reason: words.Text{
		"Nobody can foresee the chance of a new visit: its variance is 9. Learning by heart adds the chance of the visit that it remembers, another 9, as if that were knowledge.",
		"新しい訪問の偶然(分散 9)は、誰にも読めません。丸暗記は、覚えた訪問の偶然まで知識として答えるので、もう 9 が加わります。",
	},
}

// OneStep asks, well after the section on it, for one step of gradient descent.
var OneStep = Question{
	Lesson: "00", Name: "onestep",
	Text: words.Text{
		"One step of gradient descent: w is 2, the slope is −10, the learning rate is 0.1. The new w is",
		"勾配降下の 1 歩です。w は 2、傾きは −10、学習率は 0.1。新しい w は",
	},
	Options: []words.Text{
		{"1", "1"},
		{"1.9", "1.9"},
		{"3", "3"},
		{"12", "12"},
	},
	Right: 2,
	Reason: words.Text{
		"w − η·slope = 2 − 0.1 × (−10) = 3: against the slope, and by the rate times the slope. The slope is negative, so the loss falls to the right, and w grows.",
		"w − η × 傾き = 2 − 0.1 × (−10) = 3。傾きと反対の向きに、学習率 × 傾きの分だけ動きます。傾きが負なら右へ下り坂なので、w は大きくなります。",
	},
}
