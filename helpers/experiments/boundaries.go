package experiments

import (
	"golessons/helpers/figure"
	"golessons/internal/words"
	"golessons/mlx"
)

// Plot draws the examples of two classes with two features and, unless the model is nil,
// where the model says yes and where no. Two names after the model are those of the
// features.
//
// Errors: data with another number of features.
func Plot(title string, data *mlx.Dataset, model *mlx.Module, features ...string) *figure.Figure {
	x, y := data.Inputs().Rows(), data.Targets().Values()
	if len(x[0]) != 2 || len(x) != len(y) {
		mistake(words.Text{"Plot: got %s, want 2", "特徴量が %s 個ありますが、2 個のデータにしてください。"}, words.Count(len(x[0]), "feature"))
	}
	for i := range x {
		x[i] = append(x[i], y[i])
	}
	if model == nil {
		return plot(title, x, nil, features)
	}
	return plot(title, x, func(inputs mlx.Tensor) []float64 { return risks(model, inputs) }, features)
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
		frames.Add(c.Names[i], plot(c.Names[i], run.Points, func(x mlx.Tensor) []float64 { return predict(run.Model, run.LossName, x) }, features))
	}
	return frames
}
