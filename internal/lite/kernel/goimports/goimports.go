// Package goimports answers for the program of that name in the kernel that runs
// in a browser: it drops a file's unused imports and adds missing ones. Where
// goimports asks go and looks into folders, it looks into a list of the packages
// that there are, with what each of them exports, and chooses as goimports would.
package goimports

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Run is called like goimports with -w and the name of a file in a folder, and
// returns what goimports would say.
func Run(dir string, args []string) (output []byte, code int) {
	err := errors.New("usage: goimports -w FILE")
	if len(args) == 2 && args[0] == "-w" {
		name := args[1]
		if !filepath.IsAbs(name) {
			name = filepath.Join(dir, name)
		}
		err = fixFile(name)
	}
	if err == nil {
		return nil, 0
	}
	var said bytes.Buffer
	scanner.PrintError(&said, err)
	return said.Bytes(), 2
}

func fixFile(name string) error {
	source, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	fixed, err := Fix(name, source, Known())
	if err != nil || bytes.Equal(fixed, source) {
		return err
	}
	return os.WriteFile(name, fixed, 0o666)
}

// Fix returns a file's source with the imports that it needs, of packages from
// the list, and without those that nothing in it uses. No line after the imports
// changes.
func Fix(name string, source []byte, list *List) ([]byte, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, source, parser.AllErrors)
	if err != nil {
		return nil, err
	}
	missing := references(file)
	offset := func(p token.Pos) int { return fset.Position(p).Offset }
	var fixed []byte
	end := 0
	used := map[string]bool{} // names that an import gives
	for _, spec := range file.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, err
		}
		name := list.name(path)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		if _, ok := missing[name]; ok || name == "_" || name == "." || path == "C" {
			used[name] = true
			continue
		}
		from, to := spec.Pos(), spec.End()
		for _, d := range file.Decls {
			if d, ok := d.(*ast.GenDecl); ok && !d.Lparen.IsValid() && d.Pos() <= from && to <= d.End() {
				from = d.Pos() // the word import stands before this spec alone
			}
		}
		fixed = append(fixed, source[end:offset(from)]...)
		end = offset(to)
	}
	fixed = append(fixed, source[end:]...)
	added := ""
	for _, name := range slices.Sorted(maps.Keys(missing)) {
		if used[name] {
			continue
		}
		if path := list.find(name, missing[name]); path != "" && AssumedName(path) == name {
			added += fmt.Sprintf("; import %q", path)
		} else if path != "" {
			added += fmt.Sprintf("; import %s %q", name, path)
		}
	}
	if added == "" {
		return fixed, nil
	}
	// They stand in the line of the package clause.
	at := offset(file.Name.End())
	return slices.Concat(fixed[:at], []byte(added), fixed[at:]), nil
}

// references returns what may be the names of packages in a file, each with what
// is used of it.
func references(file *ast.File) map[string]map[string]bool {
	found := map[string]map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok && ast.IsExported(s.Sel.Name) {
			if x, ok := s.X.(*ast.Ident); ok && x.Obj == nil { // if the parser knows it, it is no package
				if found[x.Name] == nil {
					found[x.Name] = map[string]bool{}
				}
				found[x.Name][s.Sel.Name] = true
			}
		}
		return true
	})
	return found
}

// AssumedName returns the name of a package as its path tells it, which is what
// goimports assumes.
func AssumedName(importPath string) string {
	base := path.Base(importPath)
	if strings.HasPrefix(base, "v") {
		if _, err := strconv.Atoi(base[1:]); err == nil {
			if dir := path.Dir(importPath); dir != "." {
				base = path.Base(dir)
			}
		}
	}
	base = strings.TrimPrefix(base, "go-")
	if i := strings.IndexFunc(base, notInName); i >= 0 {
		base = base[:i]
	}
	return base
}

// notInName reports whether a character cannot stand in a package's name.
func notInName(c rune) bool {
	return c != '_' && !unicode.IsDigit(c) && !unicode.IsLetter(c) || c == utf8.RuneError
}
