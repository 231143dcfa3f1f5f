package notebook

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"html"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

const sample = `{
 "cells": [
  {
   "cell_type": "markdown",
   "id": "title",
   "metadata": {},
   "source": [
    "# <b>ReLU</b> & 活性化\n",
    "text"
   ]
  },
  {
   "cell_type": "code",
   "execution_count": 1,
   "id": "code",
   "metadata": {
    "tags": [
     "check-relu"
    ]
   },
   "outputs": [
    {
     "name": "stdout",
     "output_type": "stream",
     "text": [
      "✗ myReLU: at x = -0.5\n",
      "✓ more\n"
     ]
    },
    {
     "data": {
      "image/png": "aGVsbG8=",
      "text/plain": [
       "a figure"
      ]
     },
     "metadata": {},
     "output_type": "display_data"
    }
   ],
   "source": [
    "%%\n",
    "fmt.Println(1)"
   ]
  }
 ],
 "metadata": {
  "kernelspec": {
   "name": "golessons"
  }
 },
 "nbformat": 4,
 "nbformat_minor": 5
}
`

func parse(t *testing.T, text string) *Notebook {
	t.Helper()
	nb, err := Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return nb
}

// A notebook comes out as it went in, and as Jupyter writes it.
func TestBytes(t *testing.T) {
	data, err := parse(t, sample).Bytes()
	if err != nil {
		t.Fatal(err)
	}
	if string(data) != sample {
		t.Errorf("got\n%s\nwant\n%s", data, sample)
	}
}

func TestParseMistakes(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"", "not a notebook"},
		{"[]", "not a notebook"},
		{`{"nbformat": 3}`, "not a notebook of format 4 (nbformat is 3)"},
		{`{"nbformat": 4, "cells": [{"cell_type": "heading"}]}`, `cell 1: unknown type "heading"`},
		{`{"nbformat": 4, "cells": [{"cell_type": "code", "source": 7}]}`, "a text is a string or a list of strings"},
	} {
		if _, err := Parse([]byte(tt.text)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q", tt.text, err, tt.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(sample))
	f.Add([]byte(`{"nbformat": 4, "cells": [{"cell_type": "code", "outputs": [{"data": {"application/json": {}}}]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		nb, err := Parse(data)
		if err != nil {
			return
		}
		out, err := nb.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		again, err := Parse(out)
		if err != nil {
			t.Fatalf("cannot read what was written: %v\n%s", err, out)
		}
		twice, err := again.Bytes()
		if err != nil || !bytes.Equal(out, twice) {
			t.Fatalf("written twice it differs (%v)\n%s\n%s", err, out, twice)
		}
	})
}

func TestText(t *testing.T) {
	a, err := Text([]byte(sample))
	if err != nil {
		t.Fatal(err)
	}
	ran := strings.Replace(strings.Replace(sample, `"execution_count": 1`, `"execution_count": 9`, 1), "a figure", "another", 1)
	if b, err := Text([]byte(ran)); err != nil || a != b {
		t.Errorf("a run changed the text (%v)", err)
	}
	if b, err := Text([]byte(strings.Replace(sample, "Println(1)", "Println(2)", 1))); err != nil || a == b {
		t.Errorf("a changed cell has the same text (%v)", err)
	}
}

func TestNormalise(t *testing.T) {
	seven := 7
	nb := &Notebook{Cells: []*Cell{
		{ID: "a", Type: "markdown", Source: "# A\n\n", Metadata: map[string]any{"collapsed": true}},
		{ID: "b", Type: "code", Source: "one", ExecutionCount: &seven, Metadata: map[string]any{"tags": []any{"varies"}, "execution": "12:00"},
			Outputs: []*Output{
				{Type: "stream", Name: "stdout", Text: "a"}, {Type: "stream", Name: "stdout", Text: "b"}, {Type: "stream", Name: "stderr", Text: "c"},
				{Type: "execute_result", ExecutionCount: &seven, Data: map[string]any{"image/svg+xml": "<svg/>\n"}, Metadata: map[string]any{"x": 1}},
			}},
		{ID: "c", Type: "code", Source: " \n", Outputs: []*Output{{Type: "stream"}}},
		{ID: "d", Type: "code", Source: "two"},
	}}
	if err := nb.Normalise(); err != nil {
		t.Fatal(err)
	}
	b, d := nb.Cells[1], nb.Cells[3]
	if *b.ExecutionCount != 1 || *d.ExecutionCount != 2 || nb.Cells[2].ExecutionCount != nil {
		t.Error("execution counts are not in order")
	}
	if len(b.Outputs) != 3 || b.Outputs[0].Text != "ab" || *b.Outputs[2].ExecutionCount != 1 || b.Outputs[2].Data["image/svg+xml"] != "<svg/>" || b.Outputs[2].Metadata != nil {
		t.Errorf("outputs are %+v", b.Outputs)
	}
	if len(b.Metadata) != 1 || !b.HasTag("varies") || len(nb.Cells[0].Metadata) != 0 || nb.Cells[0].Source != "# A" || nb.Cells[2].Outputs != nil {
		t.Error("more was kept than a reader sees")
	}
	once, _ := nb.Bytes()
	if err := nb.Normalise(); err != nil {
		t.Fatal(err)
	}
	if twice, _ := nb.Bytes(); !bytes.Equal(once, twice) {
		t.Error("a second time changes it")
	}
	for _, ids := range [][2]string{{"a", "a"}, {"a", ""}} {
		bad := &Notebook{Cells: []*Cell{{ID: ids[0], Type: "raw"}, {ID: ids[1], Type: "raw"}}}
		if bad.Normalise() == nil {
			t.Errorf("ids %q were taken", ids)
		}
	}
}

func TestClaims(t *testing.T) {
	nb := parse(t, sample)
	claims := nb.Cells[1].Claims()
	if len(claims) != 2 || claims[0] != (Claim{false, "myReLU: at x = -0.5"}) || claims[1] != (Claim{true, "more"}) {
		t.Errorf("claims are %+v", claims)
	}
	if err := nb.FailedClaims(); err != nil {
		t.Errorf("an exercise that is not done failed the lesson: %v", err)
	}
	nb.Cells[1].Metadata = nil
	if err := nb.FailedClaims(); err == nil || !strings.Contains(err.Error(), "cell 2 failed: this claim does not hold: myReLU") {
		t.Errorf("error %v", err)
	}
}

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

// slider is what helpers shows for pictures drawn beforehand, here of one line.
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

func TestSameLesson(t *testing.T) {
	lesson := func(source string) *Notebook {
		return &Notebook{Cells: []*Cell{{ID: "a", Type: "markdown", Source: "any"}, {ID: "b", Type: "code", Source: source}}}
	}
	const en = "// Apply it.\n%%\nfmt.Println(\"before:\", mlx.ReLU(x)) // here\nhelpers.Seed(1)"
	for _, tt := range []struct{ ja, diff string }{
		{en, ""},
		{"%%\n\n// かける\nfmt.Println(\"適用前:\", mlx.ReLU(x))\nhelpers.Seed(1)", ""},
		{strings.Replace(en, "Seed(1)", "Seed(2)", 1), "1 and 2"},
		{strings.Replace(en, "ReLU", "Tanh", 1), "Tanh and ReLU"},
		{strings.Replace(en, "before:", "after:", 1), "the code differs"},
		{en + "\nmore()", "longer"},
		{strings.Replace(en, "%%", "%test", 1), "%test and %%"},
	} {
		a, b := lesson(tt.ja), lesson(en)
		if tt.diff == "1 and 2" {
			a, b = b, a
		}
		err := SameLesson(a, b)
		if tt.diff == "" && err != nil || tt.diff != "" && (err == nil || !strings.Contains(err.Error(), tt.diff)) {
			t.Errorf("%s\nerror %v, want %q", tt.ja, err, tt.diff)
		}
	}
	for name, change := range map[string]func(*Notebook){
		"ids":   func(nb *Notebook) { nb.Cells[0].ID = "x" },
		"types": func(nb *Notebook) { nb.Cells[0].Type = "code" },
		"tags":  func(nb *Notebook) { nb.Cells[0].Metadata = map[string]any{"tags": []any{"x"}} },
		"cells": func(nb *Notebook) { nb.Cells = nb.Cells[:1] },
	} {
		other := lesson(en)
		change(other)
		if err := SameLesson(lesson(en), other); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("other %s: error %v", name, err)
		}
	}
}

func TestExercises(t *testing.T) {
	tagged := func(tags ...any) *Cell { return &Cell{Type: "code", Metadata: map[string]any{"tags": tags}} }
	nb := &Notebook{Cells: []*Cell{tagged("exercise-relu"), tagged("check-relu"), tagged("exercise-leaky"), tagged("check-leaky")}}
	names, err := nb.Exercises()
	if err != nil || strings.Join(names, " ") != "relu leaky" {
		t.Errorf("exercises %q, %v", names, err)
	}
	nb.Cells = nb.Cells[:3]
	if _, err := nb.Exercises(); err == nil || !strings.Contains(err.Error(), `exercise "leaky" has 1 stubs and 0 checks`) {
		t.Errorf("error %v", err)
	}
	file := filepath.Join(t.TempDir(), "relu.go")
	if err := os.WriteFile(file, []byte("//go:build ignore\n\npackage main\n\n// myReLU is max(0, x).\nfunc myReLU(x float64) float64 { return max(0, x) }\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got, err := Solution(file); err != nil || got != "// myReLU is max(0, x).\nfunc myReLU(x float64) float64 { return max(0, x) }" {
		t.Errorf("solution %q, %v", got, err)
	}
}

// nbclient that does not come to life is a sentence, not a hang.
func TestExecuteWithoutNbclient(t *testing.T) {
	x := &Executor{Python: "/bin/false", Kernel: "golessons", Limit: time.Second}
	if _, err := x.Execute(t.Context(), &Notebook{Format: 4, Minor: 5}, t.TempDir()); err == nil || !strings.HasPrefix(err.Error(), "nbclient: ") {
		t.Errorf("error %v", err)
	}
	x.Python = "/no/python"
	var missing *os.PathError
	if _, err := x.Execute(t.Context(), &Notebook{Format: 4, Minor: 5}, t.TempDir()); !errors.As(err, &missing) {
		t.Errorf("error %v", err)
	}
}

func TestReason(t *testing.T) {
	for _, tt := range []struct{ printed, name, value, want string }{
		{"before\n", "CompileError", "line 2: undefined: x", "line 2: undefined: x"},
		{"before\n", "Panic", "line 3: panic: boom", "line 3: panic: boom"},
		// Who ends the program says why before.
		{"one\n\x1b[31mno data\x1b[0m\n", "ExitError", "the program ended itself: log.Fatal", "no data (the program ended itself: log.Fatal)"},
		{"", "ExitError", "the program ended itself: os.Exit(3)", "the program ended itself: os.Exit(3)"},
		{"", "ERROR", "", "ERROR"},
	} {
		cell := &Cell{Outputs: []*Output{{Type: "stream", Name: "stderr", Text: tt.printed}}}
		if got := reason(cell, &Output{EName: tt.name, EValue: tt.value}); got != tt.want {
			t.Errorf("reason of %q is %q, want %q", tt.printed, got, tt.want)
		}
	}
}

// A line of any length from the program that runs the cells is read to its end,
// and it is not waited for what is no notebook's file.
func TestNothingWaits(t *testing.T) {
	dir := t.TempDir()
	python := filepath.Join(dir, "python")
	script := "#!/bin/sh\nhead -c 3000000 /dev/zero | tr '\\0' x >&2\necho >&2\necho '{\"failed\": \"in the end\"}' >&2\ncat\n"
	if err := os.WriteFile(python, []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	nb := &Notebook{Format: 4, Minor: 5, Metadata: map[string]any{}, Cells: []*Cell{{ID: "one", Type: "code", Source: "%%", Metadata: map[string]any{}}}}
	done := make(chan bool)
	go func() {
		defer close(done)
		x := &Executor{Python: python, Env: os.Environ()}
		if _, err := x.Execute(t.Context(), nb, dir); err == nil || !strings.Contains(err.Error(), "in the end") {
			t.Errorf("error %v", err)
		}
		pipe := filepath.Join(dir, "pipe.ipynb")
		if err := syscall.Mkfifo(pipe, 0o644); err != nil {
			t.Error(err)
		}
		if _, err := Read(pipe); err == nil || !strings.Contains(err.Error(), "pipe.ipynb is a named pipe, not a file") {
			t.Errorf("error %v", err)
		}
	}()
	select {
	case <-done:
	case <-time.After(20 * time.Second):
		t.Fatal("it waits")
	}
}
