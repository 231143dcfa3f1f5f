package predict

import "golessons/internal/words"

// WhenDropoutRests asks, a lesson later, in which mode Dropout silences units.
var WhenDropoutRests = Question{
	Lesson: "05", Name: "whendropoutrests",
	Text: words.Text{
		"From lesson 04: when does Dropout rest units?",
		"レッスン 04 の復習です。Dropout がユニットを休ませるのは",
	},
	Options: []words.Text{
		{"in training only", "訓練のときだけ"},
		{"always", "いつも"},
		{"in evaluation only", "評価のときだけ"},
		{"in the first epochs only", "最初の数エポックだけ"},
	},
	Right: 0,
	Reason: words.Text{
		"In evaluation everybody plays, which is why `eval()` must not be forgotten.",
		"評価では全員がそろいます。だから `eval()` を忘れてはいけないのでした。",
	},
}

// TotalLoss asks for a total loss by hand.
var TotalLoss = Question{
	Lesson: "05", Name: "totalloss",
	Text: words.Text{
		"Weights 3 and −4, bias 1, λ = 0.01, original loss 1. The total is",
		"重みは 3 と −4、バイアスは 1、λ = 0.01、元の損失は 1 です。合計は",
	},
	Options: []words.Text{
		{"0.99", "0.99"},
		{"1.07", "1.07"},
		{"1.25", "1.25"},
		{"1.26", "1.26"},
	},
	Right: 2,
	Reason: words.Text{
		"1 + 0.01 × (9 + 16) = 1.25. Squares are never negative, so that 3 and −4 do not cancel (0.99); without the square it would be 1.07, and with the bias 1.26.",
		"1 + 0.01 × (9 + 16) = 1.25。2 乗するので、3 と −4 は打ち消し合いません(0.99 にはならない)。2 乗しなければ 1.07、バイアスまで数えれば 1.26 になります。",
	},
}

// GradientGrowth asks how a penalty changes the gradients of two weights.
var GradientGrowth = Question{
	Lesson: "05", Name: "gradientgrowth",
	Text: words.Text{
		"λ = 0.01. The gradients of the weights 3 and −4 change by",
		"λ = 0.01 です。重み 3 と −4 の勾配は、どれだけ変わるでしょうか。",
	},
	Options: []words.Text{
		{"0.01 each", "どちらも 0.01"},
		{"0.03 and −0.04", "0.03 と −0.04"},
		{"0.09 and 0.16", "0.09 と 0.16"},
		{"0.06 and −0.08", "0.06 と −0.08"},
	},
	Right: 3,
	Reason: words.Text{
		"By 2λw, the derivative of λw². (0.09 and 0.16 are what the two weights cost, λw².)",
		"λw² の微分、2λw だけ変わります。(0.09 と 0.16 は、2 つの重みの料金 λw² です。)",
	},
}

// FloorOfTotal asks where the minimum of loss plus penalty goes as λ grows.
var FloorOfTotal = Question{
	Lesson: "05", Name: "flooroftotal",
	Text: words.Text{
		"The original loss alone is lowest at w = 3. As λ grows, the lowest point of the total",
		"元の損失だけなら、谷底は w = 3 です。λ を大きくすると、合計の谷底は",
	},
	Options: []words.Text{
		{"stays at 3", "3 のまま動かない"},
		{"moves nearer and nearer to 0, and never gets there", "0 に近づいていくが、着くことはない"},
		{"jumps to 0 from some λ on", "ある λ から急に 0 へ飛ぶ"},
		{"passes 0 and becomes negative", "0 を越えて、負になる"},
	},
	Right: 1,
	Reason: words.Text{
		"It lies at w = 3/(1 + λ), where the two pulls balance: close to 0 for a large λ, and never 0.",
		"谷底は 2 つの力が釣り合う w = 3/(1 + λ) にあります。λ が大きければ 0 に近くなりますが、0 にはなりません。",
	},
}

// TenfoldLambda asks how the half-life of a weight depends on λ.
var TenfoldLambda = Question{
	Lesson: "05", Name: "tenfoldlambda",
	Text: words.Text{
		"λ becomes ten times as large, 0.05 instead of 0.005. The half-life of a weight becomes",
		"λ を 10 倍にします(0.005 から 0.05 へ)。重みの半減期は",
	},
	Options: []words.Text{
		{"about a tenth", "約 1/10 になる"},
		{"about half", "約半分になる"},
		{"ten times as long", "10 倍になる"},
		{"no other: only the rate matters", "変わらない(学習率だけで決まる)"},
	},
	Right: 0,
	Reason: words.Text{
		"Each step takes away the share 2λη. Ten times the share, a tenth of the steps.",
		"1 歩で減る割合は 2λη です。割合が 10 倍なら、歩数は約 1/10 で済みます。",
	},
}

// LowerTrainingLoss asks which of two models is nearer to its training data.
var LowerTrainingLoss = Question{
	Lesson: "05", Name: "lowertrainingloss",
	Text: words.Text{
		"One network learns the 15 points with λ = 0, another with λ = 0.03. The lower training loss has",
		"同じ 15 点を、λ = 0 と λ = 0.03 で学ばせます。訓練損失が低いのは",
	},
	Options: []words.Text{
		{"λ = 0", "λ = 0"},
		{"λ = 0.03", "λ = 0.03"},
		{"neither: both are the same", "どちらも同じ"},
	},
	Right: 0,
	Reason: words.Text{
		"Where nothing is charged, the model can chase every point. Whether that helps with new points is another question.",
		"料金がなければ、どの点も好きなだけ追いかけられるからです。新しい点でもうまくいくかどうかは、別の話です。",
	},
}

// LambdaOne asks what too much regularization leaves of a curve.
var LambdaOne = Question{
	Lesson: "05", Name: "lambdaone",
	Text: words.Text{
		"At λ = 1 the model's curve is",
		"λ = 1 のモデルが描くのは",
	},
	Options: []words.Text{
		{"the true sine: nothing of the noise is left", "本当のサイン(雑音がすっかり消える)"},
		{"a slanted line", "傾いた直線"},
		{"a level line", "水平な線"},
		{"not there: training breaks", "何も描けない(学習が壊れる)"},
	},
	Right: 2,
	Reason: words.Text{
		"Weights are so dear that none are bought. A bias costs nothing, and with it alone the best answer is the mean.",
		"重みが高すぎて、1 つも買えないからです。ただで使えるバイアスだけでは、平均を答えるのがいちばんです。",
	},
}

// LossOverLambda asks for the U of the validation loss.
var LossOverLambda = Question{
	Lesson: "05", Name: "lossoverlambda",
	Text: words.Text{
		"As λ grows from 0 to 1, the validation loss",
		"λ を 0 から 1 まで大きくしていくと、検証損失は",
	},
	Options: []words.Text{
		{"falls all the way: the smoother, the better", "下がり続ける(滑らかなほどよい)"},
		{"rises all the way, as the training loss does", "訓練損失と同じように、上がり続ける"},
		{"falls first, and rises then", "はじめは下がり、やがて上がる"},
		{"stays the same: λ changes the weights only", "変わらない(変わるのは重みだけ)"},
	},
	Right: 2,
	Reason: words.Text{
		"Too small a λ overfits, too large a one underfits; the best lies between. The training loss cannot show it.",
		"小さすぎれば過学習、大きすぎれば未学習。最良はその間にあり、訓練損失からはわかりません。",
	},
}

// PenalizedBias asks what a penalty on the biases does to predictions.
var PenalizedBias = Question{
	Lesson: "05", Name: "penalizedbias",
	Text: words.Text{
		"The data lie around 5. If biases are charged for, too, the predictions are",
		"データは 5 のあたりにあります。バイアスからも料金を取ると、予測は",
	},
	Options: []words.Text{
		{"as before", "変わらない"},
		{"too high", "高すぎる"},
		{"jagged", "ギザギザになる"},
		{"too low", "低すぎる"},
	},
	Right: 3,
	Reason: words.Text{
		"The bias that would lift the line to 5 costs λb², so the line stops short of 5.",
		"線を 5 まで持ち上げるバイアスに λb² かかるので、5 の手前で止まります。",
	},
}

// DecayToLambda asks how PyTorch's weight_decay and the lecture's λ go together.
var DecayToLambda = Question{
	Lesson: "05", Name: "decaytolambda",
	Text: words.Text{
		"PyTorch's SGD adds `weight_decay` × w to the gradient. With `weight_decay=0.02` it does what the lecture's penalty does with λ =",
		"PyTorch の SGD は、勾配に `weight_decay` × w を足します。`weight_decay=0.02` は、講義のペナルティの λ でいえば",
	},
	Options: []words.Text{
		{"0.02", "0.02"},
		{"0.01", "0.01"},
		{"0.04", "0.04"},
		{"0.0004", "0.0004"},
	},
	Right: 1,
	Reason: words.Text{
		"The lecture's λw² adds 2λw to the gradient. So `weight_decay` = 2λ.",
		"講義の λw² が勾配に足すのは 2λw です。だから `weight_decay` = 2λ になります。",
	},
}
