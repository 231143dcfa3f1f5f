package experiments

import (
	"golessons/helpers/figure"
	"golessons/internal/words"
)

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
	if run.Failed != "" {
		mistake(words.Text{"“%s” cannot be drawn: %s", "「%s」は描けません。%s。"}, name, run.Failed)
	}
	if len(run.Points) == 0 || len(run.Points[0]) != features+1 {
		mistake(words.Text{"“%s” cannot be drawn: want training examples of %s and one target, and at most %d of them",
			"「%s」は描けません。特徴量が %s 個で正解が 1 個の訓練データ(%d 件まで)にしてください。"}, name, words.Count(features, "feature"), mostPoints)
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
