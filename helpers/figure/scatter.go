package figure

import (
	"image"
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"golessons/helpers/internal/canvas"
	"golessons/internal/words"
)

// scatter draws points that nothing joins.
type scatter struct {
	name   string
	points []XY
	look   Look
}

var _ dataLayer = scatter{}

// manyPoints is the number of points from which they are drawn as a cloud.
const manyPoints = 1500

// Scatter draws the points (xs[i], ys[i]). From 1500 points on they become a
// cloud, darker where there are more of them.
func (f *Figure) Scatter(name string, xs, ys []float64) *Figure {
	return f.Add(scatter{name, f.series(name, xs, ys), f.NextLook()})
}

func (s scatter) Draw(c Canvas) {
	var seen []vg.Point
	for _, p := range s.points {
		if at, ok := c.Place(p); ok && c.Contains(at) {
			seen = append(seen, at)
		}
	}
	if len(seen) >= manyPoints {
		cloud(c.Canvas, seen, s.look.Color)
		return
	}
	radius := vg.Length(3.2)
	if len(seen) > 300 {
		radius = 2.4
	}
	var path vg.Path
	for _, at := range seen {
		s.look.Marker(&path, at, radius)
	}
	if len(path) > 0 {
		if c.hasBackground() { // of a colour too close to the points'
			c.SetLineStyle(draw.LineStyle{Color: paper, Width: 1.6})
			c.Stroke(path)
		}
		c.SetColor(s.look.Color)
		c.Fill(path)
	}
}

// cloud shades each square of two pixels by the number of points in it.
func cloud(c draw.Canvas, points []vg.Point, clr color.NRGBA) {
	const side = 2
	size := c.Size()
	w, h := int(math.Ceil(float64(size.X)/side)), int(math.Ceil(float64(size.Y)/side))
	counts := make([]int, w*h)
	most := 0
	for _, p := range points {
		i := min(w-1, int((p.X-c.Min.X)/side))
		j := min(h-1, int((c.Max.Y-p.Y)/side))
		counts[j*w+i]++
		most = max(most, counts[j*w+i])
	}
	// Sixteen steps of darkness keep the picture small.
	const steps = 16
	img := image.NewPaletted(image.Rect(0, 0, w, h), color.Palette{color.NRGBA{}})
	for i := 1; i <= steps; i++ {
		img.Palette = append(img.Palette, fade(clr, uint8(70+185*i/steps)))
	}
	for i, n := range counts {
		if n > 0 {
			img.Pix[i] = uint8(1 + int(math.Sqrt(float64(n)/float64(most))*(steps-1)))
		}
	}
	c.DrawImage(vg.Rectangle{
		Min: vg.Point{X: c.Min.X, Y: c.Max.Y - vg.Length(h)*side},
		Max: vg.Point{X: c.Min.X + vg.Length(w)*side, Y: c.Max.Y},
	}, canvas.Glow{Image: img})
}

func (s scatter) DataRange(scales Scales) Range { return rangeOf(s.points, scales) }

func (s scatter) LeftOut(scales Scales) int { return leftOut(s.points, scales) }

func (s scatter) Name() string { return s.name }

func (s scatter) Sample(c draw.Canvas) {
	var path vg.Path
	for _, dx := range []vg.Length{-8, 0, 8} {
		s.look.Marker(&path, c.Center().Add(vg.Point{X: dx}), 3.2)
	}
	c.SetColor(s.look.Color)
	c.Fill(path)
}

func (s scatter) Description(scales Scales) string {
	seen := placed(s.points, scales)
	if len(seen) == 0 {
		return ""
	}
	r := Range{}.Include(seen...)
	n := words.Count(len(seen), "point")
	return words.Sprintf("%[2]s “%[1]s” with x from %[3]s to %[4]s, y from %[5]s to %[6]s",
		s.name, n, num(r.xMin), num(r.xMax), num(r.yMin), num(r.yMax))
}
