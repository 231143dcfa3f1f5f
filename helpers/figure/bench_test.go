package figure_test

import (
	"testing"

	"golessons/helpers/figure"
)

// usual returns a figure as most cells have it.
func usual() *figure.Figure {
	return figure.New("ReLU とその微分", "入力 x", "出力").FuncWithDerivative("ReLU", relu, -3, 3)
}

func BenchmarkSVG(b *testing.B) {
	for b.Loop() {
		if _, err := usual().SVG(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPNG(b *testing.B) {
	for b.Loop() {
		if _, err := usual().PNG(); err != nil {
			b.Fatal(err)
		}
	}
}
