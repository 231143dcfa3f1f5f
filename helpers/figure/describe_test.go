package figure_test

import (
	"math"
	"strings"
	"testing"

	"golessons/helpers/figure"
)

// The sentence of a figure describes the values that are drawn, and says how
// many are not.
func TestTextOfLogarithmicAxes(t *testing.T) {
	for name, c := range map[string]struct {
		picture    figure.Picture
		has, never string
	}{
		"line": {figure.New("", "", "").Curve("a", []float64{0, 1, 10}).LogY(), "from (2, 1) to (3, 10), lowest 1, highest 10. Left out: 1 value that a logarithmic axis", "lowest 0"},
		"band": {figure.New("", "", "").Band("a", []float64{1, 2, 3}, []float64{-1, 1, 2}, []float64{-90, 1, 1}, []float64{-1, 2, 2}).LogY(),
			"lowest 1, highest 2, the band at most 1 wide. Left out: 1 value", "−1"},
		"scatter":        {figure.New("", "", "").Scatter("a", []float64{0, 2}, []float64{5, 5}).LogX(), "1 point “a” with x from 2 to 2, y from 5 to 5. Left out: 1 value", "0 to"},
		"bars":           {figure.New("", "", "").Bars([]string{"p", "q"}, figure.BarSeries{Values: []float64{3, 0}}).LogY(), "bars: p 3. Left out: 1 value", "q 0"},
		"bars with NaN":  {figure.New("", "", "").Bars([]string{"p", "q"}, figure.BarSeries{Values: []float64{3, math.NaN()}}), "bars: p 3. Left out: 1 value that cannot be drawn", "q NaN"},
		"histogram":      {figure.New("", "", "").Histogram("a", []float64{-1, 2, 3}, 4).LogX(), "histogram “a” of 2 values, mean 2.5, standard deviation 0.7071. Left out: 1 value", "3 values"},
		"mark":           {figure.New("", "", "").Curve("a", []float64{1, 2}).Mark(1, 0, "here").LogY(), "Left out: 1 value", "here"},
		"rule":           {figure.New("", "", "").Curve("a", []float64{1, 2}).HLine(0, "chance").LogY(), "Left out: 1 value", "chance"},
		"vertical rule":  {figure.New("", "", "").Curve("a", []float64{1, 2}).VLine(-2, "then").LogX(), "Left out: 1 value", "then"},
		"one of a value": {figure.New("", "", "").Histogram("a", []float64{2}, 0), "of 1 value, mean 2", "1 values"},
		"one cell":       {figure.New("", "", "").Heatmap([][]float64{{2}}, nil, nil), "a heat map of 1 row and 1 column", "1 rows"},
	} {
		text := c.picture.Text()
		if !strings.Contains(text, c.has) || strings.Contains(text, c.never) {
			t.Errorf("%s: the text is %q, want %q and not %q", name, text, c.has, c.never)
		}
	}
}

// ReLU has no derivative at its corner, and none is drawn.
func TestDerivativeHasAGapAtACorner(t *testing.T) {
	text := figure.New("", "", "").FuncWithDerivative("f", relu, -1, 1).Text()
	if !strings.Contains(text, "derivative of f” runs from (−1, 0) to (1, 1), lowest 0, highest 1") {
		t.Errorf("%q", text)
	}
	text = figure.New("", "", "").FuncWithDerivative("f", sigmoid, -8, 8).Text()
	if !strings.Contains(text, "highest 0.25") {
		t.Errorf("sigmoid: %q", text)
	}
}
