package figure_test

import (
	"math"
	"testing"

	"golessons/helpers/figure"
)

func usual() *figure.Figure {
	relu := func(x float64) float64 { return math.Max(0, x) }
	return figure.New("ReLU とその微分", "x", "y").FuncWithDerivative("ReLU", relu, -3, 3)
}

func BenchmarkUsualSVG(b *testing.B) {
	for b.Loop() {
		usual().SVG()
	}
}

func BenchmarkUsualPNG(b *testing.B) {
	for b.Loop() {
		usual().PNG()
	}
}
