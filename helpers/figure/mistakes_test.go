package figure_test

import (
	"bytes"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"golessons/helpers/figure"
	"golessons/helpers/internal/displaytest"
	"golessons/helpers/internal/golden"
)

// A mistake is one sentence in the notebook's language, and no picture.
func TestMistakes(t *testing.T) {
	nan := math.NaN()
	mistakes := map[string]func() figure.Picture{
		"nothing":         func() figure.Picture { return figure.New("t", "", "") },
		"empty series":    func() figure.Picture { return figure.New("t", "", "").Curve("a", nil) },
		"all NaN":         func() figure.Picture { return figure.New("t", "", "").Curve("a", []float64{nan, math.Inf(1)}) },
		"lengths":         func() figure.Picture { return figure.New("t", "", "").Line("a", []float64{1, 2}, []float64{1}) },
		"scatter lengths": func() figure.Picture { return figure.New("t", "", "").Scatter("a", []float64{1, 2}, []float64{1}) },
		"band lengths":    func() figure.Picture { return figure.New("t", "", "").Band("a", []float64{1}, []float64{1}, nil, nil) },
		"runs":            func() figure.Picture { return figure.New("t", "", "").Spread("a", []float64{1, 2}, []float64{1}) },
		"no runs":         func() figure.Picture { return figure.New("t", "", "").Spread("a") },
		"bars": func() figure.Picture {
			return figure.New("t", "", "").Bars([]string{"a"}, figure.BarSeries{Values: []float64{1, 2}})
		},
		"two bar charts": func() figure.Picture {
			s := figure.BarSeries{Values: []float64{1}}
			return figure.New("t", "", "").Bars([]string{"a"}, s).Bars([]string{"a"}, s)
		},
		"bins":            func() figure.Picture { return figure.New("t", "", "").Histogram("a", []float64{1}, -1) },
		"empty histogram": func() figure.Picture { return figure.New("t", "", "").Histogram("a", nil, 0) },
		"ragged matrix":   func() figure.Picture { return figure.New("t", "", "").Heatmap([][]float64{{1, 2}, {3}}, nil, nil) },
		"empty matrix":    func() figure.Picture { return figure.New("t", "", "").Heatmap(nil, nil, nil) },
		"matrix names": func() figure.Picture {
			return figure.New("t", "", "").Heatmap([][]float64{{1}}, []string{"a", "b"}, nil)
		},
		"no function":    func() figure.Picture { return figure.New("t", "", "").Func("a", nil, 0, 1) },
		"function range": func() figure.Picture { return figure.New("t", "", "").Func("a", relu, 1, 1) },
		"function NaN": func() figure.Picture {
			return figure.New("t", "", "").FuncWithDerivative("a", func(float64) float64 { return nan }, 0, 1)
		},
		"function panics": func() figure.Picture {
			return figure.New("t", "", "").Func("a", func(float64) float64 { panic("oh") }, 0, 1)
		},
		"axis": func() figure.Picture { return figure.New("t", "", "").Curve("a", []float64{1}).YRange(1, nan) },
		"axis ends": func() figure.Picture {
			return figure.New("t", "", "").Curve("a", []float64{1}).YRange(1e300, math.Nextafter(1e300, math.Inf(1)))
		},
		"log axis":        func() figure.Picture { return figure.New("t", "", "").Curve("a", []float64{1}).YRange(-1, 3).LogY() },
		"log axis from 0": func() figure.Picture { return figure.New("t", "", "").Curve("a", []float64{1}).LogX().XRange(0, 3) },
		"log of names": func() figure.Picture {
			return figure.New("t", "", "").Bars([]string{"a"}, figure.BarSeries{Values: []float64{1}}).LogX()
		},
		"log of a matrix": func() figure.Picture { return figure.New("t", "", "").Heatmap([][]float64{{1}}, nil, nil).LogY() },
		"log boundary": func() figure.Picture {
			return figure.New("t", "", "").Boundary(1, 2, 1, 2, func(p [][]float64) []float64 { return make([]float64, len(p)) }).LogX()
		},
		"size":             func() figure.Picture { return figure.New("t", "", "").Curve("a", []float64{1}).Size(nan, 10) },
		"huge":             func() figure.Picture { return figure.New("t", "", "").Curve("a", []float64{1}).Size(1e9, 1e9) },
		"log of negatives": func() figure.Picture { return figure.New("t", "", "").Curve("a", []float64{-1, 0}).LogY() },
		"classifier": func() figure.Picture {
			return figure.New("t", "", "").Boundary(0, 1, 0, 1, func([][]float64) []float64 { return nil })
		},
		"classifier panics": func() figure.Picture {
			return figure.New("t", "", "").Boundary(0, 1, 0, 1, func([][]float64) []float64 { panic("oh") })
		},
		"boundary range":     func() figure.Picture { return figure.New("t", "", "").Boundary(1, 0, 0, 1, nil) },
		"empty grid":         func() figure.Picture { return figure.NewGrid("t", 2) },
		"grid of no columns": func() figure.Picture { return figure.NewGrid("t", 0, figure.New("a", "", "").Curve("a", []float64{1})) },
		"grid of one less": func() figure.Picture {
			return figure.NewGrid("t", -1, figure.New("a", "", "").Curve("a", []float64{1}))
		},
		"grid too fine": func() figure.Picture {
			many := make([]figure.Picture, 20)
			for i := range many {
				many[i] = figure.New("a", "", "").Curve("a", []float64{1})
			}
			return figure.NewGrid("t", 20, many...)
		},
		"grid of a mistake": func() figure.Picture { return figure.NewGrid("t", 1, figure.New("a", "", "")) },
		"one layer":         func() figure.Picture { return figure.NewNetwork("t", 3) },
		"no units":          func() figure.Picture { return figure.NewNetwork("t", 3, 0) },
		"names":             func() figure.Picture { return figure.NewNetwork("t", 3, 2).Names("a") },
		"weights":           func() figure.Picture { return figure.NewNetwork("t", 3, 2).Weights(0, [][]float64{{1, 2}, {1, 2}}) },
		"weights of output": func() figure.Picture { return figure.NewNetwork("t", 3, 2).Weights(1, [][]float64{{1}}) },
		"mask":              func() figure.Picture { return figure.NewNetwork("t", 3, 2).Rest(1, []float64{1}) },
	}
	for _, language := range []string{"ja", "en"} {
		t.Setenv("GOLESSONS_LANG", language)
		var report strings.Builder
		for _, name := range slices.Sorted(maps.Keys(mistakes)) {
			picture := mistakes[name]()
			svg, err := picture.SVG()
			if err == nil || svg != nil {
				t.Errorf("%s: no error", name)
				continue
			}
			if _, err2 := picture.PNG(); err2 == nil || err2.Error() != err.Error() || picture.Text() != err.Error() {
				t.Errorf("%s: PNG says %v, text %q, SVG %v", name, err2, picture.Text(), err)
			}
			if strings.Contains(err.Error(), "%!") || strings.Contains(err.Error(), "\n") {
				t.Errorf("%s: not a sentence: %s", name, err)
			}
			if got := displaytest.Stdout(t, picture.Show); got != err.Error()+"\n" {
				t.Errorf("%s: Show prints %q", name, got)
			}
			report.WriteString(name + ": " + err.Error() + "\n")
		}
		golden.Bytes(t, "mistakes."+language+".txt", []byte(report.String()))
	}
}

// Figures that are odd, but no mistake, are drawn.
func TestOddFigures(t *testing.T) {
	nan := math.NaN()
	odd := map[string]figure.Picture{
		"one point":       figure.New("", "", "").Curve("a", []float64{3}),
		"constant":        figure.New("", "", "").Curve("a", []float64{5, 5, 5}),
		"constant 0":      figure.New("", "", "").Curve("a", []float64{0, 0}),
		"some NaN":        figure.New("", "", "").Curve("a", []float64{1, nan, 3, math.Inf(1), 5}),
		"huge values":     figure.New("", "", "").Curve("a", []float64{1e200, -1e200}),
		"beyond all":      figure.New("", "", "").Curve("a", []float64{1, math.MaxFloat64}),
		"tiny values":     figure.New("", "", "").Curve("a", []float64{1e-200, 2e-200}),
		"large, close":    figure.New("", "", "").Curve("a", []float64{1e9, 1e9 + 1e-7}),
		"denormal":        figure.New("", "", "").Curve("a", []float64{5e-324, 1e-323}),
		"log with zeros":  figure.New("", "", "").Curve("a", []float64{0, 1, 10}).LogY(),
		"log constant":    figure.New("", "", "").Curve("a", []float64{2, 2}).LogY(),
		"log bars":        figure.New("", "", "").Bars([]string{"a", "b"}, figure.BarSeries{Values: []float64{1, 0}, Errors: []float64{2, 1}}).LogY(),
		"log histogram":   figure.New("", "", "").Histogram("a", []float64{1, 2, 2}, 3).LogY(),
		"NaN bar":         figure.New("", "", "").Bars([]string{"a", "b"}, figure.BarSeries{Values: []float64{1, nan}, Errors: []float64{nan, 1}}),
		"NaN in a matrix": figure.New("", "", "").Heatmap([][]float64{{1, nan}}, nil, nil),
		"constant matrix": figure.New("", "", "").Heatmap([][]float64{{2, 2}}, nil, nil),
		"one value":       figure.New("", "", "").Histogram("a", []float64{2}, 0),
		"outside":         figure.New("", "", "").Curve("a", []float64{1, 2}).YRange(10, 20).Mark(1, 1, "unseen"),
		"long title":      figure.New(strings.Repeat("とても長い題名 ", 40), strings.Repeat("x", 300), strings.Repeat("y", 300)).Curve(strings.Repeat("凡例", 100), []float64{1, 2}),
		"lines in title":  figure.New("a\nb\r\n\tc", "x\ny", "").Curve("n\nm", []float64{1, 2}),
		"control letters": figure.New("a\x00\x1b\uFFFE\xffb", "", "").Curve("x", []float64{1, 2}),
		"unknown letters": figure.New("𠮷野家 🍣", "", "").Curve("x", []float64{1, 2}),
		"NaN weights":     figure.NewNetwork("", 2, 1).Weights(0, [][]float64{{nan, 0}}),
		"zero weights":    figure.NewNetwork("", 2, 1).Weights(0, [][]float64{{0, 0}}),
		"NaN odds":        figure.New("", "", "").Boundary(0, 1, 0, 1, func(p [][]float64) []float64 { return ramp(len(p), func(float64) float64 { return nan }) }),
		"smallest":        figure.New("t", "x", "y").Curve("a", []float64{1, 2}).Size(240, 160),
	}
	for name, picture := range odd {
		svg, err := picture.SVG()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		wellFormed(t, name, svg)
		if strings.Contains(string(svg), "NaN") && !strings.Contains(string(svg), "<title>") || strings.Contains(string(svg[bytes.Index(svg, []byte("</title>")):]), "NaN") || strings.Contains(string(svg), "Inf") {
			t.Errorf("%s: NaN or Inf in the SVG", name)
		}
		if _, err := picture.PNG(); err != nil {
			t.Errorf("%s: PNG: %v", name, err)
		}
	}
	if text := odd["some NaN"].Text(); !strings.Contains(text, "2 values") {
		t.Errorf("the text does not say what was left out: %q", text)
	}
}

func TestFunctionMistakesGiveGaps(t *testing.T) {
	f := figure.New("", "", "").Func("a", func(x float64) float64 {
		if x > 0 {
			panic("only below 0")
		}
		return x
	}, -1, 1)
	if _, err := f.SVG(); err != nil || !strings.Contains(f.Text(), "to (0, 0)") {
		t.Errorf("%v, %q", err, f.Text())
	}
}
