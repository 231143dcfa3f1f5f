package site_test

import (
	"encoding/json"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golessons/helpers/figure"
	"golessons/internal/site"
	"golessons/lessons/lessontest"
)

// builder returns a Builder for the checkout's lessons. The tests that use it
// need the set-up's Python, and a second or more each to start it; with -short
// they are left out.
func builder(t *testing.T) *site.Builder {
	t.Helper()
	b, err := lessontest.Environment(t).SiteBuilder()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// A cell of a notebook that a test makes.
type cell map[string]any

func text(markdown string) cell {
	return cell{"cell_type": "markdown", "id": "t", "metadata": cell{}, "source": markdown}
}

func shows(source string, data map[string]string) cell {
	return cell{"cell_type": "code", "id": "c", "metadata": cell{}, "source": source, "execution_count": 1, "outputs": []cell{
		{"output_type": "display_data", "metadata": cell{}, "data": data}}}
}

// lesson writes a notebook.
func lesson(t *testing.T, file string, cells ...cell) {
	t.Helper()
	for i, c := range cells {
		c["id"] = "cell-" + string(rune('a'+i))
	}
	nb := cell{"nbformat": 4, "nbformat_minor": 5, "cells": cells, "metadata": cell{
		"kernelspec":    cell{"name": "golessons", "display_name": "Go (lessons)", "language": "go"},
		"language_info": cell{"name": "go", "pygments_lexer": ""}}}
	data, err := json.Marshal(nb)
	if err != nil {
		t.Fatal(err)
	}
	put(t, file, string(data))
}

func put(t *testing.T, file, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// frames returns the output of a cell that shows a slider over three figures.
func frames(t *testing.T) map[string]string {
	t.Helper()
	f := figure.NewFrames("λ を変える")
	for i, label := range []string{"λ = 0", "λ = 0.1", "λ = 1"} {
		f.Add(label, figure.New("図", "x", "y").Line("モデル", []float64{0, 1, 2}, []float64{0, float64(i), 1}))
	}
	page, err := f.HTML()
	if err != nil {
		t.Fatal(err)
	}
	return map[string]string{"text/html": page, "text/plain": f.Text()}
}

func read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// small returns a Builder for a course of two lessons in one language and one in
// another.
func small(t *testing.T) *site.Builder {
	b := builder(t)
	b.Lessons = filepath.Join(t.TempDir(), "レッスン 1")
	lesson(t, filepath.Join(b.Lessons, "en", "00_start.ipynb"), text("# 00 *Start* & go\n\nYou will\n\n- see $x^2$\n"),
		text("On to [ReLU](02_relu.ipynb#What-then), the [same](../ja/00_start.ipynb) in Japanese, [dropout](04_dropout.ipynb), [data](../../helpers/data/SOURCES.md), [elsewhere](https://example.org/a.ipynb) and <a href=\"./02_relu.ipynb\">back</a>."))
	lesson(t, filepath.Join(b.Lessons, "en", "02_relu.ipynb"), text("# 02 ReLU\n\n## What then\n"), shows("x := \"<b>\" // $a$", frames(t)))
	lesson(t, filepath.Join(b.Lessons, "ja", "00_start.ipynb"), text("# 00 はじめに\n"))
	b.Files = []string{"ja/00_start.ipynb", "en/00_start.ipynb", "en/02_relu.ipynb"}
	return b
}

func TestPages(t *testing.T) {
	b := small(t)
	dir := filepath.Join(t.TempDir(), "site")
	lessons, size, err := b.Build(t.Context(), dir)
	if err != nil || lessons != 3 || size < 100_000 {
		t.Fatalf("%d lessons, %d bytes, %v", lessons, size, err)
	}
	for _, tt := range []struct{ page, want string }{
		{"index.html", `<li lang="ja"><a hreflang="ja" href="ja/index.html">日本語</a><p>Go で学ぶディープラーニング`},
		{"index.html", `href="en/index.html">English</a><p>Deep learning in Go: activation functions`},
		{"ja/index.html", `<html lang="ja">`},
		{"en/index.html", `<a href="00_start.html">00 Start &amp; go</a>`},
		{"en/index.html", `<li>see <math`},
		{"en/index.html", `href="../ja/index.html"`},
		{"en/00_start.html", `<title>00 Start &amp; go</title>`},
		{"en/00_start.html", `<a class="next" rel="next" href="02_relu.html">`},
		{"en/00_start.html", `<meta name="description" content="see x2">`},
		{"en/00_start.html", `<li><span aria-current="page">00 Start &amp; go</span></li>`},
		{"en/00_start.html", `<a href="02_relu.html#What-then">ReLU</a>`},
		{"en/00_start.html", `<a href="../ja/00_start.html">same</a>`},
		{"en/00_start.html", `in Japanese, dropout, data, <a href="https://example.org/a.ipynb">`},
		{"en/00_start.html", `<a href="02_relu.html">back</a>`},
		{"en/02_relu.html", `<a class="previous" rel="prev" href="00_start.html">`},
		{"en/02_relu.html", `<li><a href="#cell-a-2">What then</a></li>`},
		{"en/02_relu.html", `<h2 id="cell-a-2"><span id="What-then">`},
		{"en/02_relu.html", `&lt;b&gt;`},
		{".nojekyll", ""},
	} {
		if page := read(t, filepath.Join(dir, tt.page)); !strings.Contains(page, tt.want) {
			t.Errorf("%s has no %s:\n%.3000s", tt.page, tt.want, page)
		}
	}
	if page := read(t, filepath.Join(dir, "en/02_relu.html")); strings.Contains(page, "../ja/02_relu.html") {
		t.Error("a link leads to a language that has no such lesson")
	}

	// What has not changed is not written again. The page of a lesson that is gone
	// is removed, and a file that somebody has put beside it is left.
	before, err := os.Stat(filepath.Join(dir, "style.css"))
	if err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, "CNAME"), "example.org")
	put(t, filepath.Join(b.Lessons, "en", "index.md"), "# My course\n\n| | |\n|-|-|\n| [ReLU](02_relu.ipynb) | $\\lambda$ |\n")
	b.Files = []string{"en/02_relu.ipynb"}
	if _, _, err := b.Build(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	for _, gone := range []string{"en/00_start.html", "ja"} {
		if _, err := os.Stat(filepath.Join(dir, gone)); err == nil {
			t.Errorf("%s is still there", gone)
		}
	}
	if read(t, filepath.Join(dir, "CNAME")) != "example.org" {
		t.Error("a file that is not the site's was changed")
	}
	if page := read(t, filepath.Join(dir, "en/index.html")); !strings.Contains(page, "<title>My course</title>") || !strings.Contains(page, `<a href="02_relu.html">ReLU</a>`) {
		t.Errorf("the start page is not the language's:\n%s", page)
	}
	if after, err := os.Stat(filepath.Join(dir, "style.css")); err != nil || !after.ModTime().Equal(before.ModTime()) {
		t.Errorf("style.css was written again (%v)", err)
	}
}

// If something cannot be shown offline, or not at all, nothing is written.
func TestFailures(t *testing.T) {
	for _, tt := range []struct{ name, markdown, want string }{
		{"a command that is not known", `$\nosuch{x}$`, `\nosuch`},
		{"a formula that does not end", `$\left( x$`, "formula"},
		{"a command in a place of its own", `$\label{a} b$`, `\label`},
		{"a unit that is left", `$\hfill[2mm] x$`, "2mm"},
		{"a command in a text", `$\text{a \alpha}$`, `\alpha`},
		{"half a fraction", `$\frac{a}$`, "mfrac"},
		{"a brace too few", `$\sqrt{a$`, "brace"},
		{"a formula in brackets that Jupyter does not read", `Then \\lambda grows.`, "left as it was"},
		{"a picture from elsewhere", `![x](https://example.org/x.png)`, "example.org"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := builder(t)
			b.Lessons = t.TempDir()
			b.Files = []string{"en/00_start.ipynb"}
			lesson(t, filepath.Join(b.Lessons, "en", "00_start.ipynb"), text("# Title\n\n"+tt.markdown))
			dir := filepath.Join(t.TempDir(), "site")
			_, _, err := b.Build(t.Context(), dir)
			if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "00_start") || strings.Contains(err.Error(), "\n") {
				t.Errorf("%v", err)
			}
			if _, err := os.Stat(dir); err == nil {
				t.Error("something was written")
			}
		})
	}
}

// The characters of a formula are those that LaTeX would print.
func TestFormulas(t *testing.T) {
	b := builder(t)
	b.Lessons = t.TempDir()
	b.Files = []string{"en/00_start.ipynb"}
	tests := []struct{ tex, want string }{
		{`y = \begin{cases} \dfrac{x}{2} & a \\[2mm] x & b \end{cases}`, "y={x2axb"},
		{`\begin{aligned} a &= b \\ [ -1.5ex ] c &= d \end{aligned}`, "a=bc=d"},
		{`\begin{pmatrix} a \\ [b] \end{pmatrix}`, "(a[b])"},
		{`\texttt{weight\_decay} = 2\lambda`, "weight_decay=2λ"},
		{`\text{100\% of a\_b \& c}`, "100%\u00a0of\u00a0a_b\u00a0&\u00a0c"},
		{`\left\{ 1, 2 \right\}`, "{1,2}"},
		{`\arg\max_w f(w)`, "argmaxwf(w)"},
		{`a\!b`, "ab"},
	}
	var said []string
	for _, tt := range tests {
		said = append(said, "$"+tt.tex+"$")
	}
	lesson(t, filepath.Join(b.Lessons, "en", "00_start.ipynb"), text("# Title\n\n"+strings.Join(said, "\n\n")))
	dir := filepath.Join(t.TempDir(), "site")
	if _, _, err := b.Build(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	got := regexp.MustCompile(`(?s)<math.*?</math>`).FindAllString(read(t, filepath.Join(dir, "en", "00_start.html")), -1)
	if len(got) != len(tests) {
		t.Fatalf("%d formulas, want %d", len(got), len(tests))
	}
	for i, tt := range tests {
		if plain := html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(got[i], "")); plain != tt.want {
			t.Errorf("%s says %q, want %q", tt.tex, plain, tt.want)
		}
	}
}
