package predict

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golessons/helpers/internal/displaytest"
	"golessons/internal/words"
)

// The tests expect English, whatever the locale. As the program of a cell, this test
// binary asks and recalls; see displaytest.
func TestMain(m *testing.M) {
	words.Use("en")
	if os.Getenv("DISPLAYTEST_CELL") != "" {
		Double.Ask()
		Double.Recall()
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func TestQuestions(t *testing.T) {
	for _, q := range All() {
		if n := len(q.Options); n < 2 || n > 5 {
			t.Errorf("%s has %d options, want 2 to 5", q.Name, n)
		}
		if q.Right < 0 || q.Right >= len(q.Options) {
			t.Errorf("%s: the right one is option %d of %d", q.Name, q.Right, len(q.Options))
		}
		for language := range 2 { // of a Text
			seen := map[string]bool{}
			for _, option := range q.Options {
				if text := option[language]; text == "" || seen[text] {
					t.Errorf("%s: the option %q is empty or there twice", q.Name, text)
				}
				seen[option[language]] = true
			}
			for _, text := range append([]words.Text{q.Text, q.Reason}, q.Options...) {
				if text[language] == "" || strings.Count(text[language], "`")%2 != 0 || strings.ContainsAny(text[language], "\n%") {
					t.Errorf("%s: %q is empty, has a line break, a %% or a backtick without a partner", q.Name, text[language])
				}
			}
		}
		for _, text := range []words.Text{q.Text, q.Reason} {
			if text[0] == text[1] {
				t.Errorf("%s: %q is the same in both languages", q.Name, text[0])
			}
		}
	}
}

// No place has the right answer so often that it pays to choose it without reading.
func TestPlaces(t *testing.T) {
	var right [5]int
	for _, q := range All() {
		right[q.Right]++
	}
	if most := slices.Max(right[:]); 5*most > 2*len(All()) {
		t.Errorf("the right answers stand in the places %v; one place has more than 2 in 5 of them", right)
	}
}

// Each question is a variable in the file of its lesson, whose names say where the
// browser keeps the choice. All has them in the order of the files.
func TestNames(t *testing.T) {
	files, err := filepath.Glob("lesson[0-9][0-9].go")
	if err != nil || len(files) == 0 {
		t.Fatal("no lessons", err)
	}
	var want, got []string
	for _, file := range files {
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range tree.Decls {
			if d, ok := d.(*ast.GenDecl); ok && d.Tok == token.VAR {
				for _, spec := range d.Specs {
					for _, name := range spec.(*ast.ValueSpec).Names {
						want = append(want, strings.TrimSuffix(strings.TrimPrefix(file, "lesson"), ".go")+" "+strings.ToLower(name.Name))
					}
				}
			}
		}
	}
	for _, q := range All() {
		got = append(got, q.Lesson+" "+q.Name)
	}
	if !slices.Equal(got, want) {
		t.Errorf("All has\n%q, the files have\n%q", got, want)
	}
	slices.Sort(got)
	if n := len(slices.Compact(got)); n != len(want) {
		t.Errorf("%d questions have %d names", len(want), n)
	}
}

// The linker leaves the questions out that a cell does not ask.
func TestCellLinksItsQuestion(t *testing.T) {
	linked := displaytest.Program(t, "./testdata/cell")
	for _, q := range All() {
		for _, text := range q.Reason {
			if got, want := bytes.Contains(linked, []byte(text)), q == &Double; got != want {
				t.Errorf("%s is linked: %v, want %v", q.Name, got, want)
			}
		}
	}
}

// A notebook gets the HTML, and the text for where that is not shown.
func TestInNotebook(t *testing.T) {
	var k displaytest.Kernel
	if err := k.Run(t, "ask"); err != nil {
		t.Fatal(err)
	}
	events := k.Events()
	if len(events) != 2 {
		t.Fatalf("%d outputs, want 2", len(events))
	}
	for i, want := range []struct{ html, text string }{{Double.AskHTML(), Double.askText()}, {Double.RecallHTML(), Double.recallText()}} {
		if got := fmt.Sprint(events[i]); !strings.Contains(got, want.html) || !strings.Contains(got, want.text) {
			t.Errorf("output %d is %.300s", i+1, got)
		}
	}
}

// Where attributes and styles are removed, as in a notebook that is not trusted, the
// verdicts do not stand there all at once, and the answer is folded.
func TestOnlyAttributesHaveVerdicts(t *testing.T) {
	page := Double.AskHTML()
	var text strings.Builder
	inTag := false
	for _, c := range page {
		switch {
		case c == '<':
			inTag = true
		case c == '>':
			inTag = false
		case !inTag:
			text.WriteRune(c)
		}
	}
	if strings.ContainsAny(text.String(), "✓✗") || strings.Contains(page[:strings.Index(page, "<details>")], "<p>") {
		t.Errorf("without attributes it says %s", text.String())
	}
}

func TestRich(t *testing.T) {
	if got, want := rich("a < `b && c`, `d`"), "a &lt; <code>b &amp;&amp; c</code>, <code>d</code>"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func ExampleQuestion_Ask() {
	Double.Ask()
	// Output:
	// ? A visit takes 5 + 3 × distance minutes. The distance doubles. The time becomes
	//   - less than twice as long
	//   - exactly twice as long
	//   - more than twice as long
	// Choose one before you go on.
}

func ExampleQuestion_Recall() {
	Double.Recall()
	// Output:
	// A visit takes 5 + 3 × distance minutes. The distance doubles. The time becomes
	// → less than twice as long
	// The 5 minutes are paid once, however far it is; only the part with the distance doubles.
}
