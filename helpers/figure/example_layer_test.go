package figure_test

import (
	"fmt"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"golessons/helpers/figure"
)

// stairs is a new kind of layer: a line that keeps its height until the next
// point, as the share of patients without a relapse does.
type stairs struct {
	name   string
	points []figure.XY
	look   figure.Look
}

// The compiler checks the methods, because nobody would call a misspelt one.
var _ interface {
	figure.Layer
	figure.DataRanger
	figure.LeavesOut
	figure.Named
	figure.Described
} = stairs{}

// placed returns the points that axes of these scales have a place for.
func (s stairs) placed(scales figure.Scales) (points []figure.XY) {
	for _, p := range s.points {
		if scales.Holds(p) {
			points = append(points, p)
		}
	}
	return points
}

func (s stairs) Draw(c figure.Canvas) {
	var line []vg.Point
	for _, p := range s.placed(c.Scales()) {
		at, _ := c.Place(p)
		if n := len(line); n > 0 {
			line = append(line, vg.Point{X: at.X, Y: line[n-1].Y})
		}
		line = append(line, at)
	}
	c.StrokeLines(s.look.Line(2), c.ClipLinesXY(line)...)
}

func (s stairs) DataRange(scales figure.Scales) figure.Range {
	return figure.Range{}.Include(s.placed(scales)...)
}

func (s stairs) LeftOut(scales figure.Scales) int { return len(s.points) - len(s.placed(scales)) }

func (s stairs) Name() string { return s.name }

func (s stairs) Sample(c draw.Canvas) {
	middle := c.Center()
	c.StrokeLines(s.look.Line(2), []vg.Point{{X: c.Min.X, Y: middle.Y + 4}, {X: middle.X, Y: middle.Y + 4}, {X: middle.X, Y: middle.Y - 4}, {X: c.Max.X, Y: middle.Y - 4}})
}

func (s stairs) Description(scales figure.Scales) string {
	points := s.placed(scales)
	if len(points) == 0 {
		return ""
	}
	last := points[len(points)-1]
	return fmt.Sprintf("stairs “%s” go down to %.2g after %g years", s.name, last.Y, last.X)
}

// A kind of layer that this package does not have, with a range, a legend entry
// and a description of its own.
func ExampleFigure_Add() {
	f := figure.New("without a relapse", "years", "share of patients")
	f.Add(stairs{"treated", []figure.XY{{0, 1}, {1, 0.9}, {2.5, 0.7}, {4, 0.6}}, f.NextLook()})
	f.Add(stairs{"untreated", []figure.XY{{0, 1}, {0.5, 0.8}, {1.5, 0.5}, {4, 0.3}}, f.NextLook()})
	f.Show()
	// Output: Figure “without a relapse”: years across, share of patients upwards. stairs “treated” go down to 0.6 after 4 years. stairs “untreated” go down to 0.3 after 4 years.
}
