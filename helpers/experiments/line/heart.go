package line

import (
	"math"
	"math/rand/v2"
	"slices"

	"golessons/helpers"
	"golessons/helpers/data"
	"golessons/helpers/figure"
	"golessons/helpers/internal/number"
	"golessons/internal/words"
)

// Nearest learns the examples of a set by heart: the function that it returns answers
// with the target of the example whose first feature is nearest, the first of them if
// two are equally near.
func Nearest(set *data.Set) func(x float64) float64 {
	xs, ys := points("Nearest", set)
	return func(x float64) float64 {
		best := 0
		for i := range xs {
			if math.Abs(xs[i]-x) < math.Abs(xs[best]-x) {
				best = i
			}
		}
		return ys[best]
	}
}

// ByHeart draws the line of [LeastSquares] and the staircase of [Nearest], both
// learnt from the training examples, among these and the validation examples.
func ByHeart(train, validation *data.Set) *figure.Figure {
	x, y := points("ByHeart", train)
	newX, newY := points("ByHeart", validation)
	w, b := LeastSquares(x, y)
	right := math.Ceil(max(slices.Max(x), slices.Max(newX)))
	top := max(slices.Max(y), slices.Max(newY))
	stairX, stairY := stairs(train, right)
	return figure.New(words.Text{"A straight line, and learning by heart", "直線と丸暗記"}.String(), kilometres(), minutes()).
		Line(straightName(), []float64{0, right}, []float64{b, w*right + b}).
		Line(heartName(), stairX, stairY).
		Scatter(words.Text{"training", "訓練"}.String(), x, y).
		Scatter(words.Text{"validation", "検証"}.String(), newX, newY).
		XRange(0, right).YRange(0, 1.25*top)
}

// stairs returns the corners of [Nearest] from 0 to right: its answer changes half way
// between two neighbours.
func stairs(set *data.Set, right float64) (xs, ys []float64) {
	x, _ := points("ByHeart", set)
	x = slices.Compact(slices.Sorted(slices.Values(x)))
	answer, from := Nearest(set), 0.0
	for i := range x {
		to := right
		if i+1 < len(x) {
			to = (x[i] + x[i+1]) / 2
		}
		xs, ys = append(xs, from, to), append(ys, answer(x[i]), answer(x[i]))
		from = to
	}
	return xs, ys
}

// Exams invents 40 visits so many times, deals them each time into 30 for training and
// 10 for validation, and returns the losses of the line and of learning by heart on
// both.
func Exams(times int, seed int64) Losses {
	atLeast(1, "Exams", "times", times)
	var l Losses
	for i := range int64(times) {
		train, validation := deal(data.Visits(40, 10_000*seed+i), i)
		w, b := LeastSquares(points("Exams", train))
		straight, byHeart := func(x float64) float64 { return w*x + b }, Nearest(train)
		l.LineTrain = append(l.LineTrain, LossOf(straight, train))
		l.LineNew = append(l.LineNew, LossOf(straight, validation))
		l.HeartTrain = append(l.HeartTrain, LossOf(byHeart, train))
		l.HeartNew = append(l.HeartNew, LossOf(byHeart, validation))
	}
	return l
}

// deal shuffles the set and returns the first 30 and the rest.
func deal(set *data.Set, seed int64) (train, validation *data.Set) {
	rand.New(rand.NewPCG(uint64(seed), 52)).Shuffle(set.Len(), func(i, j int) {
		set.X[i], set.X[j] = set.X[j], set.X[i]
		set.Y[i], set.Y[j] = set.Y[j], set.Y[i]
	})
	first, rest := *set, *set
	first.X, first.Y = set.X[:30], set.Y[:30]
	rest.X, rest.Y = set.X[30:], set.Y[30:]
	return &first, &rest
}

// Losses are the mean squared errors that [Exams] found, a value each time.
type Losses struct {
	// LineTrain and LineNew are the line's on the training and on the validation
	// visits, HeartTrain and HeartNew those of learning by heart.
	LineTrain, LineNew, HeartTrain, HeartNew []float64
}

// Show shows a table of the training losses and one of the validation losses.
func (l Losses) Show() {
	table := func(title words.Text, straight, byHeart []float64) {
		helpers.Results(title.With(len(straight)), helpers.Lower,
			helpers.Result{Name: straightName(), Values: straight}, helpers.Result{Name: heartName(), Values: byHeart}).Show()
	}
	table(words.Text{
		"Training loss (mean ± standard deviation, %d times)",
		"訓練損失(%d 回の平均 ± 標準偏差)",
	}, l.LineTrain, l.HeartTrain)
	table(words.Text{
		"Validation loss (mean ± standard deviation, %d times)",
		"検証損失(%d 回の平均 ± 標準偏差)",
	}, l.LineNew, l.HeartNew)
}

// Ratio returns how many times the mean validation loss of the line that of learning by
// heart is.
func (l Losses) Ratio() float64 { return number.Mean(l.HeartNew) / number.Mean(l.LineNew) }

// Gap returns how many times its mean training loss the line's mean validation loss is.
func (l Losses) Gap() float64 { return number.Mean(l.LineNew) / number.Mean(l.LineTrain) }

func straightName() string { return words.Text{"line", "直線"}.String() }
func heartName() string    { return words.Text{"by heart", "丸暗記"}.String() }
