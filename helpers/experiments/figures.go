package experiments

import (
	"math"

	"golessons/helpers/figure"
	"golessons/helpers/internal/number"
	"golessons/internal/words"
	"golessons/mlx"
)

// Curves draws the training and the validation loss over the epochs: the mean of the
// runs with a band of ± one standard deviation, up to the epoch that all runs have
// reached. A thin line stands at the mean turning point, the epoch of the lowest
// validation loss.
func (r Runs) Curves(title string) *figure.Figure {
	f := lossFigure(title)
	r.draw(f, "")
	turning, n := 0.0, 0
	for _, run := range r {
		if run.BestEpoch >= 0 && len(run.ValLoss) > 0 {
			turning, n = turning+float64(run.BestEpoch+1), n+1
		}
	}
	if n > 0 {
		note := words.Text{"turning point (mean)", "折り返し点(平均)"}
		if n == 1 {
			note = words.Text{"turning point", "折り返し点"}
		}
		f.VLine(turning/float64(n), note.String())
	}
	return f
}

func lossFigure(title string) *figure.Figure {
	return figure.New(title, words.Text{"epoch", "エポック"}.String(), words.Text{"loss", "損失"}.String())
}

// draw adds the curves of the runs, under names that end with that of the method.
func (r Runs) draw(f *figure.Figure, method string) {
	r.drawTraining(f, method)
	r.drawValidation(f, method)
}

func (r Runs) drawTraining(f *figure.Figure, method string) {
	name := words.Text{"training loss", "訓練損失"}.String()
	switch {
	case method != "" && len(r) > 0 && len(r[0].ValLoss) == 0: // there is only the one kind
		name = method
	case method != "":
		name = words.Text{"training, %s", "訓練、%s"}.With(method)
	}
	spread(f, name, r, func(run Run) []float64 { return run.TrainLoss })
}

func (r Runs) drawValidation(f *figure.Figure, method string) {
	name := words.Text{"validation loss", "検証損失"}.String()
	if method != "" {
		name = words.Text{"validation, %s", "検証、%s"}.With(method)
	}
	spread(f, name, r, func(run Run) []float64 { return run.ValLoss })
}

// spread draws the mean of the runs' curves with a band, up to the end of the shortest;
// of one run, its curve.
func spread(f *figure.Figure, name string, r Runs, of func(Run) []float64) {
	var curves [][]float64
	shortest := math.MaxInt
	for _, run := range r {
		if c := of(run); len(c) > 0 {
			curves, shortest = append(curves, c), min(shortest, len(c))
		}
	}
	for i := range curves {
		curves[i] = curves[i][:shortest]
	}
	switch len(curves) {
	case 0:
	case 1:
		f.Curve(name, curves[0])
	default:
		f.Spread(name, curves...)
	}
}

// Curves draws the training losses of all methods and then their validation losses, as
// [Runs.Curves] does.
func (c Comparison) Curves(title string) *figure.Figure {
	f := lossFigure(title)
	for i, runs := range c.Trained {
		runs.drawTraining(f, c.Names[i])
	}
	for i, runs := range c.Trained {
		runs.drawValidation(f, c.Names[i])
	}
	return f
}

// Panels draws the learning curves of each method in a figure of its own, side by side.
func (c Comparison) Panels(title string) *figure.Grid {
	columns := 3
	if n := len(c.Trained); n < 3 || n == 4 {
		columns = 2
	}
	var panels []figure.Picture
	for i, runs := range c.Trained {
		f := lossFigure(c.Names[i])
		runs.draw(f, "")
		panels = append(panels, f)
	}
	return figure.NewGrid(title, columns, panels...).SameY()
}

// Panels draws the learning curves of runs that are there already, those of each name in
// a figure of its own, side by side. [Kept] gives runs a name.
func Panels(title string, kept ...Named) *figure.Grid {
	return Comparison{}.with(kept).Panels(title)
}

// with returns a comparison of runs that are there already.
func (c Comparison) with(kept []Named) Comparison {
	for _, k := range kept {
		if k.Experiment != nil {
			mistake(words.Text{"“%s” is not trained yet: Compare trains it", "「%s」はまだ学習していません。Compare で学習させてください。"}, k.Name)
		}
		c.Names, c.Trained = append(c.Names, k.Name), append(c.Trained, k.Kept)
	}
	return c
}

// Steps draws the training loss of each step of each method's first run.
func (c Comparison) Steps(title string) *figure.Figure {
	f := figure.New(title, words.Text{"update", "更新"}.String(), words.Text{"loss", "損失"}.String())
	for i, runs := range c.Trained {
		if len(runs) > 0 {
			f.Curve(c.Names[i], runs[0].StepLoss)
		}
	}
	return f
}

// Points draws a measure of each run as a point: the runs across, a marker for each
// method. The measure is Loss unless another is given.
func (c Comparison) Points(title string, m ...Measure) *figure.Figure {
	measure, most := oneOf(m, Loss), 0
	f := figure.New(title, words.Text{"run", "学習の番号"}.String(), measure.String())
	for i, runs := range c.Trained {
		var numbers []float64
		for k := range runs {
			numbers = append(numbers, float64(k+1))
		}
		most = max(most, len(runs))
		f.Scatter(c.Names[i], numbers, runs.Each(measure))
	}
	return f.XRange(0.5, float64(most)+0.5)
}

// A Place is a comparison with the name of the data that it was measured on; see [In].
type Place struct {
	Name       string
	Comparison Comparison
}

// In names the data that a comparison was measured on, for [Bars].
func In(name string, c Comparison) Place { return Place{name, c} }

// Bars draws the mean of a measure with ± one standard deviation as a bar: a group of
// bars for each method, and in it one for each place. All places have the same methods.
//
//	experiments.Bars("Log loss", experiments.Loss,
//		experiments.In("Rotterdam", six.On(rotterdam)), experiments.In("Germany", six.On(germany))).Show()
func Bars(title string, m Measure, places ...Place) *figure.Figure {
	var names []string
	var series []figure.BarSeries
	for _, p := range places {
		names = p.Comparison.Names
		s := figure.BarSeries{Name: p.Name}
		for _, runs := range p.Comparison.Trained {
			mean, spread := number.MeanSpread(runs.Each(m))
			s.Values, s.Errors = append(s.Values, mean), append(s.Errors, spread)
		}
		series = append(series, s)
	}
	return figure.New(title, "", m.String()).Bars(names, series...)
}

// Figure draws the training and the validation loss over the values of the setting: the
// mean of the runs with a band of ± one standard deviation. The lowest mean validation
// loss is marked unless it is at an end.
//
// The axis of the setting is logarithmic if its values span a factor of 100 or more. A
// value of 0, which has no place there, is a level line then.
func (s Swept) Figure(title string) *figure.Figure {
	f := figure.New(title, s.Setting, words.Text{"loss", "損失"}.String())
	logarithmic := s.spansDecades()
	if logarithmic {
		f.LogX()
	}
	for _, m := range []Measure{TrainLoss, ValidationLoss} {
		var xs, means, low, high []float64
		zero := math.NaN()
		for i, runs := range s.Trained {
			mean, spread := number.MeanSpread(runs.Each(m))
			if logarithmic && s.Values[i] == 0 {
				zero = mean
				continue
			}
			if !math.IsNaN(mean) {
				xs, means = append(xs, s.Values[i]), append(means, mean)
				low, high = append(low, mean-spread), append(high, mean+spread)
			}
		}
		if len(xs) == 0 {
			continue
		}
		f.Band(m.String(), xs, means, low, high)
		if m.String() != ValidationLoss.String() {
			continue
		}
		if !math.IsNaN(zero) {
			f.Line(words.Text{"%s at %s", "%s(%s)"}.With(m, named(s.Setting, 0)), []float64{xs[0], xs[len(xs)-1]}, []float64{zero, zero})
		}
		if best := s.best(m); best > 0 && best < len(s.Values)-1 {
			f.Mark(s.Values[best], s.Trained[best].Mean(m), s.Names[best])
		}
	}
	return f
}

// spansDecades reports whether the values that are not 0 are positive and span a factor
// of 100.
func (s Swept) spansDecades() bool {
	low, high := math.Inf(1), 0.0
	for _, v := range s.Values {
		if v < 0 {
			return false
		}
		if v > 0 {
			low, high = min(low, v), max(high, v)
		}
	}
	return high >= 100*low
}

// Plot draws the examples of two classes with two features and, unless the model is nil,
// where the model says yes and where no. Two names after the model are those of the
// features.
//
// Errors: data with another number of features.
func Plot(title string, data *mlx.Dataset, model *mlx.Module, features ...string) *figure.Figure {
	x, y := data.Inputs().Rows(), data.Targets().Values()
	if len(x[0]) != 2 || len(x) != len(y) {
		mistake(words.Text{"Plot: got %d features, want 2", "特徴量が %d 個ありますが、2 個のデータにしてください。"}, len(x[0]))
	}
	for i := range x {
		x[i] = append(x[i], y[i])
	}
	ask := func(inputs mlx.Tensor) []float64 { return model.Eval().Forward(inputs).Sigmoid().Values() }
	if model == nil {
		ask = nil
	}
	return plot(title, x, ask, features)
}

// plot draws points, each two features and a class, and a classifier unless it is nil.
func plot(title string, points [][]float64, classifier func(mlx.Tensor) []float64, features []string) *figure.Figure {
	names := append(append([]string{}, features...), "x1", "x2")
	if len(features) == 1 {
		names[1] = "x2"
	}
	f := figure.New(title, names[0], names[1])
	for class := range 2 {
		var xs, ys []float64
		for _, p := range points {
			if p[2] == float64(class) {
				xs, ys = append(xs, p[0]), append(ys, p[1])
			}
		}
		f.Scatter(words.Text{"class %d", "クラス %d"}.With(class), xs, ys)
	}
	var low, high [2]float64
	for k := range 2 {
		low[k], high[k], _ = ends(points, k)
		margin := 0.1 * (high[k] - low[k])
		low[k], high[k] = low[k]-margin, high[k]+margin
	}
	if classifier != nil {
		f.Boundary(low[0], high[0], low[1], high[1], func(points [][]float64) []float64 { return classifier(mlx.FromRows(points)) })
	}
	return f.XRange(low[0], high[0]).YRange(low[1], high[1])
}

// Boundaries draws, under a slider, what the model of each method's first run says of two
// features: where yes and where no, with the examples that it was trained on. Names are
// those of the features.
//
// Errors: runs without two features, or with more examples than a [Run] keeps.
func (c Comparison) Boundaries(features ...string) *figure.Frames {
	return c.boundaries(words.Text{"Slide from method to method", "つまみを動かすと方法が変わります"}.String(), features)
}

// Boundaries is that of the comparison, with a slider over the values of the setting.
func (s Swept) Boundaries(features ...string) *figure.Frames {
	return s.boundaries(s.slider(), features)
}

// slider is the title of a slider over the values.
func (s Swept) slider() string {
	return words.Text{"Slide from %s to %s", "%s から %s まで動かせます"}.With(s.Names[0], s.Names[len(s.Names)-1])
}

func (c Comparison) boundaries(title string, features []string) *figure.Frames {
	frames := figure.NewFrames(title)
	for i, runs := range c.Trained {
		run := first(runs, c.Names[i], 2)
		frames.Add(c.Names[i], plot(c.Names[i], run.Points, func(x mlx.Tensor) []float64 { return predictAt(run, x) }, features))
	}
	return frames
}

// first returns the first run that did not diverge, which must have so many features.
func first(runs Runs, name string, features int) Run {
	for _, run := range runs {
		if run.Failed == "" {
			return withPoints(run, name, features)
		}
	}
	mistake(words.Text{"“%s” has no run that can be drawn", "「%s」には描ける学習がありません。"}, name)
	panic("not reached")
}

// withPoints returns a run that has kept its examples of so many features.
func withPoints(run Run, name string, features int) Run {
	if len(run.Points) == 0 || len(run.Points[0]) != features+1 {
		mistake(words.Text{"“%s” cannot be drawn: want training examples of %d features and one target, and at most %d of them",
			"「%s」は描けません。特徴量が %d 個で正解が 1 個の訓練データ(%d 件まで)にしてください。"}, name, features, mostPoints)
	}
	return run
}

// Fits draws, under a slider, what the model of each method's first run says of its one
// feature, with the examples that it was trained on and, if it is given, the truth: a
// function of what the axis shows. x and y are the names of the axes. [Comparison.InUnits]
// says in which units the feature is shown.
//
// Errors: runs without one feature, or with more examples than a [Run] keeps.
func (c Comparison) Fits(x, y string, truth ...func(float64) float64) *figure.Frames {
	return c.fits(words.Text{"Slide from method to method", "つまみを動かすと方法が変わります"}.String(), x, y, truth,
		func(name string, runs Runs) Run { return first(runs, name, 1) })
}

// BestFits is Fits, of that run of each method whose training loss is lowest.
func (c Comparison) BestFits(x, y string, truth ...func(float64) float64) *figure.Frames {
	return c.bestFits(words.Text{"Slide from method to method", "つまみを動かすと方法が変わります"}.String(), x, y, truth)
}

func (c Comparison) bestFits(title, x, y string, truth []func(float64) float64) *figure.Frames {
	return c.fits(title, x, y, truth, func(name string, runs Runs) Run {
		best := first(runs, name, 1)
		for _, run := range runs {
			if run.Train.Loss < best.Train.Loss {
				best = run
			}
		}
		return best
	})
}

// Fits is that of the comparison, with a slider over the values of the setting. It draws
// run [Swept.Middle] of each value.
func (s Swept) Fits(x, y string, truth ...func(float64) float64) *figure.Frames {
	middle := s.Middle()
	return s.fits(s.slider(), x, y, truth, func(name string, runs Runs) Run { return withPoints(runs[middle], name, 1) })
}

// BestFits is that of the comparison, with a slider over the values of the setting.
func (s Swept) BestFits(x, y string, truth ...func(float64) float64) *figure.Frames {
	return s.bestFits(s.slider(), x, y, truth)
}

func (c Comparison) fits(title, x, y string, truth []func(float64) float64, pick func(name string, runs Runs) Run) *figure.Frames {
	frames := figure.NewFrames(title)
	for i, runs := range c.Trained {
		frames.Add(c.Names[i], c.fit(c.Names[i], x, y, pick(c.Names[i], runs), truth))
	}
	return frames
}

// fit draws the function that a run has learnt.
func (c Comparison) fit(title, x, y string, run Run, truth []func(float64) float64) *figure.Figure {
	shown := func(xs []float64) []float64 {
		if c.Scale == 0 {
			return xs
		}
		out := make([]float64, len(xs))
		for i, x := range xs {
			out[i] = c.Offset + c.Scale*x
		}
		return out
	}
	var px, py []float64
	for _, p := range run.Points {
		px, py = append(px, p[0]), append(py, p[1])
	}
	xs, ys := curve(run)
	px, xs = shown(px), shown(xs)
	f := figure.New(title, x, y).Line(words.Text{"model", "モデル"}.String(), xs, ys).
		Scatter(words.Text{"training data", "訓練データ"}.String(), px, py)
	for _, t := range truth {
		f.Func(words.Text{"truth", "真の曲線"}.String(), t, min(xs[0], xs[len(xs)-1]), max(xs[0], xs[len(xs)-1]))
	}
	return f
}

// Pair draws the fits of two values side by side: those of run [Swept.Middle].
//
// Errors: as Fits; a value that was not tried.
func (s Swept) Pair(a, b float64, truth ...func(float64) float64) *figure.Grid {
	middle := s.Middle()
	var panels []figure.Picture
	for _, v := range []float64{a, b} {
		i := s.index(v)
		panels = append(panels, s.fit(s.Names[i], "x", "y", withPoints(s.Trained[i][middle], s.Names[i], 1), truth))
	}
	title := words.Text{"Two models that learnt the same %d points", "同じ %d 個の点を学んだ 2 つのモデル"}.With(len(s.At(a)[middle].Points))
	return figure.NewGrid(title, 2, panels...).SameY()
}
