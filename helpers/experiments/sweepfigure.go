package experiments

import (
	"math"

	"golessons/helpers/figure"
	"golessons/helpers/internal/number"
	"golessons/internal/words"
)

// Figure draws the training and the validation loss over the values of the setting: the
// mean of the runs with a band of ± one standard deviation. The lowest mean validation
// loss is marked unless it is at an end.
//
// The axis of the setting is logarithmic if its values span a factor of 100 or more. A
// value of 0, which has no place there, is a level line then.
func (s Swept) Figure(title string) *figure.Figure {
	axis, logarithmic := s.Setting, s.spansDecades()
	if logarithmic {
		axis = words.Text{"%s (log scale)", "%s(対数目盛)"}.With(axis)
	}
	f := figure.New(title, axis, words.Text{"loss", "損失"}.String())
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
			f.Line(words.Text{"%s at %s", "%s(%s のとき)"}.With(m, named(s.Setting, 0)), []float64{xs[0], xs[len(xs)-1]}, []float64{zero, zero})
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

// LearningCurves draws, under a slider over the values of the setting, the learning
// curves of each value, as [Runs.Curves] does.
func (s Swept) LearningCurves() *figure.Frames {
	frames := figure.NewFrames(s.slider())
	for i, runs := range s.Trained {
		frames.Add(s.Names[i], runs.Curves(s.Names[i]))
	}
	return frames
}
