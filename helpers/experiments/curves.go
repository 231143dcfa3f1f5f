package experiments

import (
	"math"

	"golessons/helpers/figure"
	"golessons/internal/words"
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
