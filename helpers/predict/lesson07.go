package predict

import "golessons/internal/words"

// BestOfHundred asks again, after lesson 03, what a score by which one has chosen is
// worth.
var BestOfHundred = Question{
	Lesson: "07", Name: "bestofhundred",
	Text: words.Text{
		"A hundred forecasters toss a coin each day instead of looking at the sky. The best of them was right on more than 30 of 50 days. On the next 2000 days that one is right",
		"空を見ずに、毎日コイン投げで予報する予報士が 100 人います。1 番の人は、50 日のうち 30 日を超えて当たりました。この人が、次の 2000 日に当たるのは",
	},
	Options: []words.Text{
		{"as often as before", "今までと同じくらい"},
		{"on about half of them", "およそ半分の日"},
		{"on clearly fewer than half, to make up for the good luck", "半分よりはっきり少ない日(幸運の埋め合わせ)"},
	},
	Right: 1,
	Reason: words.Text{
		"The 50 days were used to choose, so luck was chosen along with them. A score on data that took part in a choice is too good; new days know nothing of it. That is why there are test data beside validation data.",
		"50 日の成績で選んだので、運の良さもいっしょに選んでいます。選ぶのに使ったデータの成績は、良すぎるのです。新しい日は、その運と関係がありません。検証データのほかにテストデータが要るのも、このためです。",
	},
}

// LeftOut asks which way a share is bent by leaving out those of whom it is not known
// what happened.
var LeftOut = Question{
	Lesson: "07", Name: "leftout",
	Text: words.Text{
		"Everybody whose follow-up ended before 5 years, while they were alive, is left out. Compared with the true risk, the share of deaths among the others is",
		"5 年たつ前に、生きたまま追跡が終わった人を全員除きます。残った人たちでの死亡の割合は、本当のリスクと比べて",
	},
	Options: []words.Text{
		{"too low, because deaths are missing", "低すぎる(死亡が抜けるから)"},
		{"about right, since thousands are left", "ほぼ正しい(何千人も残っているから)"},
		{"too high", "高すぎる"},
	},
	Right: 2,
	Reason: words.Text{
		"Who died within 5 years stays in, however short the follow-up was. Only people who were alive can be lost, and that makes the share of the dead larger. More people do not mend it.",
		"5 年以内に死亡した人は、追跡がどんなに短くても残ります。抜けるのは生きていた人だけなので、死亡の割合は大きくなります。人数を増やしても直りません。",
	},
}

// SameLoss asks what two equal losses say of two models.
var SameLoss = Question{
	Lesson: "07", Name: "sameloss",
	Text: words.Text{
		"The losses of the linear model and of the network differ by less than 0.003. So",
		"線形モデルとネットワークの損失の差は 0.003 もありません。ということは",
	},
	Options: []words.Text{
		{"either will do: they predict about the same for everybody", "どちらでもよい。誰に対しても、予測はほぼ同じ"},
		{"the network has learnt nothing that the line does not know", "ネットワークは、直線が知らないことを何も学んでいない"},
		{"they may still differ a lot for a small group, so look there first", "少数の人たちでは大きく違うかもしれないので、まずそこを見る"},
	},
	Right: 2,
	Reason: words.Text{
		"Fewer than one in 100 people are below a BMI of 18.5. An error there hardly shows in a mean over everybody.",
		"BMI が 18.5 未満の人は 100 人に 1 人もいません。そこでの誤りは、全員の平均にはほとんど現れません。",
	},
}

// BothEnds asks where a straight line misses a U.
var BothEnds = Question{
	Lesson: "07", Name: "bothends",
	Text: words.Text{
		"The linear model now knows age and sex, too. It expects too few deaths, and so overlooks a danger,",
		"線形モデルは、年齢と性別も知りました。死亡を少なく予想しすぎる、つまり危険を見逃すのは",
	},
	Options: []words.Text{
		{"at low BMI only", "低い BMI だけ"},
		{"at both ends", "両端"},
		{"in the middle", "真ん中"},
		{"nowhere, now that age is known", "どこでもない(年齢が分かったから)"},
	},
	Right: 1,
	Reason: words.Text{
		"At equal age the risk is a U. A line through a U lies below it at both ends, and above it in the middle.",
		"年齢をそろえると、リスクは U 字になります。U 字に直線を当てはめると、両端では U より下、真ん中では U より上を通ります。",
	},
}

// Level asks how much of the rise in loss at another hospital is due to the level of the
// risks.
var Level = Question{
	Lesson: "07", Name: "level",
	Text: words.Text{
		"At hospital B the loss is larger than at hospital A. Once the mean risk is made to fit, of that rise",
		"病院 B での損失は、病院 A より大きくなります。平均リスクを合わせると、その増加は",
	},
	Options: []words.Text{
		{"all is gone", "全部消える"},
		{"a part is gone", "一部が消える"},
		{"nothing is gone", "まったく消えない"},
	},
	Right: 1,
	Reason: words.Text{
		"The level of the risks is wrong, and that part goes away. But the patients of hospital B are harder to predict even with the right mean, and a network with no brake has learnt by heart besides.",
		"リスクの水準は外れていて、そのぶんは消えます。しかし病院 B の患者は、平均が合っていても予測しにくく、ブレーキなしのネットワークには丸暗記のつけも残ります。",
	},
}

// Overconfident asks what the boldest predictions of a network without regularization
// are worth.
var Overconfident = Question{
	Lesson: "07", Name: "overconfident",
	Text: words.Text{
		"The network without regularization gives some patients a risk above 0.9, so that more than 90 in 100 of them should have an event. It happens to",
		"正則化のないネットワークは、一部の患者に 0.9 を超えるリスクを告げます。言葉どおりなら、100 人中 90 人を超える人に起きるはずです。実際に起きるのは",
	},
	Options: []words.Text{
		{"far fewer", "それよりずっと少ない人"},
		{"about as many", "だいたいそのとおり"},
		{"all of them: so sure a network is right", "全員(それほど自信があるのだから)"},
	},
	Right: 0,
	Reason: words.Text{
		"It has learnt its few patients by heart, and there it was always right with such numbers. New patients are less certain, and the network does not know.",
		"少ない患者を丸暗記したので、その人たちにはこの数字で当たりました。新しい患者はもっと不確かなのに、ネットワークはそれを知りません。",
	},
}

// ContainsZero asks what an interval of a difference around 0 says.
var ContainsZero = Question{
	Lesson: "07", Name: "containszero",
	Text: words.Text{
		"The confidence interval of the difference between two methods contains 0. That shows that",
		"2 つの方法の差の信頼区間が 0 を含んでいました。ここから分かるのは",
	},
	Options: []words.Text{
		{"there is no difference", "差はない"},
		{"nothing at all: the data are too bad", "何も分からない(データが悪い)"},
		{"a difference, if there is one, is hardly larger than the interval reaches", "差があるとしても、区間の端を大きく超えることはなさそうだ"},
	},
	Right: 2,
	Reason: words.Text{
		"Every value in the interval goes with the data, 0 among them, and so do the others. A narrow interval around 0 is worth knowing; a proof of equality it is not.",
		"区間の中の値なら、どれもデータと矛盾しません。0 もその 1 つにすぎません。0 を含む狭い区間は役に立つ知識ですが、等しいことの証明ではありません。",
	},
}
