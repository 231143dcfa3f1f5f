package line

import (
	"math"

	"golessons/helpers"
	"golessons/helpers/data"
	"golessons/helpers/figure"
	"golessons/internal/words"
)

// A Descent takes steps of gradient descent from w = 0, b = 0 at the points (x[i],
// y[i]), and returns where it ends.
type Descent func(rate float64, steps int, x, y []float64) (w, b float64)

// Descents descends for each of the numbers of steps, each time from the start.
func Descents(descend Descent, rate float64, set *data.Set, steps ...int) Descended {
	notNil("Descents", "descend", descend == nil)
	atLeast(1, "Descents", "len(steps)", len(steps))
	x, y := points("Descents", set)
	d := Descended{Rate: rate, Data: set}
	for _, n := range steps {
		atLeast(0, "Descents", "steps", n)
		w, b := descend(rate, n, x, y)
		d.Stops = append(d.Stops, Stop{Steps: n, W: w, B: b, Loss: Loss(w, b, x, y)})
	}
	w, b := LeastSquares(x, y)
	d.Formula = Stop{W: w, B: b, Loss: Loss(w, b, x, y)}
	return d
}

// A Stop is a line on the way of a descent.
type Stop struct {
	// Steps is how many steps led there; 0 of the formula's line.
	Steps int
	// The line is W·x + B.
	W, B float64
	// Loss is its mean squared error.
	Loss float64
}

// Descended is what [Descents] found.
type Descended struct {
	Rate  float64
	Data  *data.Set
	Stops []Stop
	// Formula is the line of [LeastSquares].
	Formula Stop
}

// After returns the stop after so many steps, which must be one of them.
func (d Descended) After(steps int) Stop {
	for _, s := range d.Stops {
		if s.Steps == steps {
			return s
		}
	}
	mistake(words.Text{
		"After: there is no stop after %d steps",
		"After: %d 歩後の記録はありません。",
	}, steps)
	return Stop{}
}

// Figure draws the points and, of the lines, the first three and the last: those
// between lie too close to each other.
func (d Descended) Figure() *figure.Figure {
	x, y := points("Descended", d.Data)
	right, top := 0.0, 0.0
	for i := range x {
		right, top = max(right, x[i]), max(top, y[i])
	}
	right = math.Ceil(right)
	f := figure.New(words.Text{"The line moves towards the points", "直線が点に近づいていく"}.String(), kilometres(), minutes()).
		Scatter(visits(), x, y).XRange(0, right).YRange(0, 1.4*top)
	for i, s := range d.Stops {
		if i < 3 || i == len(d.Stops)-1 {
			f.Line(stepName(s.Steps), []float64{0, right}, []float64{s.B, s.W*right + s.B})
		}
	}
	return f
}

// Table returns a row for each stop, and one for the formula.
func (d Descended) Table() *helpers.Table {
	t := helpers.NewTable(
		words.Text{"Gradient descent, learning rate %g", "勾配降下法(学習率 %g)"}.With(d.Rate),
		words.Text{"steps", "歩数"}.String(), "w", "b", words.Text{"loss", "損失"}.String(),
	).Format("%.0f", "%.3f")
	for _, s := range d.Stops {
		t.Row(s.Steps, s.W, s.B, s.Loss)
	}
	return t.Row(words.Text{"formula", "公式"}.String(), d.Formula.W, d.Formula.B, d.Formula.Loss)
}

// Show shows the figure and the table.
func (d Descended) Show() {
	d.Figure().Show()
	d.Table().Show()
}

// stepName names the line after so many steps.
func stepName(steps int) string {
	return words.Text{"step %d", "%d 歩後"}.With(steps)
}
