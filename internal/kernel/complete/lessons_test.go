package complete

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golessons/internal/notebook"
)

// A goCell is a cell as GoNB writes it to a file, with what is declared before it
// is run, and after.
type goCell struct {
	lesson, id           string
	text, earlier, later string
}

// lessonCells returns the cells of all lessons that have Go in them.
func lessonCells(tb testing.TB) []goCell {
	tb.Helper()
	files, err := filepath.Glob("../../../lessons/ja/*.ipynb")
	if err != nil || len(files) == 0 {
		tb.Fatalf("the lessons are %q, %v", files, err)
	}
	var cells []goCell
	for _, file := range files {
		nb, err := notebook.Read(file)
		if err != nil {
			tb.Fatal(err)
		}
		earlier := "package main\n"
		for _, c := range nb.Cells {
			if c.Type != "code" || strings.HasPrefix(c.Source, "!") || strings.HasPrefix(c.Source, "%%write") {
				continue
			}
			declares, statements, runs := strings.Cut("\n"+c.Source, "\n%%")
			text := "package main\n" + declares
			if runs {
				text += "\nfunc main() {\n\tflag.Parse()" + statements + "\n\n}\n"
			}
			later := earlier + declares + "\n"
			cells = append(cells, goCell{filepath.Base(file), c.ID, text, earlier, later})
			earlier = later
		}
	}
	return cells
}

// uses returns the names in a Go file that are used where they stand, not
// declared there.
func uses(tb testing.TB, text string) []*ast.Ident {
	tb.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "", text, parser.SkipObjectResolution)
	if err != nil {
		tb.Fatalf("%v in\n%s", err, text)
	}
	declared := map[*ast.Ident]bool{file.Name: true}
	add := func(names ...*ast.Ident) {
		for _, name := range names {
			declared[name] = true
		}
	}
	define := func(list ...ast.Expr) {
		for _, x := range list {
			if name, ok := x.(*ast.Ident); ok {
				add(name)
			}
		}
	}
	var used []*ast.Ident
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.FuncDecl:
			add(n.Name)
		case *ast.TypeSpec:
			add(n.Name)
		case *ast.Field:
			add(n.Names...)
		case *ast.ValueSpec:
			add(n.Names...)
		case *ast.LabeledStmt:
			add(n.Label)
		case *ast.AssignStmt:
			if n.Tok == token.DEFINE {
				define(n.Lhs...)
			}
		case *ast.RangeStmt:
			if n.Tok == token.DEFINE {
				define(n.Key, n.Value)
			}
		case *ast.Ident:
			if !declared[n] && n.Name != "_" && n.Name != "main" {
				used = append(used, n)
			}
		}
		return true
	})
	return used
}

// eachName calls f with the names that are used in lessons, once with each name of
// a lesson behind a dot and without one.
func eachName(tb testing.TB, f func(cell goCell, id *ast.Ident, member bool)) {
	type name struct {
		lesson, name string
		member       bool
	}
	have := map[name]bool{}
	for _, cell := range lessonCells(tb) {
		for _, id := range uses(tb, cell.text) {
			n := name{cell.lesson, id.Name, cell.text[id.Pos()-2] == '.'}
			if !have[n] {
				have[n] = true
				f(cell, id, n.member)
			}
		}
	}
}

// Every name in the lessons' cells is offered in its place: with all that the
// cell has, as when a name is changed, and without what comes behind it, as when
// the cell is written, and has been run before.
func TestLessonsNames(t *testing.T) {
	c := completer(t)
	asked, missing := 0, 0
	eachName(t, func(cell goCell, id *ast.Ident, member bool) {
		start := int(id.Pos()) - 1
		end := start + len(id.Name)
		typed := ""
		if !member { // a name alone is offered when it has begun
			_, size := utf8.DecodeRuneInString(id.Name)
			typed = id.Name[:size]
		}
		before := cell.text[:start] + typed
		rest := "\n"
		if strings.Contains(before, "\nfunc main() {") {
			rest += "\n}\n"
		}
		for way, code := range map[string]Code{
			"changed": {cell.earlier, before + cell.text[end:], len(before)},
			"written": {cell.later, before + rest, len(before)},
		} {
			asked++
			got := texts(c.Complete(code))
			if !slices.Contains(got, id.Name) {
				missing++
				line := before[strings.LastIndexByte(before, '\n')+1:]
				t.Errorf("%s, cell %s, %s: %s| is not completed to %s, but to %q", cell.lesson, cell.id, way, line, id.Name, got[:min(len(got), 10)])
			}
		}
	})
	t.Logf("%d of %d names are missing", missing, asked)
}

// The same names have help.
func TestLessonsHelp(t *testing.T) {
	c := completer(t)
	eachName(t, func(cell goCell, id *ast.Ident, _ bool) {
		got := c.Help(Code{cell.earlier, cell.text, int(id.Pos()) - 1})
		if !strings.Contains(got, id.Name) && !strings.HasPrefix(got, "```go\npackage ") {
			t.Errorf("%s, cell %s: help on %s is %q", cell.lesson, cell.id, id.Name, got)
		}
	})
}

// At no place of a lesson is there a panic, whether its cells are whole or cut off
// there.
func TestLessonsEverywhere(t *testing.T) {
	c := completer(t)
	for i, cell := range lessonCells(t) {
		if cell.lesson != "02_relu.ipynb" {
			continue
		}
		for at := i % 13; at <= len(cell.text); at += 13 {
			for _, code := range []Code{{cell.earlier, cell.text, at}, {cell.earlier, cell.text[:at], at}} {
				if got := c.Complete(code); got.Start > at || got.End != at {
					t.Errorf("%s, cell %s, at %d: %d to %d is replaced", cell.lesson, cell.id, at, got.Start, got.End)
				}
				c.Help(code)
			}
		}
	}
}
