package lessons

import (
	"fmt"
	"go/scanner"
	"go/token"
	"regexp"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"
	"unicode"
	"unicode/utf8"

	"golessons/internal/notebook"
	"golessons/internal/words"
)

// What a lesson may show of Go. Visible is a code cell that is not folded
// ("jupyter": {"source_hidden": true}).
const (
	mostLines     = 200 // visible lines of Go in a lesson
	largestCell   = 20  // lines of Go in a visible cell
	highestMedian = 8   // lines of Go in a visible code cell
	longestLine   = 100 // characters in a line of a visible cell; a tab counts as tabWidth
	tabWidth      = 4
)

// TestLimits holds the limits, and prints a table of all lessons:
//
//	go test ./lessons -run Limits -v
func TestLimits(t *testing.T) {
	var table strings.Builder
	w := tabwriter.NewWriter(&table, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "lesson\tGo lines\tcells\tfolded\tmedian\tlargest\tlongest\tprose\texercises\tminutes")
	for _, lang := range words.Tags() {
		for _, file := range files(t, lang) {
			nb := read(t, file)
			for _, problem := range limitProblems(nb) {
				t.Errorf("%s: %s", strings.TrimSuffix(file, ".ipynb"), problem)
			}
			s := sizeOf(nb, lang)
			fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%g\t%d (%s)\t%d (%s)\t%d\t%d\t%.0f\n", strings.TrimSuffix(file, ".ipynb"),
				s.lines, s.cells, s.folded, s.median, s.largest.n, s.largest.id, s.longest.n, s.longest.id, s.prose, s.exercises, s.minutes)
		}
	}
	w.Flush()
	t.Logf("prose is words, in Japanese characters, without the optional parts, what <details> folds, and the sources; minutes are those of minutes()\n%s", table.String())
}

// A size says how much a lesson shows.
type size struct {
	lines, cells, folded int     // lines of Go in visible cells, and cells
	median               float64 // lines of Go of a visible code cell
	largest, longest     most    // cell, in lines of Go; line, in characters

	prose, exercises int // without the optional parts, prose without what <details> folds
	minutes          float64
}

// A most is the greatest number among the cells, and the first cell that has it.
type most struct {
	n  int
	id string
}

func (m *most) add(n int, id string) {
	if n > m.n {
		*m = most{n, id}
	}
}

func sizeOf(nb *notebook.Notebook, lang string) size {
	var s size
	var lines []int
	asked := 0 // visible code cells outside the optional parts
	for _, c := range nb.Cells {
		optional := c.HasTag("optional")
		switch {
		case c.Type == "markdown" && !optional && c.ID != "sources":
			s.prose += proseIn(c.Source, lang)
		case c.Type != "code" || strings.TrimSpace(c.Source) == "":
		case isFolded(c):
			s.folded++
		default:
			n := goLines(c.Source)
			lines = append(lines, n)
			s.lines += n
			s.largest.add(n, c.ID)
			s.longest.add(longest(c.Source), c.ID)
			if !optional {
				asked++
			}
			for _, tag := range c.Tags() {
				if strings.HasPrefix(tag, "exercise-") && !optional {
					s.exercises++
				}
			}
		}
	}
	s.cells = len(lines)
	if slices.Sort(lines); len(lines) > 0 {
		s.median = float64(lines[(len(lines)-1)/2]+lines[len(lines)/2]) / 2
	}
	s.minutes = minutes(s.prose, asked, s.exercises, lang)
	return s
}

// minutes estimates how long a learner takes: the prose read aloud, at 150 words or 300
// Japanese characters a minute, without what <details> folds, which nobody has to open;
// half a minute for each visible code cell, to run it and
// to look at what it shows, and 4 minutes more for each exercise.
func minutes(prose, cells, exercises int, lang string) float64 {
	rate := 150.0
	if lang == "ja" {
		rate = 300
	}
	return float64(prose)/rate + 0.5*float64(cells) + 4*float64(exercises)
}

// limitProblems says which limits a lesson passes, with the cell and the number.
func limitProblems(nb *notebook.Notebook) (problems []string) {
	add := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }
	for i, c := range nb.Cells {
		if c.Type != "code" || isFolded(c) {
			continue
		}
		if n := goLines(c.Source); n > largestCell {
			add("cell %d (%s) shows %d lines of Go, at most %d: fold it, or move what is machinery into a package", i+1, c.ID, n, largestCell)
		}
		for n, line := range strings.Split(c.Source, "\n") {
			if have := columns(line); have > longestLine {
				add("cell %d (%s), line %d has %d characters, at most %d", i+1, c.ID, n+1, have, longestLine)
			}
		}
	}
	s := sizeOf(nb, "")
	if s.lines > mostLines {
		add("%d lines of Go are visible, at most %d", s.lines, mostLines)
	}
	if s.median > highestMedian {
		add("the median visible code cell has %g lines of Go, at most %d", s.median, highestMedian)
	}
	return problems
}

// isFolded reports whether JupyterLab shows a bar in the place of the cell's code.
func isFolded(c *notebook.Cell) bool {
	jupyter, _ := c.Metadata["jupyter"].(map[string]any)
	return jupyter["source_hidden"] == true
}

// goLines counts the lines of a cell that are neither blank nor only a comment. Lines
// that begin with % or ! are commands of the kernel, and no Go.
func goLines(source string) int {
	rows := strings.Split(source, "\n")
	for i, row := range rows {
		if strings.HasPrefix(row, "%") || strings.HasPrefix(row, "!") {
			rows[i] = ""
		}
	}
	text := strings.Join(rows, "\n")
	file := token.NewFileSet().AddFile("", -1, len(text))
	var s scanner.Scanner
	s.Init(file, []byte(text), func(token.Position, string) {}, 0) // without comments
	lines := map[int]bool{}
	for {
		pos, tok, literal := s.Scan()
		if tok == token.EOF {
			return len(lines)
		}
		if tok == token.SEMICOLON && literal != ";" { // put in at a line's end
			continue
		}
		first := file.Line(pos)
		for i := range strings.Count(literal, "\n") + 1 { // a text in `` has several
			if strings.TrimSpace(rows[first-1+i]) != "" {
				lines[first+i] = true
			}
		}
	}
}

// longest returns the number of characters of the longest line.
func longest(source string) int {
	n := 0
	for line := range strings.Lines(source) {
		n = max(n, columns(strings.TrimSuffix(line, "\n")))
	}
	return n
}

func columns(line string) int {
	return utf8.RuneCountInString(line) + (tabWidth-1)*strings.Count(line, "\t")
}

// notRead matches what nobody has to read, the text that <details> folds, and what
// nobody reads aloud: blocks of code, formulas on lines of their own, tags, and where
// links lead.
var notRead = regexp.MustCompile("(?s)<details>.*?</details>|```.*?```|\\$\\$.*?\\$\\$|<[^>]*>|\\]\\([^)]*\\)")

// proseIn counts the words of a text, in Japanese its characters.
func proseIn(text, lang string) int {
	text = notRead.ReplaceAllString(text, " ")
	n := 0
	if lang == "ja" {
		for _, r := range text {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				n++
			}
		}
		return n
	}
	for _, word := range strings.Fields(text) {
		if strings.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			n++
		}
	}
	return n
}

func TestLimitProblems(t *testing.T) {
	cell := func(id, source string, folded bool) *notebook.Cell {
		return &notebook.Cell{ID: id, Type: "code", Source: source, Metadata: map[string]any{"jupyter": map[string]any{"source_hidden": folded}}}
	}
	lines := func(n int) string { return strings.Repeat("x := 1\n", n) }
	lesson := func(cells ...*notebook.Cell) *notebook.Notebook { return &notebook.Notebook{Cells: cells} }
	many := func(n, each int) *notebook.Notebook {
		nb := lesson()
		for i := range n {
			nb.Cells = append(nb.Cells, cell(fmt.Sprint(i), lines(each), false))
		}
		return nb
	}
	for _, tt := range []struct {
		name string
		nb   *notebook.Notebook
		want string
	}{
		{"small", lesson(cell("a", lines(8), false)), ""},
		{"nothing", lesson(), ""},
		{"large and folded", lesson(cell("a", lines(300)+strings.Repeat("x", 200), true)), ""},
		{"a large cell", lesson(cell("a", "x", false), cell("b", "%%\n"+lines(21), false), cell("c", "x", false)),
			"cell 2 (b) shows 21 lines of Go, at most 20: fold it, or move what is machinery into a package"},
		{"20 lines, and blank ones and comments", lesson(cell("a", "%%\n\n// why\n"+lines(20), false), cell("b", "x", false), cell("c", "x", false)), ""},
		{"a long line", lesson(cell("a", "x\n\t// "+strings.Repeat("あ", 94), false)), "cell 1 (a), line 2 has 101 characters, at most 100"},
		{"as long as it may be", lesson(cell("a", "\t// "+strings.Repeat("あ", 93), false)), ""},
		{"many lines", many(26, 8), "208 lines of Go are visible, at most 200"},
		{"as many as there may be", many(25, 8), ""},
		{"large cells", many(3, 9), "the median visible code cell has 9 lines of Go, at most 8"},
		{"a text", lesson(&notebook.Cell{Type: "markdown", Source: lines(300)}), ""},
	} {
		if got := strings.Join(limitProblems(tt.nb), "\n"); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestGoLines(t *testing.T) {
	for _, tt := range []struct {
		source string
		want   int
	}{
		{"", 0},
		{"%%", 0},
		{"import \"fmt\"\n\n%%\nfmt.Println(1) // one\n", 2},
		{"// only a comment\n\t// another\n/* a\nlong\none */\nx := 1 /* here\n*/", 1},
		{"%%\nfor {\n}\n", 2},
		{"s := `one\n\n// no comment\ntwo`\nt := \"// none\"", 4},
		{"!ls\n%help\nx", 1},
		{"x := map[string]int{\n\t\"a\": 1,\n}", 3},
		{"f('あ', \"日本\")", 1},
		{"half a cell \"", 1},
	} {
		if got := goLines(tt.source); got != tt.want {
			t.Errorf("%q has %d lines of Go, want %d", tt.source, got, tt.want)
		}
	}
}

func TestProse(t *testing.T) {
	for _, tt := range []struct {
		lang, text string
		want       int
	}{
		{"en", "# A title\n\n- one $x$ – and *two*, see [lesson 02](02_relu.ipynb)\n\n```go\nx := 1\n```\n$$ a + b $$\n<b>bold</b>", 10},
		{"en", "one\n\n<details><summary>For the curious</summary>\n\n- more, and\n\n```go\nx\n```\n\n</details>\n\ntwo <details><summary>a</summary>b</details> three", 3},
		{"ja", "## 損失、とは\n\n[次へ](a.ipynb)。`x` は 1", 9},
	} {
		if got := proseIn(tt.text, tt.lang); got != tt.want {
			t.Errorf("%s: %d, want %d", tt.text, got, tt.want)
		}
	}
}
