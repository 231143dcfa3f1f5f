package figure_test

import (
	"bytes"
	"errors"
	"image/color"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"golessons/helpers/figure"
	"golessons/helpers/internal/golden"
)

// A layer from outside of the package is drawn, has its place on the axes, in
// the legend and in the text, and is counted, as one of the package's own.
func TestOwnLayer(t *testing.T) {
	t.Setenv("GOLESSONS_LANG", "ja")
	down := []figure.XY{{X: 1, Y: 1}, {X: 2, Y: .5}, {X: 3, Y: 0}, {X: math.NaN(), Y: 1}}
	f := figure.New("階段", "年", "割合").Curve("曲線", []float64{1, .8})
	f.Add(stairs{"階段", down[:3], f.NextLook()})
	svg, err := f.SVG()
	if err != nil {
		t.Fatal(err)
	}
	golden.Picture(t, "own-layer.svg", svg)
	golden.Bytes(t, "own-layer.txt", []byte(f.Text()+"\n"))

	t.Setenv("GOLESSONS_LANG", "en")
	for what, c := range map[string]struct {
		figure *figure.Figure
		want   string
	}{
		"a gap":              {figure.New("", "", "").Add(stairs{"a", down, figure.Look{}}), "Left out: 1 value that cannot be drawn"},
		"NaN on a log axis":  {figure.New("", "", "").LogY().Add(stairs{"a", append(down[3:], figure.XY{X: 3, Y: 2}), figure.Look{}}), "stairs “a” go down to 2 after 3 years. Left out: 1 value that cannot be drawn"},
		"no points":          {figure.New("", "", "").Curve("a", []float64{1, 2}).Add(stairs{}), "highest 2."},
		"a range down to 0":  {figure.New("t", "", "").LogX().Add(careless{}), "figure “t”: a layer's DataRange reaches values"},
		"fixed ends":         {figure.New("t", "", "").LogX().XRange(1, 2).Add(careless{}), "Figure “t”:"},
		"0 on a log axis":    {figure.New("", "", "").LogY().Add(stairs{"a", down[:3], figure.Look{}}), "Left out: 1 value that a logarithmic axis"},
		"nothing":            {figure.New("t", "", "").Add(stairs{"a", down[3:], figure.Look{}}), "figure “t” has nothing to draw (1 value that cannot be drawn left out)"},
		"no layer":           {figure.New("t", "", "").Curve("a", []float64{1}).Add(nil), "figure “t”: one of the layers to add is nil"},
		"one that checks":    {figure.New("t", "", "").Curve("a", []float64{1}).Add(everything{}).LogY(), "figure “t”: not on a logarithmic axis"},
		"names":              {figure.New("t", "", "").Add(everything{}).Bars([]string{"a"}, figure.BarSeries{Values: []float64{1}}), "figure “t”: there can be one bar chart in a figure"},
		"letters of a note":  {figure.New("", "", "").Curve("a", []float64{1}).Add(everything{}), "boxes in it: 🍣 🍶"},
		"a range of its own": {figure.New("", "", "").Add(everything{}), "Figure:"},
	} {
		if text := c.figure.Text(); !strings.Contains(text, c.want) {
			t.Errorf("%s: the text is %q, want %q", what, text, c.want)
		}
	}
}

// Each kind of layer of this package has a golden file and is drawn from extreme
// values.
func TestNoKindIsForgotten(t *testing.T) {
	golden, extreme := map[string]bool{}, map[string]bool{}
	for _, picture := range kinds() {
		for _, kind := range figure.KindsOf(picture) {
			golden[kind] = true
		}
	}
	for _, draw := range extremeFigures {
		for _, kind := range figure.KindsOf(draw(figure.New("", "", ""), 1, 2, 3)) {
			extreme[kind] = true
		}
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	declared := regexp.MustCompile(`(?m)^func \(\w+ \*?(\w+)\) Draw\(\w+ Canvas\)`)
	found := 0
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, kind := range declared.FindAllStringSubmatch(string(source), -1) {
			if found++; !golden[kind[1]] || !extreme[kind[1]] {
				t.Errorf("%s: %s is in a golden file: %v, drawn from extreme values: %v", file, kind[1], golden[kind[1]], extreme[kind[1]])
			}
		}
	}
	if found < 9 {
		t.Errorf("only %d kinds of layers were found", found)
	}
}

// everything has all parts that a layer may have, and records the order in which
// they are drawn.
type everything struct{ drawn *[]string }

var _ interface {
	figure.Layer
	figure.DataRanger
	figure.LeavesOut
	figure.Named
	figure.Described
	figure.Annotated
	figure.Traced
	figure.AxisNamer
	figure.ColorScaled
	figure.Checked
	figure.Background
} = everything{}

func (e everything) did(what string) {
	if e.drawn != nil {
		*e.drawn = append(*e.drawn, what)
	}
}

func (e everything) Draw(figure.Canvas)               { e.did("layer") }
func (e everything) Sample(draw.Canvas)               { e.did("sample") }
func (e everything) ColorScale(draw.Canvas)           { e.did("colours") }
func (e everything) Name() string                     { return "all" }
func (e everything) Annotation() string               { return "🍶" }
func (e everything) AxisNames() (x, y []string)       { return []string{"p", "🍣"}, nil }
func (e everything) Description(figure.Scales) string { return "" }
func (e everything) LeftOut(figure.Scales) int        { return 0 }
func (e everything) Trace() []figure.XY               { return []figure.XY{{X: 0, Y: 1}, {X: 1, Y: 2}} }
func (e everything) DataRange(s figure.Scales) figure.Range {
	return figure.Range{}.Include(e.Trace()...)
}
func (e everything) CoversGround() { e.did("nothing") }
func (e everything) Check(s figure.Scales) error {
	if s.LogY {
		return errors.New("not on a logarithmic axis")
	}
	return nil
}

// Each part of a layer is asked for, in the order in which a figure is painted; a
// background comes first, wherever it was added.
func TestPartsOfALayer(t *testing.T) {
	var drawn []string
	f := figure.New("", "", "").Scatter("a", []float64{0, 1}, []float64{1, 2}).Add(tell{"first", &drawn}, everything{&drawn}, tell{"second", &drawn})
	with, err := f.SVG()
	if err != nil || strings.Join(drawn, " ") != "sample layer first second colours" {
		t.Errorf("%v, %v", drawn, err)
	}
	if !strings.Contains(string(with), `stroke-width="1.6"`) {
		t.Error("markers on a background have no rim")
	}
}

type tell struct {
	what  string
	drawn *[]string
}

func (l tell) Draw(figure.Canvas) { *l.drawn = append(*l.drawn, l.what) }

// wall is a line that is not drawn.
type wall struct{}

func (wall) Draw(figure.Canvas) {}
func (wall) Trace() []figure.XY { return []figure.XY{{X: 2, Y: 2}, {X: 2.5, Y: 3}, {X: 4, Y: 3}} }

// The note of a mark goes elsewhere for a line in its place.
func TestNotesKeepClearOfALayer(t *testing.T) {
	draw := func(layers ...figure.Layer) []byte {
		svg, err := figure.New("", "", "").Line("a", []float64{0, 4}, []float64{0, 0}).YRange(0, 4).Add(layers...).Mark(2, 2, "here").SVG()
		if err != nil {
			t.Fatal(err)
		}
		return svg
	}
	if bytes.Equal(draw(), draw(wall{})) {
		t.Error("the note is over the line")
	}
}

// careless has a range that does not look at the scales.
type careless struct{}

func (careless) Draw(figure.Canvas) {}
func (careless) DataRange(figure.Scales) figure.Range {
	return figure.Range{}.Include(figure.XY{X: 0, Y: 1}, figure.XY{X: 2, Y: 3})
}

// turner turns the canvas and leaves it so.
type turner struct{}

func (turner) Draw(c figure.Canvas) { c.Rotate(1) }

// A layer that leaves the canvas turned does not turn those after it.
func TestLayersDoNotTurnOthers(t *testing.T) {
	draw := func(layers ...figure.Layer) []byte {
		svg, err := figure.New("", "", "").Add(layers...).Line("a", []float64{0, 4}, []float64{0, 1}).SVG()
		if err != nil {
			t.Fatal(err)
		}
		return svg
	}
	if !bytes.Equal(draw(), draw(turner{})) {
		t.Error("the line after the layer is elsewhere")
	}
}

// A Look that is made by hand has a marker too.
func TestMarkerOfALookOfOnesOwn(t *testing.T) {
	var path vg.Path
	figure.Look{Color: color.NRGBA{R: 200, A: 255}}.Marker(&path, vg.Point{}, 3)
	if len(path) == 0 {
		t.Error("it has no marker")
	}
}
