package figure

import (
	"image/color"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// stroke draws one line in one go, so that its dashes run on.
func stroke(c draw.Canvas, s draw.LineStyle, points []vg.Point) {
	var path vg.Path
	for i, p := range points {
		if i == 0 {
			path.Move(p)
		} else {
			path.Line(p)
		}
	}
	c.SetLineStyle(s)
	c.Stroke(path)
}

// dot shows a point that no line reaches.
func dot(c draw.Canvas, at vg.Point, clr color.Color, r vg.Length) {
	if !c.Contains(at) {
		return
	}
	var path vg.Path
	disc(&path, at, r)
	c.SetColor(clr)
	c.Fill(path)
}
