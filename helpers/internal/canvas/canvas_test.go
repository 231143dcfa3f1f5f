package canvas

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"strings"
	"testing"

	"golang.org/x/text/encoding/japanese"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
)

func decode(t *testing.T, r Raster) image.Image {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(r.PNG()))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// cover returns how much of a picture is drawn on, in square CSS pixels.
func cover(t *testing.T, r Raster, scale float64) float64 {
	t.Helper()
	img := decode(t, r)
	sum := 0.0
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			_, _, _, a := img.At(x, y).RGBA()
			sum += float64(a) / 0xffff
		}
	}
	return sum / scale / scale
}

func TestFillCoversItsArea(t *testing.T) {
	for _, scale := range []float64{1, 2} {
		r := NewRaster(100, 80, scale)
		var p vg.Path
		p.Move(vg.Point{X: 50 + 20, Y: 40})
		p.Arc(vg.Point{X: 50, Y: 40}, 20, 0, 2*math.Pi)
		p.Close()
		r.Fill(p)
		if got, want := cover(t, r, scale), math.Pi*400; math.Abs(got-want) > want*.015 {
			t.Errorf("scale %g: a disc of radius 20 covers %.1f, want %.1f", scale, got, want)
		}
	}
}

// A stroke covers its length times its width, whatever its corners.
func TestStrokeCoversItsArea(t *testing.T) {
	tests := []struct {
		name   string
		points []vg.Point
		dash   []vg.Length
		want   float64
	}{
		{"straight", []vg.Point{{X: 10, Y: 10}, {X: 90, Y: 10}}, nil, 80 * 4},
		{"many points", func() (line []vg.Point) {
			for i := range 801 {
				line = append(line, vg.Point{X: 10 + vg.Length(i)/10, Y: 40})
			}
			return line
		}(), nil, 80 * 4},
		{"dashed", []vg.Point{{X: 10, Y: 10}, {X: 90, Y: 10}}, []vg.Length{5, 5}, 40 * 4},
		// The inner half square is shared, the outer quarter disc is added.
		{"corner", []vg.Point{{X: 10, Y: 10}, {X: 60, Y: 10}, {X: 60, Y: 60}}, nil, 100*4 - 4 + math.Pi},
		{"a point twice", []vg.Point{{X: 10, Y: 10}, {X: 10, Y: 10}, {X: 90, Y: 10}}, nil, 80 * 4},
		{"there and back", []vg.Point{{X: 10, Y: 20}, {X: 60, Y: 20}, {X: 10, Y: 20.001}}, nil, 50*4 + math.Pi*2},
	}
	for _, test := range tests {
		r := NewRaster(100, 80, 2)
		r.SetLineWidth(4)
		r.SetLineDash(test.dash, 0)
		var p vg.Path
		for i, at := range test.points {
			if i == 0 {
				p.Move(at)
			} else {
				p.Line(at)
			}
		}
		r.Stroke(p)
		if got := cover(t, r, 2); math.Abs(got-test.want) > test.want*.02 {
			t.Errorf("%s: covers %.1f, want %.1f", test.name, got, test.want)
		}
	}
}

func TestTextHasGlyphs(t *testing.T) {
	// These are texts of the course, and signs of medicine.
	for _, s := range []string{
		"活性化関数 正則化 過学習 汎化性能 勾配消失 重み減衰 訓練 検証 学習率 損失関数 順伝播 逆伝播",
		"血圧 閾値 腫瘍 癌 乳がん 患者 病院 再発 死亡 リスク 年齢 肥満 肝臓 腎臓", "λ α β η μ σ Σ Δ π θ", "−×÷±≤≥≠≈∞√∑∂→←↑↓✓",
		"ABCxyz0123456789 <>&\"'%", "「」、。・ー〜(全角)ABC", "10⁻³ 10⁵ xᵢⱼ wₙ₊₁ eˣ Aᵀ x̄ p̂ ŷ ϕ", "25 ℃ 5 ㎎ ‰ Ⅲ ∈ ∝ ∇",
	} {
		if missing := Missing(s); missing != "" {
			t.Errorf("the font lacks %s of %q", missing, s)
		}
	}
	// All kanji of JIS X 0208, levels 1 and 2, and what is in daily use beside
	// them: the rest of the jouyou kanji, and letters of names and of medicine.
	kanji := []rune("𠮟塡剝頰髙﨑塚德濵瀨腟瘙囊繫鬱頸膀疸嘔痙蕁彙曖嗅")
	for row := byte(16); row <= 84; row++ {
		for cell := byte(1); cell <= 94; cell++ {
			text, err := japanese.EUCJP.NewDecoder().Bytes([]byte{0xA0 + row, 0xA0 + cell})
			if r := []rune(string(text)); err == nil && len(r) == 1 && r[0] != '\uFFFD' {
				kanji = append(kanji, r[0])
			}
		}
	}
	if len(kanji) < 6300 {
		t.Errorf("%d kanji tried, want all of JIS X 0208", len(kanji))
	}
	if missing := Missing(string(kanji)); missing != "" {
		t.Errorf("the font lacks %s", missing)
	}
	for _, r := range [][2]rune{{' ', '~'}, {0xA1, 0x17F}, {'Α', 'Ρ'}, {'Σ', 'Ω'}, {'α', 'ω'}, {'ぁ', 'ゖ'}, {'ァ', 'ヺ'}, {'①', '⑳'}} {
		for letter := r[0]; letter <= r[1]; letter++ {
			if missing := Missing(string(letter)); missing != "" {
				t.Errorf("the font lacks %s (%U)", missing, letter)
			}
		}
	}
	if got := Missing("a𠮷b🍣𠮷\n"); got != "𠮷🍣" {
		t.Errorf("missing are %q, want 𠮷🍣", got)
	}
	r := NewRaster(40, 40, 2)
	Text{}.Draw(r, "損", text.Style{Font: font.Font{Size: 30}, Handler: Text{}}, vg.Point{X: 5, Y: 5})
	if got := cover(t, r, 2); got < 120 {
		t.Errorf("損 covers %.0f square pixels: no glyph", got)
	}
}

func TestTextBox(t *testing.T) {
	w, h, d := Text{}.Box("活性化", font.Font{Size: 10})
	if math.Abs(float64(w)-30) > 3 || math.Abs(float64(h+d)-10) > .01 {
		t.Errorf("three letters of 10 pixels take %g by %g", w, h+d)
	}
}

// Turned text stands where text/plain's handler would put it: its middle at the
// point.
func TestTurnedTextIsCentred(t *testing.T) {
	r := NewRaster(100, 100, 1)
	Text{}.Draw(r, "損失損失", text.Style{Font: font.Font{Size: 12}, Handler: Text{}, Rotation: math.Pi / 2, XAlign: -.5, YAlign: -.5}, vg.Point{X: 50, Y: 50})
	img := decode(t, r)
	box := image.Rectangle{}
	for y := range 100 {
		for x := range 100 {
			if _, _, _, a := img.At(x, y).RGBA(); a > 0 {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	middle := box.Min.Add(box.Max).Div(2)
	if abs(middle.X-50) > 3 || abs(middle.Y-50) > 3 || box.Dy() < 3*box.Dx() {
		t.Errorf("the text stands at %v", box)
	}
}

func abs(v int) int { return max(v, -v) }

func TestSVGIsSmallAndEscaped(t *testing.T) {
	s := NewSVG(10, 10)
	var p vg.Path
	p.Move(vg.Point{X: .5, Y: 9.5})
	p.Line(vg.Point{X: 1.25, Y: 9})
	p.Close()
	s.SetColor(color.NRGBA{1, 2, 255, 51})
	s.Fill(p)
	got := string(s.Bytes("<b> & \"x\"", nil))
	for _, want := range []string{`d="m.5 .5l.75 .5z"`, `fill="#0102ff" fill-opacity=".2"`, "&lt;b&gt; &amp; &#34;x&#34;"} {
		if !strings.Contains(got, want) {
			t.Errorf("%s lacks %s", got, want)
		}
	}
}

func TestPaletteIsExactUpTo256Colours(t *testing.T) {
	r := NewRaster(16, 16, 1)
	img := image.NewNRGBA(image.Rect(0, 0, 16, 16))
	for i := range 256 {
		img.SetNRGBA(i%16, i/16, color.NRGBA{uint8(i), uint8(255 - i), 7, 255})
	}
	r.DrawImage(vg.Rectangle{Max: vg.Point{X: 16, Y: 16}}, img)
	got := decode(t, r)
	for i := range 256 {
		if c := color.NRGBAModel.Convert(got.At(i%16, i/16)); c != img.At(i%16, i/16) {
			t.Fatalf("pixel %d is %v, want %v", i, c, img.At(i%16, i/16))
		}
	}
}

// A picture of very many colours keeps them.
func TestPhotoKeepsItsColours(t *testing.T) {
	const side = 100
	r := NewRaster(side, side, 1)
	img := image.NewNRGBA(image.Rect(0, 0, side, side))
	for y := range side {
		for x := range side {
			img.SetNRGBA(x, y, color.NRGBA{uint8(x), uint8(y), 9, 255})
		}
	}
	r.DrawImage(vg.Rectangle{Max: vg.Point{X: side, Y: side}}, img)
	if c := color.NRGBAModel.Convert(decode(t, r).At(70, 30)); c != img.At(70, 30) {
		t.Errorf("pixel is %v, want %v", c, img.At(70, 30))
	}
}

func TestOutsideThePictureNothingBreaks(t *testing.T) {
	r := NewRaster(20, 20, 2)
	r.SetLineWidth(3)
	for _, far := range []vg.Length{-1e6, -30, 30, 1e6} {
		var p vg.Path
		p.Move(vg.Point{X: 10, Y: 10})
		p.Line(vg.Point{X: far, Y: far / 2})
		r.Stroke(p)
	}
	r.DrawImage(vg.Rectangle{Min: vg.Point{X: -30, Y: -30}, Max: vg.Point{X: 50, Y: 50}}, image.NewNRGBA(image.Rect(0, 0, 2, 2)))
	if cover(t, r, 2) == 0 {
		t.Error("nothing is drawn")
	}
}

func BenchmarkPNG(b *testing.B) {
	for b.Loop() {
		r := NewRaster(640, 400, 2)
		r.SetColor(color.White)
		r.Fill(vg.Rectangle{Max: vg.Point{X: 640, Y: 400}}.Path())
		r.PNG()
	}
}

// A figure that says "at most" must not draw "at least".
func TestInequalitySigns(t *testing.T) {
	// opening returns how much taller a sign is at its left than at its right,
	// without the bar below: a negative number if it points to the left.
	opening := func(sign string) float64 {
		low, high := math.Inf(1), math.Inf(-1)
		var points []vg.Point
		for _, c := range outline(sign, 100, vg.Point{}) {
			if c.Type == vg.CloseComp {
				continue
			}
			points = append(points, c.Pos)
			low, high = min(low, float64(c.Pos.X)), max(high, float64(c.Pos.X))
		}
		tall := func(from, to float64) float64 {
			bottom, top := math.Inf(1), math.Inf(-1)
			for _, p := range points {
				if float64(p.X) >= from && float64(p.X) <= to && p.Y > 25 { // the bar is below
					bottom, top = min(bottom, float64(p.Y)), max(top, float64(p.Y))
				}
			}
			return top - bottom
		}
		third := (high - low) / 3
		return tall(low, low+third) - tall(high-third, high)
	}
	for sign, left := range map[string]bool{"<": true, ">": false, "≤": true, "≥": false, "≦": true, "≧": false} {
		if got := opening(sign); (got < 0) != left {
			t.Errorf("%s: it is %.1f taller at its left than at its right", sign, got)
		}
	}
}

// The style sheet has the colours that a picture uses, and no other.
func TestDarkColours(t *testing.T) {
	dark := map[color.NRGBA]color.NRGBA{{1, 2, 3, 255}: {4, 5, 6, 255}, {7, 8, 9, 255}: {10, 11, 12, 255}}
	draw := func(c color.NRGBA, img image.Image) string {
		s := NewSVG(10, 10)
		var p vg.Path
		p.Move(vg.Point{X: 1, Y: 1})
		p.Line(vg.Point{X: 2, Y: 2})
		s.SetColor(c)
		s.Stroke(p)
		if img != nil {
			s.DrawImage(vg.Rectangle{Max: vg.Point{X: 5, Y: 5}}, img)
		}
		return string(s.Bytes("", dark))
	}
	picture := image.NewNRGBA(image.Rect(0, 0, 1, 1))
	for name, c := range map[string]struct {
		svg        string
		has, never []string
	}{
		"a colour with a dark one": {draw(color.NRGBA{1, 2, 3, 255}, nil), []string{`stroke="#010203"`, `.golessons [stroke="#010203"]{stroke:light-dark(#010203,#040506)}`, "color-scheme:light dark"}, []string{"#070809", "[fill", "glow"}},
		"faded":                    {draw(color.NRGBA{1, 2, 3, 99}, nil), []string{`{stroke:light-dark(#010203,#040506)}`}, nil},
		"a colour without":         {draw(color.NRGBA{1, 2, 4, 255}, picture), nil, []string{"<style>", "glow"}},
		"an image of data":         {draw(color.NRGBA{1, 2, 4, 255}, Glow{picture}), []string{`<image class="glow"`, VSCodeDark + " .glow{"}, nil},
	} {
		for _, want := range c.has {
			if !strings.Contains(c.svg, want) {
				t.Errorf("%s: %s lacks %s", name, c.svg, want)
			}
		}
		for _, bad := range c.never {
			if strings.Contains(c.svg, bad) {
				t.Errorf("%s: %s has %s", name, c.svg, bad)
			}
		}
	}
}

// Superscripts stand high, subscripts low, and small; a bar stands on its letter.
func TestScripts(t *testing.T) {
	box := func(text string) (low, high, right float64) {
		low, high = math.Inf(1), math.Inf(-1)
		for _, c := range outline(text, 100, vg.Point{}) {
			if c.Type != vg.CloseComp {
				low, high, right = min(low, float64(c.Pos.Y)), max(high, float64(c.Pos.Y)), max(right, float64(c.Pos.X))
			}
		}
		return low, high, right
	}
	low, high, right := box("5")
	for text, up := range map[string]bool{"⁵": true, "₅": false} {
		l, h, r := box(text)
		if h-l > (high-low)*.7 || r > right*.7 || up && (l < 20 || h > high+10) || !up && (h > 60 || l > low-5) {
			t.Errorf("%s goes from %.0f to %.0f and %.0f to the right; 5 from %.0f to %.0f and %.0f", text, l, h, r, low, high, right)
		}
	}
	if got, want := Width("x̄y", 100), Width("xy", 100); got != want {
		t.Errorf("x̄y is %.1f wide, xy %.1f", got, want)
	}
	_, plain, end := box("x")
	if _, high, right := box("x̄"); high <= plain || right > end+1 {
		t.Errorf("the bar of x̄ ends at %.0f, %.0f; x at %.0f, %.0f", right, high, end, plain)
	}
}
