package words

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

func TestText(t *testing.T) {
	text := Text{"%d steps", "%d 歩"}
	for language, want := range map[string]string{"en": "3 steps", "ja": "3 歩", "?": "3 steps"} {
		t.Setenv("GOLESSONS_LANG", language)
		t.Setenv("LC_ALL", "C")
		if got := text.With(3); got != want {
			t.Errorf("%s: %q, want %q", language, got, want)
		}
		if got, want := fmt.Sprint(text), strings.Replace(want, "3", "%d", 1); got != want {
			t.Errorf("%s: %q, want %q", language, got, want)
		}
	}
}

// No Text of the sources has an empty half, or halves that have changed places;
// and both take the same arguments.
func TestTexts(t *testing.T) {
	n := 0
	fset := token.NewFileSet()
	for folder, files := range parse(t, fset, "../..") {
		for _, file := range files {
			faults, found := textFaults(fset, file.tree, folder == here)
			for _, fault := range faults {
				t.Errorf("%s: %s", file.name, fault)
			}
			n += found
		}
	}
	if n < 100 {
		t.Errorf("%d texts were found in the sources", n)
	}
}

func TestTextFaults(t *testing.T) {
	for _, test := range []struct{ source, want string }{
		{`var a = words.Text{"one", "一"}`, ""},
		{`var a = words.Text{"y = " + "x", "y = " + "x"}`, ""},
		{`var a = words.Text{}`, `3: a Text of 0 literals`},
		{`var a = words.Text{"one"}`, `3: a Text of 1 literals`},
		{`var a = words.Text{"one", name}`, `3: a Text of 1 literals`},
		{`var a = words.Text{"one", ""}`, `3: "one" has no other half`},
		{`var a = words.Text{"", "一"}`, `3: "一" has no other half`},
		{`var a = []words.Text{{"one", "一"}, {"two", ""}}`, `3: "two" has no other half`},
		{`var a = map[string]words.Text{"b": {"two", ""}}`, `3: "two" has no other half`},
		{`var a = words.Text{"一", "one"}`, `3: "one" is no Japanese`},
		{`var a = words.Text{"%s (%s)", "%s(%s)"}`, ""},
		{`var a = words.Text{"%d of %s", "%[2]s の %[1]d"}.With(1, "a")`, ""},
		{`var a = words.Text{"%d of %s", "%s の %d"}.With(1, "a")`, `3: "%d of %s" takes [1d 2s], its other half [1s 2d]`},
		{`var a = words.Text{"%d of %s", "%[2]s の %[1]d"}.With(1)`, `3: 1 arguments for the 2 of "%d of %s"`},
		{`var a = words.Text{"a half, 50 %", "半分"}`, ""},
	} {
		fset := token.NewFileSet()
		tree, err := parser.ParseFile(fset, "a.go", "package a\n\n"+test.source, 0)
		if err != nil {
			t.Fatal(err)
		}
		faults, n := textFaults(fset, tree, false)
		if got := strings.Join(faults, "\n"); got != test.want || n == 0 {
			t.Errorf("%s: %d texts, %s\nwant %s", test.source, n, got, test.want)
		}
	}
}

// textFaults returns what is wrong with the literals of type words.Text in a file,
// each with its line, and how many there are. In this package the type is Text.
func textFaults(fset *token.FileSet, file *ast.File, inWords bool) (faults []string, n int) {
	isText := func(e ast.Expr) bool {
		switch e := e.(type) {
		case *ast.SelectorExpr:
			x, ok := e.X.(*ast.Ident)
			return ok && x.Name == "words" && e.Sel.Name == "Text"
		case *ast.Ident:
			return inWords && e.Name == "Text"
		}
		return false
	}
	fault := func(at ast.Node, format string, args ...any) {
		faults = append(faults, fmt.Sprintf("%d: ", fset.Position(at.Pos()).Line)+fmt.Sprintf(format, args...))
	}
	halves := func(l *ast.CompositeLit) (both []string) {
		for _, e := range l.Elts {
			if half, ok := literal(e); ok {
				both = append(both, half)
			}
		}
		return both
	}
	look := func(l *ast.CompositeLit) {
		n++
		both := halves(l)
		switch {
		case len(both) != 2:
			fault(l, "a Text of %d literals", len(both))
		case both[0] == "" || both[1] == "":
			fault(l, "%q has no other half", both[0]+both[1])
		case both[0] != both[1] && hasWords(both[1]) && !strings.ContainsFunc(both[1], isJapanese):
			fault(l, "%q is no Japanese", both[1])
		}
	}
	ast.Inspect(file, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.CallExpr:
			f, ok := node.Fun.(*ast.SelectorExpr)
			if !ok || f.Sel.Name != "With" {
				break
			}
			if l, ok := f.X.(*ast.CompositeLit); ok && isText(l.Type) {
				both := halves(l)
				if len(both) != 2 {
					break
				}
				if !slices.Equal(verbs(both[0]), verbs(both[1])) {
					fault(l, "%q takes %v, its other half %v", both[0], verbs(both[0]), verbs(both[1]))
				}
				if want := len(verbs(both[0])); len(node.Args) != want {
					fault(l, "%d arguments for the %d of %q", len(node.Args), want, both[0])
				}
			}
		case *ast.CompositeLit:
			var element ast.Expr
			switch t := node.Type.(type) {
			case *ast.ArrayType:
				element = t.Elt
			case *ast.MapType:
				element = t.Value
			}
			if node.Type != nil && isText(node.Type) {
				look(node)
			}
			if element == nil || !isText(element) {
				break
			}
			for _, e := range node.Elts {
				if pair, ok := e.(*ast.KeyValueExpr); ok {
					e = pair.Value
				}
				if l, ok := e.(*ast.CompositeLit); ok && l.Type == nil {
					look(l)
				}
			}
		}
		return true
	})
	return faults, n
}

// hasWords reports whether there is more in a format than its verbs and punctuation.
func hasWords(format string) bool {
	return strings.ContainsFunc(verbAt.ReplaceAllString(format, ""), unicode.IsLetter)
}

var verbAt = regexp.MustCompile(`%[-+# 0]*(\[\d+\])?[\d.]*[a-zA-Z%]`)

func isJapanese(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Han) }
