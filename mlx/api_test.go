package mlx

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// parse returns the package's source and its tests.
func parse(t *testing.T) (fset *token.FileSet, source, tests []*ast.File) {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	fset = token.NewFileSet()
	for _, name := range names {
		f, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "_test.go") {
			tests = append(tests, f)
		} else {
			source = append(source, f)
		}
	}
	return fset, source, tests
}

// TestEverythingExportedIsDocumented reads the source as go doc does, and checks that
// each exported name has a text that begins with it, and an Example.
func TestEverythingExportedIsDocumented(t *testing.T) {
	fset, source, tests := parse(t)
	examples := map[string]bool{}
	for _, e := range doc.Examples(tests...) {
		if e.Output == "" {
			t.Errorf("Example%s has no output and does not run", e.Name)
		}
		examples[e.Name] = true
	}
	p, err := doc.NewFromFiles(fset, source, "golessons/mlx")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	check := func(name, text string, source bool) {
		seen++
		example := strings.ReplaceAll(name, ".", "_")
		if !examples[example] {
			t.Errorf("%s has no Example%s", name, example)
		}
		if base := name[strings.Index(name, ".")+1:]; !strings.HasPrefix(text, base+" ") {
			t.Errorf("%s: the text begins %q, want it to begin with %s", name, text[:min(len(text), 20)], base)
		}
		if source && !strings.Contains(text, "\nSource: ") {
			t.Errorf("%s: the text names no source", name)
		}
	}
	// Layers, losses, penalties, optimizers and options say where they come from.
	sourced := []string{"Module", "Loss", "Penalty", "Optimizer", "Option"}
	for _, typ := range p.Types {
		check(typ.Name, typ.Doc, slices.Contains([]string{"Module", "Loss", "Optimizer", "Tensor"}, typ.Name))
		for _, f := range typ.Funcs {
			check(f.Name, f.Doc, slices.Contains(sourced, typ.Name) && f.Name != "LossFunc")
		}
		for _, m := range typ.Methods {
			check(typ.Name+"."+m.Name, m.Doc, false)
		}
	}
	for _, f := range p.Funcs {
		check(f.Name, f.Doc, false)
	}
	if seen < 90 {
		t.Errorf("only %d exported things were found", seen)
	}
}

// TestWordsOfTheDocumentationExist checks that every function and method in the table
// of PyTorch's words and Go's in doc.go exists.
func TestWordsOfTheDocumentationExist(t *testing.T) {
	fset, source, _ := parse(t)
	p, err := doc.NewFromFiles(fset, source, "golessons/mlx")
	if err != nil {
		t.Fatal(err)
	}
	exist := map[string]bool{}
	for _, typ := range p.Types {
		for _, f := range slices.Concat(typ.Funcs, typ.Methods) {
			exist[f.Name] = true
		}
	}
	_, table, _ := strings.Cut(p.Doc, "# PyTorch's words, and Go's")
	table, _, _ = strings.Cut(table, "\n# ")
	rows := 0
	for line := range strings.Lines(table) {
		if !strings.HasPrefix(line, "\t") {
			continue
		}
		rows++
		calls := regexp.MustCompile(`\b([A-Z]\w*)\(`).FindAllStringSubmatch(line, -1)
		if len(calls) == 0 {
			t.Errorf("no Go in the row %q", line)
		}
		for _, call := range calls {
			if !exist[call[1]] {
				t.Errorf("there is no %s, in the row %q", call[1], line)
			}
		}
	}
	if rows < 13 {
		t.Errorf("the table has %d rows", rows)
	}
}

// TestLinksNothingBeyondGoMLX checks that the package imports nothing that GoMLX does
// not: every further package would cost time to link in each cell of a notebook.
func TestLinksNothingBeyondGoMLX(t *testing.T) {
	list := func(packages ...string) []string {
		out, err := exec.Command("go", append([]string{"list", "-deps"}, packages...)...).Output()
		if err != nil {
			t.Fatal(err)
		}
		return strings.Fields(string(out))
	}
	bare := list("github.com/gomlx/gomlx/core/graph", "github.com/gomlx/compute/gobackend")
	ours := list("golessons/mlx")
	if len(bare) < 50 || len(ours) <= len(bare)/2 {
		t.Fatalf("go list found %d and %d packages", len(bare), len(ours))
	}
	for _, p := range ours {
		if p != "golessons/mlx" && !slices.Contains(bare, p) {
			t.Errorf("imports %s, which bare GoMLX does not", p)
		}
	}
}
