package figure_test

import (
	"bytes"
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"

	"golessons/helpers/figure"
)

// extremes are the values for which it is hardest to make an axis.
var extremes = []float64{
	0, math.Copysign(0, -1), 1, -1, math.SmallestNonzeroFloat64, -math.SmallestNonzeroFloat64, 2.3e-308,
	math.MaxFloat64, -math.MaxFloat64, 1e300, 1e-300, math.Nextafter(1, 2), math.Nextafter(1e300, 0), math.Inf(1), math.NaN(),
}

// extremeFigures make a figure of each kind from three values.
var extremeFigures = []func(f *figure.Figure, a, b, c float64) figure.Picture{
	func(f *figure.Figure, a, b, c float64) figure.Picture { return f.Curve("a", []float64{a, b, c}) },
	func(f *figure.Figure, a, b, c float64) figure.Picture {
		return f.Line("a", []float64{a, b, c}, []float64{b, c, a})
	},
	func(f *figure.Figure, a, b, c float64) figure.Picture {
		return f.Scatter("a", []float64{a, b, c}, []float64{c, a, b}).Mark(a, b, "here").VLine(c, "x").HLine(a, "y")
	},
	func(f *figure.Figure, a, b, c float64) figure.Picture {
		return f.Band("a", []float64{1, 2, 3}, []float64{a, b, c}, []float64{b, c, a}, []float64{c, a, b})
	},
	func(f *figure.Figure, a, b, c float64) figure.Picture {
		return f.Spread("a", []float64{a, b}, []float64{b, c}, []float64{c, a})
	},
	func(f *figure.Figure, a, b, c float64) figure.Picture {
		return f.Bars([]string{"p", "q"}, figure.BarSeries{Name: "a", Values: []float64{a, b}, Errors: []float64{b, c}}, figure.BarSeries{Values: []float64{b, c}})
	},
	func(f *figure.Figure, a, b, c float64) figure.Picture {
		return f.Histogram("a", []float64{a, b, c}, 0).Histogram("b", []float64{c}, 0)
	},
	func(f *figure.Figure, a, b, c float64) figure.Picture {
		return f.Heatmap([][]float64{{a, b}, {c, a}}, nil, nil)
	},
	func(f *figure.Figure, a, b, c float64) figure.Picture {
		return f.Func("a", func(x float64) float64 { return a*x + b*math.Exp(x) }, min(b, c), max(b, c)).FuncWithDerivative("b", func(x float64) float64 { return a * x * x }, a, c)
	},
	func(f *figure.Figure, a, b, c float64) figure.Picture {
		return f.Scatter("a", []float64{a, b}, []float64{b, c}).Boundary(min(a, b), max(a, b), min(b, c), max(b, c), func(p [][]float64) []float64 {
			odds := make([]float64, len(p))
			for i := range odds {
				odds[i] = p[i][i%2]
			}
			return odds
		})
	},
	func(f *figure.Figure, a, b, c float64) figure.Picture {
		return f.Curve("a", []float64{a, b, c}).XRange(min(a, b), max(a, b)).YRange(min(b, c), max(b, c))
	},
	func(f *figure.Figure, a, b, c float64) figure.Picture {
		return figure.NewGrid("g", 2, f.Curve("a", []float64{a, b}), figure.New("", "", "").Curve("b", []float64{b, c}),
			figure.New("", "", "").Curve("c", []float64{a, c}).LogY()).SameY()
	},
	func(f *figure.Figure, a, b, c float64) figure.Picture {
		return figure.NewNetwork("n", 2, 2).Weights(0, [][]float64{{a, b}, {c, a}}).Rest(1, []float64{a, b})
	},
}

var notANumber = regexp.MustCompile(`NaN|Inf|[0-9]{9}`)

// drawn fails unless the picture is a sentence, or an SVG and a PNG with
// coordinates that a browser can draw.
func drawn(t *testing.T, what string, picture figure.Picture) {
	t.Helper()
	svg, err := picture.SVG()
	if text := picture.Text(); strings.Contains(text, "%!") || strings.Contains(text, "+Inf") || strings.Contains(text, " 1 values") {
		t.Errorf("%s: the text is %q", what, text)
	}
	if err != nil {
		return
	}
	wellFormed(t, what, svg)
	body := svg[bytes.Index(svg, []byte("</title>")):]
	for _, d := range regexp.MustCompile(` (d|x|y|width|height|stroke-width)="[^"]*"`).FindAll(body, -1) {
		if bad := notANumber.Find(d); bad != nil {
			t.Errorf("%s: %s in %.200s", what, bad, d)
			return
		}
	}
	if len(svg) > 200_000 {
		t.Errorf("%s: the SVG has %d bytes", what, len(svg))
	}
	if _, err := picture.PNG(); err != nil {
		t.Errorf("%s: PNG: %v", what, err)
	}
}

// Any values are drawn, on linear and on logarithmic axes, or a sentence says
// why not. An axis whose ticks had no end once took all memory.
//
// To draw all 434 seeds as SVG and as PNG takes 5 seconds. With -short it is
// every fifth.
func FuzzExtremes(f *testing.F) {
	seeds := 0
	add := func(kind, log int, a, b, c float64) {
		if seeds++; !testing.Short() || seeds%5 == 1 {
			f.Add(byte(kind), byte(log), a, b, c)
		}
	}
	for i, a := range extremes {
		for j, b := range extremes {
			// Add each pair with one kind and one third value; the fuzzer finds
			// the rest.
			add(i+5*j, i+j, a, b, extremes[(3*i+7*j)%len(extremes)])
		}
	}
	for kind := range extremeFigures {
		for log := range 4 {
			add(kind, log, 1.0, 1e300, 3.0)
			add(kind, log, math.SmallestNonzeroFloat64, math.MaxFloat64, 1.0)
			add(kind, log, -math.MaxFloat64, math.MaxFloat64, 0.0)
			add(kind, log, 5e-324, 1e-323, 1e-323)
		}
	}
	add(8, 2, 0.0, 1.0, 700.0) // eˣ up to 700
	f.Fuzz(func(t *testing.T, kind, log byte, a, b, c float64) {
		fig := figure.New("t", "x", "y").Size(240, 160)
		if log&1 != 0 {
			fig.LogX()
		}
		if log&2 != 0 {
			fig.LogY()
		}
		drawn(t, fmt.Sprintf("kind %d, log %d, %g, %g, %g", int(kind)%len(extremeFigures), log&3, a, b, c), extremeFigures[int(kind)%len(extremeFigures)](fig, a, b, c))
	})
}

// Frames share their axes, so the values of one count for the others.
func TestFramesOfExtremes(t *testing.T) {
	for _, a := range extremes {
		for _, b := range extremes {
			frames := figure.NewFrames("t").Add("a", figure.New("", "", "").Curve("a", []float64{1, a})).Add("b", figure.New("", "", "").Curve("b", []float64{1, b}).LogY())
			if page, err := frames.HTML(); err != nil || strings.Contains(frames.Text(), "%!") || page == "" {
				t.Errorf("%g, %g: %v", a, b, err)
			}
		}
	}
}
