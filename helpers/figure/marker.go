package figure

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// marker adds a shape of the given radius at p to a path that will be filled.
type marker func(path *vg.Path, p vg.Point, r vg.Length)

// disc adds a circle. A small one has eight corners, which nobody sees and which
// take a third less room.
func disc(path *vg.Path, p vg.Point, r vg.Length) {
	if r <= 2.5 {
		const near, far = .414, 1
		polygon(path, p, r, vg.Point{X: far, Y: near}, vg.Point{X: near, Y: far}, vg.Point{X: -near, Y: far}, vg.Point{X: -far, Y: near},
			vg.Point{X: -far, Y: -near}, vg.Point{X: -near, Y: -far}, vg.Point{X: near, Y: -far}, vg.Point{X: far, Y: -near})
		return
	}
	path.Move(vg.Point{X: p.X + r, Y: p.Y})
	path.Arc(p, r, 0, 2*math.Pi)
	path.Close()
}

// polygon adds the corners, as shares of the radius from p.
func polygon(path *vg.Path, p vg.Point, r vg.Length, corners ...vg.Point) {
	for i, c := range corners {
		at := vg.Point{X: p.X + r*c.X, Y: p.Y + r*c.Y}
		if i == 0 {
			path.Move(at)
		} else {
			path.Line(at)
		}
	}
	path.Close()
}

func triangle(path *vg.Path, p vg.Point, r vg.Length) {
	polygon(path, p, r, vg.Point{X: 0, Y: 1.25}, vg.Point{X: -1.1, Y: -.75}, vg.Point{X: 1.1, Y: -.75})
}

func square(path *vg.Path, p vg.Point, r vg.Length) {
	polygon(path, p, r, vg.Point{X: -.9, Y: -.9}, vg.Point{X: .9, Y: -.9}, vg.Point{X: .9, Y: .9}, vg.Point{X: -.9, Y: .9})
}

func diamond(path *vg.Path, p vg.Point, r vg.Length) {
	polygon(path, p, r, vg.Point{X: 0, Y: 1.3}, vg.Point{X: -1.1, Y: 0}, vg.Point{X: 0, Y: -1.3}, vg.Point{X: 1.1, Y: 0})
}

// arms adds the outline of two bars that cross, turned by angle.
func arms(path *vg.Path, p vg.Point, r vg.Length, angle float64) {
	const thin = .28
	outline := []vg.Point{
		{X: thin, Y: thin}, {X: thin, Y: 1.15}, {X: -thin, Y: 1.15}, {X: -thin, Y: thin}, {X: -1.15, Y: thin}, {X: -1.15, Y: -thin},
		{X: -thin, Y: -thin}, {X: -thin, Y: -1.15}, {X: thin, Y: -1.15}, {X: thin, Y: -thin}, {X: 1.15, Y: -thin}, {X: 1.15, Y: thin},
	}
	sin64, cos64 := math.Sincos(angle)
	sin, cos := vg.Length(sin64), vg.Length(cos64)
	for i, c := range outline {
		outline[i] = vg.Point{X: c.X*cos - c.Y*sin, Y: c.X*sin + c.Y*cos}
	}
	polygon(path, p, r, outline...)
}

func cross(path *vg.Path, p vg.Point, r vg.Length) { arms(path, p, r, math.Pi/4) }

func plus(path *vg.Path, p vg.Point, r vg.Length) { arms(path, p, r, 0) }

func ring(path *vg.Path, p vg.Point, r vg.Length) {
	disc(path, p, r)
	// The inner circle goes clockwise, which makes it a hole.
	inner := r * .55
	path.Move(vg.Point{X: p.X + inner, Y: p.Y})
	path.Arc(p, inner, 0, -2*math.Pi)
	path.Close()
}

// dot draws a disc at a place that no line reaches.
func dot(c draw.Canvas, at vg.Point, clr color.Color, radius vg.Length) {
	if !c.Contains(at) {
		return
	}
	var path vg.Path
	disc(&path, at, radius)
	c.SetColor(clr)
	c.Fill(path)
}
