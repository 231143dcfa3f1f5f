package helpers_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// Every exported function has an Example, every method is used in one, and their
// comments begin with their names.
func TestExamplesForEverything(t *testing.T) {
	for _, dir := range []string{".", "figure", "data", "experiments/line", "survival", "experiments/patients", "experiments"} {
		paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil || len(paths) == 0 {
			t.Fatalf("%s: %d files, %v", dir, len(paths), err)
		}
		wanted, examples, used := map[string]string{}, map[string]bool{}, map[string]bool{}
		for _, path := range paths {
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			for _, declaration := range file.Decls {
				function, ok := declaration.(*ast.FuncDecl)
				if ok && strings.HasSuffix(path, "_test.go") {
					if name, ok := strings.CutPrefix(function.Name.Name, "Example"); ok {
						examples[name] = true
						var shown ast.Node = function
						if wholeFile(file) {
							shown = file
						}
						ast.Inspect(shown, func(n ast.Node) bool {
							if selector, ok := n.(*ast.SelectorExpr); ok {
								used[selector.Sel.Name] = true
							}
							return true
						})
					}
					continue
				}
				if !ok || !function.Name.IsExported() {
					continue
				}
				name := function.Name.Name
				if function.Recv != nil {
					of := receiver(function.Recv.List[0].Type)
					if !ast.IsExported(of) {
						continue
					}
					name = of + "_" + name
				}
				wanted[name] = path
				if !strings.HasPrefix(function.Doc.Text(), function.Name.Name+" ") {
					t.Errorf("%s: the comment of %s does not start with its name", path, name)
				}
			}
		}
		for name, path := range wanted {
			of, method, isMethod := strings.Cut(name, "_")
			if isMethod && !examples[name] && !(used[method] && examples["New"+of]) && !(used[method] && examples[of]) {
				t.Errorf("%s: %s of %s is in no Example", path, method, of)
			}
			if !isMethod && !examples[name] {
				t.Errorf("%s: no Example%s", path, name)
			}
		}
	}
}

// wholeFile reports whether go doc shows all of a file as one example: if it has
// one Example, other declarations, and no other test.
func wholeFile(file *ast.File) bool {
	functions := 0
	for _, declaration := range file.Decls {
		if function, ok := declaration.(*ast.FuncDecl); ok && function.Recv == nil {
			functions++
		}
	}
	return functions == 1 && len(file.Decls) > 2
}

func receiver(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.IndexExpr:
		return receiver(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}
