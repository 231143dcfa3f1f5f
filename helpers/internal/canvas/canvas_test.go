package canvas

import (
	"image/color"
	"testing"

	"gonum.org/v1/plot/vg"
)

func BenchmarkRaster(b *testing.B) {
	for b.Loop() {
		r := NewRaster(640, 400, 2)
		r.SetColor(color.White)
		r.Fill(vg.Rectangle{Max: vg.Point{X: 640, Y: 400}}.Path())
		r.PNG()
	}
}
func BenchmarkRasterNoPNG(b *testing.B) {
	for b.Loop() {
		r := NewRaster(640, 400, 2)
		r.SetColor(color.White)
		r.Fill(vg.Rectangle{Max: vg.Point{X: 640, Y: 400}}.Path())
	}
}
