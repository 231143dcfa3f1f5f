package notebook

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"html"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"
)

func picture(t *testing.T, draw func(*image.RGBA)) string {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 320, 200))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	draw(img)
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return base64.StdEncoding.EncodeToString(b.Bytes())
}

func line(y int) func(*image.RGBA) {
	return func(img *image.RGBA) {
		for x := range 320 {
			img.Set(x, y, color.Black)
		}
	}
}

// slider returns HTML such as helpers shows for pictures drawn beforehand, here of
// one line.
func slider(label, height, order string) string {
	svg := `<svg viewBox="0 0 3 2"><path d="m0 0l1 ` + height + `"/></svg>`
	return fmt.Sprintf(`<div data-lines="%s" data-frames="%s" data-labels="%s"><img alt="%[3]s" src="data:image/svg+xml;base64,%[4]s">`,
		html.EscapeString(svg), order, label, base64.StdEncoding.EncodeToString([]byte(svg)))
}

func TestCompare(t *testing.T) {
	stream := func(text string, tags ...any) *Cell {
		return &Cell{Type: "code", Metadata: map[string]any{"tags": tags}, Outputs: []*Output{{Type: "stream", Name: "stdout", Text: text}}}
	}
	shows := func(mime, data string) *Cell {
		return &Cell{Type: "code", Outputs: []*Output{{Type: "display_data", Data: map[string]any{mime: data}}}}
	}
	for _, tt := range []struct {
		name      string
		want, got *Cell
		diff      string // what the error says; empty for the same
	}{
		{"the same", stream("loss 0.25"), stream("loss 0.25"), ""},
		{"last digit", stream("loss 0.2513"), stream("loss 0.2514"), ""},
		{"within the tolerance", stream("loss 1234.5678"), stream("loss 1235.0000"), ""},
		{"another number", stream("loss 0.2513"), stream("loss 0.2613"), "number 0.2613, want 0.2513"},
		{"another sign", stream("w = -0.5"), stream("w = 0.5"), "number 0.5, want -0.5"},
		{"exponents", stream("p = 1.25e-05"), stream("p = 1.26e-05"), ""},
		{"another exponent", stream("p = 1.25e-05"), stream("p = 1.25e-04"), "number"},
		{"a count", stream("3 of 10 units"), stream("4 of 10 units"), "number 4, want 3"},
		{"another word", stream("loss 0.25 ✓"), stream("loss 0.25 ✗"), "text differs"},
		{"more", stream("a"), stream("a\nb"), "text differs"},
		{"timings", stream("ReLU   12.5 ns", VariesTag), stream("ReLU 9.75 ns", VariesTag), ""},
		{"timings of something else", stream("ReLU 12.5 ns", VariesTag), stream("tanh 12.5 ns", VariesTag), "text differs"},
		{"no output", stream("a"), &Cell{Type: "code"}, "0 outputs, want 1"},
		{"pieces", stream("ab"), &Cell{Outputs: []*Output{{Type: "stream", Name: "stdout", Text: "a"}, {Type: "stream", Name: "stdout", Text: "b"}}}, ""},
		{"another stream", stream("a"), &Cell{Outputs: []*Output{{Type: "stream", Name: "stderr", Text: "a"}}}, "stream stderr, want stream stdout"},
		{"another kind", shows("text/html", "<p>"), shows("text/plain", "<p>"), "shows"},
		{"the same figure", shows("image/png", picture(t, line(90))), shows("image/png", picture(t, line(90))), ""},
		{"a pixel lower", shows("image/png", picture(t, line(90))), shows("image/png", picture(t, line(91))), ""},
		{"much lower", shows("image/png", picture(t, line(90))), shows("image/png", picture(t, line(150))), "looks different"},
		{"no line", shows("image/png", picture(t, line(90))), shows("image/png", picture(t, func(*image.RGBA) {})), "looks different"},
		{"no picture", shows("image/png", picture(t, line(90))), shows("image/png", "eA=="), "png"},
		{"drawing", shows("image/svg+xml", `<svg viewBox="0 0 3 2"><a/></svg>`), shows("image/svg+xml", `<svg viewBox="0 0 3 2"><b/></svg>`), ""},
		{"larger drawing", shows("image/svg+xml", `<svg viewBox="0 0 3 2">`), shows("image/svg+xml", `<svg viewBox="0 0 4 2">`), "size"},
		{"a slider", shows("text/html", slider("a", "10", "0 1")), shows("text/html", slider("a", "9.99", "0 2 1")), ""},
		{"a slider of something else", shows("text/html", slider("a", "10", "0 1")), shows("text/html", slider("b", "10", "0 1")), "text differs"},
	} {
		err := Compare(tt.want, tt.got)
		if tt.diff == "" && err != nil || tt.diff != "" && (err == nil || !strings.Contains(err.Error(), tt.diff)) {
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.diff)
		}
	}
}

func TestKeepEqual(t *testing.T) {
	cell := func(id, text string) *Cell {
		return &Cell{ID: id, Type: "code", Outputs: []*Output{{Type: "stream", Name: "stdout", Text: text}}}
	}
	old := &Notebook{Cells: []*Cell{cell("a", "0.12345"), cell("b", "0.5")}}
	ran := &Notebook{Cells: []*Cell{cell("b", "0.7"), cell("a", "0.12346"), cell("c", "new")}}
	ran.KeepEqual(old)
	for i, want := range []string{"0.7", "0.12345", "new"} {
		if got := ran.Cells[i].Printed(); got != want {
			t.Errorf("cell %d shows %s, want %s", i, got, want)
		}
	}
}
