package figure_test

import (
	"bytes"
	"encoding/xml"
	"image/png"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"golessons/helpers/figure"
	"golessons/helpers/internal/golden"
)

// The examples' outputs are in English wherever they run.
func TestMain(m *testing.M) {
	os.Setenv("GOLESSONS_LANG", "en")
	if mode := os.Getenv("DISPLAYTEST_CELL"); mode != "" {
		liveCell(mode)
		return
	}
	os.Setenv("GONB_PIPE", "")
	os.Exit(m.Run())
}

func relu(x float64) float64 { return math.Max(0, x) }

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

func normal(seed uint64, n int, mean, spread float64) []float64 {
	r := rand.New(rand.NewPCG(seed, 1))
	out := make([]float64, n)
	for i := range out {
		out[i] = mean + spread*r.NormFloat64()
	}
	return out
}

func ramp(n int, f func(i float64) float64) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = f(float64(i))
	}
	return out
}

func matrix(seed uint64, rows, columns int) [][]float64 {
	out := make([][]float64, rows)
	for i := range out {
		out[i] = normal(seed+uint64(i), columns, 0, 1)
	}
	return out
}

// kinds returns a picture of each kind, with Japanese labels.
func kinds() map[string]figure.Picture {
	train := ramp(60, func(i float64) float64 { return math.Exp(-i / 15) })
	validation := ramp(60, func(i float64) float64 { return math.Exp(-i/15) + i*i*i/700000 })
	epochs := ramp(60, func(i float64) float64 { return i + 1 })
	runs := [][]float64{}
	for k := range 5 {
		runs = append(runs, ramp(40, func(i float64) float64 { return math.Exp(-i/10) + .05*float64(k)*(1+math.Sin(i)) }))
	}
	methods := []string{"なし", "Dropout", "重み減衰", "両方"}
	return map[string]figure.Picture{
		"line":       figure.New("学習曲線", "エポック", "損失").Line("訓練損失", epochs, train).Line("検証損失", epochs, validation),
		"log":        figure.New("学習曲線(対数)", "エポック", "損失").Curve("訓練損失", train).Curve("検証損失", validation).LogY(),
		"log-both":   figure.New("λ と損失", "λ", "損失").Line("検証損失", []float64{1e-5, 1e-4, 1e-3, 1e-2, .1}, []float64{.6, .5, .3, .4, .9}).LogX().LogY(),
		"scatter":    figure.New("患者", "年齢", "BMI").Scatter("再発あり", normal(1, 60, 50, 10), normal(2, 60, 27, 4)).Scatter("再発なし", normal(3, 60, 60, 10), normal(4, 60, 24, 4)),
		"function":   figure.New("活性化関数", "入力 x", "出力").Func("ReLU", relu, -4, 4).Func("シグモイド", sigmoid, -4, 4).Func("tanh", math.Tanh, -4, 4),
		"derivative": figure.New("ReLU とその微分", "入力 x", "出力").FuncWithDerivative("ReLU", relu, -3, 3),
		"gaps":       figure.New("途切れる関数", "x", "y").Func("1/x", func(x float64) float64 { return 1 / x }, -2, 2).Func("log x", math.Log, -2, 2).Func("階段", math.Floor, -2, 2).YRange(-5, 5),
		"histogram":  figure.New("重みの分布", "重み w", "個数").Histogram("正則化なし", normal(5, 500, 0, 1), 0).Histogram("重み減衰あり", normal(6, 500, 0, .4), 0),
		"bars": figure.New("損失の比較", "", "損失").Bars(methods,
			figure.BarSeries{Name: "訓練", Values: []float64{.2, .3, .31, .35}, Errors: []float64{.02, .03, .01, .02}},
			figure.BarSeries{Name: "検証", Values: []float64{.6, .45, .43, .4}, Errors: []float64{.06, .03, .04, .02}}),
		"bars-negative": figure.New("変化", "", "差").Bars([]string{"a", "とても長い名前のために二段になる棒", "c", "d"}, figure.BarSeries{Values: []float64{-1, 2, -.5, 0}}),
		"heatmap":       figure.New("重み行列", "入力", "出力").Heatmap(matrix(7, 4, 6), nil, nil),
		"heatmap-large": figure.New("活性", "ユニット", "患者").Heatmap(func() [][]float64 {
			m := matrix(20, 30, 50)
			for _, row := range m {
				for j := range row {
					row[j] = relu(row[j])
				}
			}
			return m
		}(), nil, nil),
		"boundary": figure.New("決定境界", "x1", "x2").Scatter("クラス 0", normal(8, 40, -1, .5), normal(9, 40, 0, .5)).Scatter("クラス 1", normal(10, 40, 1, .5), normal(11, 40, 0, .5)).
			Boundary(-3, 3, -2, 2, func(points [][]float64) []float64 {
				odds := make([]float64, len(points))
				for i, p := range points {
					odds[i] = sigmoid(3 * (p[0] + math.Sin(2*p[1])))
				}
				return odds
			}),
		"spread": figure.New("5 つのシード", "エポック", "損失").Spread("Dropout あり", runs...),
		"mark":   figure.New("過学習", "エポック", "損失").Curve("訓練損失", train).Curve("検証損失", validation).MarkLowest(epochs, validation, "ここから過学習が始まる").HLine(.5, "偶然").VLine(50, "終わり"),
		"grid": figure.NewGrid("活性化関数とその微分", 3,
			figure.New("ReLU", "x", "").FuncWithDerivative("ReLU", relu, -4, 4),
			figure.New("シグモイド", "x", "").FuncWithDerivative("σ", sigmoid, -4, 4),
			figure.New("tanh", "x", "").FuncWithDerivative("tanh", math.Tanh, -4, 4)).SameY(),
		"network": figure.NewNetwork("通常のネットワーク", 3, 5, 2).Names("入力層", "隠れ層", "出力層").Weights(0, matrix(12, 5, 3)).Weights(1, matrix(13, 2, 5)),
		"dropout": figure.NewGrid("Dropout の概念図", 2,
			figure.NewNetwork("通常のネットワーク", 3, 5, 2).Names("入力層", "隠れ層", "出力層"),
			figure.NewNetwork("Dropout 適用中", 3, 5, 2).Names("入力層", "隠れ層", "出力層").Rest(1, []float64{2, 0, 2, 0, 2})),
		"network-large": figure.NewNetwork("大きな層", 20, 64, 1),
	}
}

func TestKinds(t *testing.T) {
	t.Setenv("GOLESSONS_LANG", "ja")
	for name, picture := range kinds() {
		svg, err := picture.SVG()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		golden.Picture(t, name+".svg", svg)
		golden.Bytes(t, name+".txt", []byte(picture.Text()+"\n"))
		wellFormed(t, name, svg)
	}
}

func wellFormed(t *testing.T, name string, svg []byte) {
	t.Helper()
	for d := xml.NewDecoder(bytes.NewReader(svg)); ; {
		if _, err := d.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Errorf("%s: not well-formed: %v", name, err)
			return
		}
	}
}

// The PNGs have the pixels of the golden files, except where another processor
// rounds differently.
func TestPNG(t *testing.T) {
	t.Setenv("GOLESSONS_LANG", "ja")
	for _, name := range []string{"derivative", "heatmap", "dropout"} {
		got, err := kinds()[name].PNG()
		if err != nil {
			t.Fatal(err)
		}
		path := "testdata/" + name + ".png"
		if golden.Updating() {
			golden.Bytes(t, name+".png", got)
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		a, err := png.Decode(bytes.NewReader(got))
		if err != nil {
			t.Fatal(err)
		}
		b, err := png.Decode(bytes.NewReader(want))
		if err != nil {
			t.Fatal(err)
		}
		if a.Bounds() != b.Bounds() {
			t.Fatalf("%s is %v, want %v", name, a.Bounds(), b.Bounds())
		}
		differ := 0
		for y := range a.Bounds().Dy() {
			for x := range a.Bounds().Dx() {
				r1, g1, b1, a1 := a.At(x, y).RGBA()
				r2, g2, b2, a2 := b.At(x, y).RGBA()
				for _, d := range []int{int(r1) - int(r2), int(g1) - int(g2), int(b1) - int(b2), int(a1) - int(a2)} {
					if d > 0x2000 || d < -0x2000 {
						differ++
						break
					}
				}
			}
		}
		if all := a.Bounds().Dx() * a.Bounds().Dy(); differ > all/2000 {
			t.Errorf("%s: %d of %d pixels differ", name, differ, all)
		}
	}
}

// A usual figure has less than 200 KB in all its formats together, and so has one
// of 100,000 points.
// Such large ones take 3 seconds to draw, so -short leaves this test out.
func TestSize(t *testing.T) {
	if testing.Short() {
		t.Skip("-short leaves out figures of 100,000 points")
	}
	all := kinds()
	xs, ys := ramp(100_000, func(i float64) float64 { return i }), normal(1, 100_000, 0, 1)
	all["100,000 in a line"] = figure.New("", "", "").Line("", xs, ys)
	all["100,000 in a scatter"] = figure.New("", "", "").Scatter("", normal(2, 100_000, 0, 1), ys)
	all["100,000 in a matrix"] = figure.New("", "", "").Heatmap(matrix(30, 250, 400), nil, nil)
	all["1000 bars"] = figure.New("", "", "").Bars(make([]string, 1000), figure.BarSeries{Values: xs[:1000]})
	all["1000 units"] = figure.NewNetwork("", 1000, 1000).Rest(0, make([]float64, 1000))
	all["1400 in a scatter"] = figure.New("", "", "").Scatter("", xs[:1400], ys[:1400])
	for name, picture := range all {
		svg, err := picture.SVG()
		if err != nil {
			t.Fatal(err)
		}
		png, err := picture.PNG()
		if err != nil {
			t.Fatal(err)
		}
		// PNG travels as base64.
		if total := len(svg) + len(png)*4/3 + len(picture.Text()); total > 200_000 {
			t.Errorf("%s: %d bytes (SVG %d, PNG %d)", name, total, len(svg), len(png))
		}
	}
}

// The same figure gives the same bytes. Three PNGs of each kind take 3 seconds, so
// with -short it is the SVGs.
func TestSameInputSameBytes(t *testing.T) {
	one, two := kinds(), kinds()
	forms := map[string]func(figure.Picture) ([]byte, error){"SVG": figure.Picture.SVG, "PNG": figure.Picture.PNG}
	if testing.Short() {
		delete(forms, "PNG")
	}
	for name := range one {
		for form, render := range forms {
			a, _ := render(one[name])
			b, _ := render(two[name])
			c, _ := render(one[name])
			if !bytes.Equal(a, b) || !bytes.Equal(a, c) {
				t.Errorf("%s: the %s is not the same twice", name, form)
			}
		}
	}
}

// Thinning keeps a single peak among 100,000 points.
func TestThinningKeepsPeaks(t *testing.T) {
	xs, ys := ramp(100_000, func(i float64) float64 { return i }), make([]float64, 100_000)
	ys[54_321] = 1
	flat, _ := figure.New("", "", "").Line("", xs, ys).YRange(-1, 2).SVG()
	ys[54_321] = 0
	without, _ := figure.New("", "", "").Line("", xs, ys).YRange(-1, 2).SVG()
	if bytes.Equal(flat, without) {
		t.Error("the peak is gone")
	}
}

func TestLabelsAreEscaped(t *testing.T) {
	evil := `<script>alert("1")</script>&`
	f := figure.New(evil, evil, evil).Curve(evil, []float64{1, 2}).Mark(1, 1, evil)
	svg, err := f.SVG()
	if err != nil {
		t.Fatal(err)
	}
	wellFormed(t, "evil", svg)
	page, err := figure.NewFrames(evil).Add(evil, f).HTML()
	if err != nil {
		t.Fatal(err)
	}
	for form, text := range map[string]string{"SVG": string(svg), "HTML": page} {
		if strings.Contains(text, "<script") {
			t.Errorf("the %s has a script", form)
		}
	}
}

// In a grid, figures with logarithmic and with linear axes share an axis only with
// others of their kind.
func TestSameYOfLogarithmicAxes(t *testing.T) {
	linear := figure.New("", "", "").Curve("a", []float64{-5, 5})
	alone, err := linear.SVG()
	if err != nil {
		t.Fatal(err)
	}
	grid := figure.NewGrid("g", 2, linear, figure.New("", "", "").Curve("b", []float64{1, 1000}).LogY()).SameY()
	if _, err := grid.SVG(); err != nil {
		t.Error(err)
	}
	if again, _ := linear.SVG(); !bytes.Equal(alone, again) {
		t.Error("a logarithmic figure beside it changes the axis of a linear one")
	}
}
