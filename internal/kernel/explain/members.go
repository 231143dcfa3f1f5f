package explain

import (
	"go/ast"
	"go/parser"
	gotoken "go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

var importLine = regexp.MustCompile(`^\s*(?:import )?\s*(?:(\w+) )?"([^"]+)"$`)

// members lists the exported names of the package that the program calls pkg,
// or the methods and fields of one of its types, from its source.
func (p *Program) members(pkg, typeName string) []string {
	for _, line := range p.Code {
		m := importLine.FindStringSubmatch(line)
		if m == nil || m[1] != pkg && (m[1] != "" || m[2][strings.LastIndexByte(m[2], '/')+1:] != pkg) {
			continue
		}
		return p.offers(m[2], typeName)
	}
	return nil
}

// Offers does the work of reading a package's source where there is none. If it is
// set, it returns the exported names of the package with the path, or the methods
// and fields of one of its types.
var Offers func(path, typeName string) []string

// offers does the work of members, for the path of a package.
func (p *Program) offers(path, typeName string) []string {
	if Offers != nil {
		return Offers(path, typeName)
	}
	if p.Folders == nil {
		return nil
	}
	var names []string
	for _, folder := range p.Folders(path) {
		names = append(names, exported(folder, typeName)...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func exported(folder, typeName string) []string {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil
	}
	var names []string
	add := func(ids ...*ast.Ident) {
		for _, id := range ids {
			if id.IsExported() {
				names = append(names, id.Name)
			}
		}
	}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		file, err := parser.ParseFile(gotoken.NewFileSet(), filepath.Join(folder, e.Name()), nil, parser.SkipObjectResolution)
		if err != nil {
			continue
		}
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if receiver(d) == typeName {
					add(d.Name)
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					switch s := s.(type) {
					case *ast.ValueSpec:
						if typeName == "" {
							add(s.Names...)
						}
					case *ast.TypeSpec:
						if typeName == "" {
							add(s.Name)
						} else if t, ok := s.Type.(*ast.StructType); ok && s.Name.Name == typeName {
							for _, f := range t.Fields.List {
								add(f.Names...)
							}
						}
					}
				}
			}
		}
	}
	return names
}

// receiver returns the name of the type that a function is a method of, or "".
func receiver(d *ast.FuncDecl) string {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return ""
	}
	t := d.Recv.List[0].Type
	if s, ok := t.(*ast.StarExpr); ok {
		t = s.X
	}
	if g, ok := t.(*ast.IndexExpr); ok {
		t = g.X
	}
	if id, ok := t.(*ast.Ident); ok {
		return id.Name
	}
	return "?"
}
