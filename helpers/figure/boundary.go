package figure

import (
	"image"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"golessons/helpers/internal/number"
	"golessons/helpers/internal/spell"
	"golessons/internal/words"
)

// The columns and rows of the grid of points at which a classifier is asked.
const boundaryColumns, boundaryRows = 80, 60

// boundary shows what a classifier of two features says everywhere.
type boundary struct {
	xLow, xHigh, yLow, yHigh float64
	odds                     [boundaryRows][boundaryColumns]float64
}

var _ interface {
	Layer
	DataRanger
	Described
	Checked
	Background
} = (*boundary)(nil)

// Boundary shows what a classifier of two features says from (xLow, yLow) to
// (xHigh, yHigh): a tint of the first colour where class 0 is likelier, of the
// second where class 1 is, and a line where both are equally likely. So draw
// the points of class 0 first and those of class 1 second.
//
// The classifier is called once, with 4800 points of two features, and gives
// the probability of class 1 for each.
func (f *Figure) Boundary(xLow, xHigh, yLow, yHigh float64, classifier func(points [][]float64) []float64) *Figure {
	if !finite(xLow) || !finite(xHigh) || !finite(yLow) || !finite(yHigh) || xLow >= xHigh || yLow >= yHigh {
		f.fail("a boundary cannot be drawn for x from %s to %s, y from %s to %s", num(xLow), num(xHigh), num(yLow), num(yHigh))
		return f
	}
	b := &boundary{xLow: xLow, xHigh: xHigh, yLow: yLow, yHigh: yHigh}
	points := make([][]float64, 0, boundaryRows*boundaryColumns)
	for i := range boundaryRows {
		for j := range boundaryColumns {
			points = append(points, []float64{b.x(float64(j)), b.y(float64(i))})
		}
	}
	odds, problem := ask(classifier, points)
	if problem != nil {
		f.fail("the classifier panics: %s", spell.Panic(problem))
		return f
	}
	if len(odds) != len(points) {
		f.fail("the classifier gave %[2]d probabilities for %[1]d points", len(points), len(odds))
		return f
	}
	for k, p := range odds {
		if !finite(p) {
			f.left++
			p = .5
		}
		b.odds[k/boundaryColumns][k%boundaryColumns] = p
	}
	return f.Add(b)
}

// ask calls the classifier and returns what it panics with, if it does.
func ask(classifier func([][]float64) []float64, points [][]float64) (odds []float64, problem any) {
	defer func() { problem = recover() }()
	return classifier(points), nil
}

// x returns the middle of a column of cells.
func (b *boundary) x(j float64) float64 {
	return between(b.xLow, b.xHigh, (j+.5)/boundaryColumns)
}

// y returns the middle of a row of cells; row 0 is the lowest.
func (b *boundary) y(i float64) float64 {
	return between(b.yLow, b.yHigh, (i+.5)/boundaryRows)
}

func (b *boundary) Draw(c Canvas) {
	x, y := c.transforms()
	img := image.NewNRGBA(image.Rect(0, 0, boundaryColumns, boundaryRows))
	for i := range boundaryRows {
		for j := range boundaryColumns {
			// There are ten tints from one class to the other.
			share := math.Floor(math.Min(math.Max(b.odds[i][j]*10, 0), 9)) / 9
			tint, sure := colours[0], 1-share*2
			if share > .5 {
				tint, sure = colours[1], share*2-1
			}
			tint = fade(tint, uint8(math.Round(255*.45*max(0, sure))))
			img.SetNRGBA(j, boundaryRows-1-i, tint)
		}
	}
	c.DrawImage(vg.Rectangle{Min: vg.Point{X: x(b.xLow), Y: y(b.yLow)}, Max: vg.Point{X: x(b.xHigh), Y: y(b.yHigh)}}, img)
	var path vg.Path
	for _, s := range b.contour() {
		path.Move(vg.Point{X: x(s[0].X), Y: y(s[0].Y)})
		path.Line(vg.Point{X: x(s[1].X), Y: y(s[1].Y)})
	}
	if len(path) > 0 {
		c.SetLineStyle(draw.LineStyle{Color: ink, Width: 2})
		c.Stroke(path)
	}
}

// CoversGround makes a boundary a Background: its tints are under the points.
func (b *boundary) CoversGround() {}

func (b *boundary) Check(s Scales) error {
	if s.LogX || s.LogY {
		return words.Error("a decision boundary cannot be drawn on logarithmic axes")
	}
	return nil
}

func (b *boundary) DataRange(Scales) Range {
	return Range{}.Include(XY{b.xLow, b.yLow}, XY{b.xHigh, b.yHigh}).TightX().TightY()
}

// contour returns the pieces of the line where both classes are equally likely
// (marching squares).
func (b *boundary) contour() [][2]XY {
	var out [][2]XY
	for i := range boundaryRows - 1 {
		for j := range boundaryColumns - 1 {
			corner := [4]float64{b.odds[i][j] - .5, b.odds[i][j+1] - .5, b.odds[i+1][j+1] - .5, b.odds[i+1][j] - .5}
			at := [4]XY{{0, 0}, {1, 0}, {1, 1}, {0, 1}}
			var cuts []XY
			for k := range 4 {
				u, v := corner[k], corner[(k+1)%4]
				if (u < 0) == (v < 0) {
					continue
				}
				t := u / (u - v)
				from, to := at[k], at[(k+1)%4]
				cuts = append(cuts, XY{
					b.x(float64(j) + from.X + (to.X-from.X)*t),
					b.y(float64(i) + from.Y + (to.Y-from.Y)*t),
				})
			}
			for k := 0; k+1 < len(cuts); k += 2 {
				out = append(out, [2]XY{cuts[k], cuts[k+1]})
			}
		}
	}
	return out
}

func (b *boundary) Description(Scales) string {
	n := 0 // cells of class 1
	for _, row := range b.odds {
		for _, p := range row {
			if p > .5 {
				n++
			}
		}
	}
	return words.Sprintf("%s%% of the plane is taken for class 1", num(number.RoundTo(100*float64(n)/(boundaryRows*boundaryColumns), 1)))
}
