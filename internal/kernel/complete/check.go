package complete

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"runtime"
	"slices"
	"strconv"
)

// A checked is a cell that has been type-checked, as far as that goes, with the
// placeholder at the cursor.
type checked struct {
	c       *Completer
	fset    *token.FileSet
	file    *ast.File // the cell's, with the declarations of earlier cells
	path    []ast.Node
	imports map[string]string           // what is imported, by name; those that are not used are not read
	guessed map[string][]*types.Package // the packages that a name may mean which is not imported
	pkg     *types.Package
	info    *types.Info
	docs    Docs
}

// check reads a cell with the placeholder for the name at p. It returns nil if
// nothing can be made of it.
func (c *Completer) check(code Code, p place) *checked {
	return c.checkWays(code, repaired(code.Cell[:p.start]+placeholder, code.Cell[p.end:]), func(id *ast.Ident, _ int) bool { return id.Name == placeholder })
}

// checkName does the same for a name that stands in the cell, before the cursor
// or at it.
func (c *Completer) checkName(code Code, name int) *checked {
	end := name + len(code.Cell[name:])
	eachToken(code.Cell[name:], func(_, length int, _ token.Token, _ string) bool {
		end = name + length
		return false
	})
	ways := repaired(code.Cell[:max(end, code.Offset)], code.Cell[max(end, code.Offset):])
	ways = append(ways, repaired(code.Cell[:end], code.Cell[end:])...)
	return c.checkWays(code, ways, func(id *ast.Ident, offset int) bool { return offset == name })
}

// checkWays reads a cell in one of several ways. here reports whether a name, by
// its place in the file, is that at the cursor.
func (c *Completer) checkWays(code Code, ways []way, here func(id *ast.Ident, offset int) bool) *checked {
	k := &checked{c: c, fset: token.NewFileSet()}
	if k.file, k.path = parse(k.fset, ways, here); k.file == nil {
		return nil
	}
	earlier, _ := parser.ParseFile(k.fset, "earlier.go", code.Earlier, parser.AllErrors|parser.ParseComments|parser.SkipObjectResolution)
	k.docs = DocsOf(k.file)
	if earlier != nil {
		for name, text := range DocsOf(earlier) {
			if k.docs[name] == "" {
				k.docs[name] = text
			}
		}
		k.addEarlier(earlier)
	}
	k.leaveOut()
	k.run()
	if k.addPackages() {
		k.run()
	}
	return k
}

// addEarlier adds what earlier cells declared to the file, without what the cell
// declares itself.
func (k *checked) addEarlier(earlier *ast.File) {
	own := map[string]bool{}
	for _, d := range k.file.Decls {
		for _, id := range declared(d) {
			own[id] = true
		}
	}
	var decls []ast.Decl
	for _, d := range earlier.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if names := declared(d); !own[names[0]] {
				decls = append(decls, d)
			}
		case *ast.GenDecl:
			d.Specs = slices.DeleteFunc(d.Specs, func(s ast.Spec) bool {
				switch s := s.(type) {
				case *ast.ImportSpec:
					return own["import "+importName(s)]
				case *ast.TypeSpec:
					return own[s.Name.Name]
				case *ast.ValueSpec: // it may have other names, or count for iota
					for _, name := range s.Names {
						if own[name.Name] {
							name.Name = "_"
						}
					}
				}
				return false
			})
			if len(d.Specs) > 0 {
				decls = append(decls, d)
			}
		}
	}
	k.file.Decls = append(decls, k.file.Decls...)
}

// declared returns the names of a declaration. A method's is T.m, an import's
// has the word import before it.
func declared(d ast.Decl) []string {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if t := receiver(d); t != "" {
			return []string{t + "." + d.Name.Name}
		}
		return []string{d.Name.Name}
	case *ast.GenDecl:
		var names []string
		for _, s := range d.Specs {
			switch s := s.(type) {
			case *ast.ImportSpec:
				names = append(names, "import "+importName(s))
			case *ast.TypeSpec:
				names = append(names, s.Name.Name)
			case *ast.ValueSpec:
				for _, name := range s.Names {
					if name.Name != "_" {
						names = append(names, name.Name)
					}
				}
			}
		}
		return names
	}
	return nil
}

// receiver returns the name of a method's type; that of a function is "".
func receiver(d *ast.FuncDecl) string {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return ""
	}
	for t := d.Recv.List[0].Type; ; {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
		case *ast.ParenExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.IndexListExpr:
			t = x.X
		case *ast.Ident:
			return x.Name
		default:
			return "unknown"
		}
	}
}

// importName returns the name under which a file knows what it imports: with a
// dot or a "_" before, one that is no name and of its own.
func importName(s *ast.ImportSpec) string {
	importPath, _ := strconv.Unquote(s.Path.Value)
	if s.Name == nil {
		return nameOf(importPath)
	}
	if s.Name.Name == "." || s.Name.Name == "_" {
		return s.Name.Name + " " + importPath
	}
	return s.Name.Name
}

// leaveOut takes out of the file what cannot matter at the cursor: what stands in
// other functions, and imports that nothing else uses. The declarations stay.
func (k *checked) leaveOut() {
	for _, d := range k.file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && !slices.Contains(k.path, ast.Node(f)) {
			f.Body = nil
		}
	}
	used := map[string]bool{}
	ast.Inspect(k.file, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			used[id.Name] = true
		}
		_, imports := n.(*ast.ImportSpec)
		return !imports
	})
	k.imports = map[string]string{}
	for _, d := range k.file.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.IMPORT {
			continue
		}
		g.Specs = slices.DeleteFunc(g.Specs, func(s ast.Spec) bool {
			spec, ok := s.(*ast.ImportSpec)
			if !ok {
				return true
			}
			name := importName(spec)
			importPath, _ := strconv.Unquote(spec.Path.Value)
			k.imports[name] = importPath
			dot := spec.Name != nil && spec.Name.Name == "."
			return !used[name] && !dot
		})
	}
}

// run type-checks the file, and passes over the mistakes in it.
func (k *checked) run() {
	defer func() { _ = recover() }() // of the checker, which says what it has found out by then
	k.info = &types.Info{
		Types:      map[ast.Expr]types.TypeAndValue{},
		Defs:       map[*ast.Ident]types.Object{},
		Uses:       map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{},
		Implicits:  map[ast.Node]types.Object{},
		Scopes:     map[ast.Node]*types.Scope{},
	}
	config := types.Config{
		Importer:                 k.c.importing(),
		Error:                    func(error) {},
		DisableUnusedImportCheck: true,
		Sizes:                    types.SizesFor("gc", runtime.GOARCH),
	}
	k.pkg = types.NewPackage("main", "main")
	_ = types.NewChecker(&config, k.fset, k.pkg, k.info).Files([]*ast.File{k.file})
}

// addPackages imports the packages that are used without an import, as goimports
// will, and reports whether there were any.
func (k *checked) addPackages() bool {
	asked := map[string][]string{} // what is used of each, by its name
	ast.Inspect(k.file, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := s.X.(*ast.Ident); ok && k.info.ObjectOf(id) == nil {
				members := asked[id.Name]
				if s.Sel.Name != placeholder {
					members = append(members, s.Sel.Name)
				}
				asked[id.Name] = members
			}
		}
		return true
	})
	k.guessed = map[string][]*types.Package{}
	var specs []ast.Spec
	for name, members := range asked {
		found := k.c.having(name, members)
		if len(found) == 0 {
			continue
		}
		k.guessed[name] = found
		k.imports[name] = found[0].Path()
		specs = append(specs, &ast.ImportSpec{
			Name: ast.NewIdent(name),
			Path: &ast.BasicLit{Kind: token.STRING, Value: strconv.Quote(found[0].Path())},
		})
	}
	if len(specs) > 0 {
		k.file.Decls = append([]ast.Decl{&ast.GenDecl{Tok: token.IMPORT, Specs: specs}}, k.file.Decls...)
	}
	return len(specs) > 0
}

// having returns the packages of a name that have all these members, the likeliest
// first; if none has, the likeliest.
func (c *Completer) having(name string, members []string) []*types.Package {
	var all, found []*types.Package
	for _, importPath := range c.known(name) {
		pkg, err := c.importing().Import(importPath)
		if err != nil {
			continue
		}
		all = append(all, pkg)
		if !slices.ContainsFunc(members, func(m string) bool { return pkg.Scope().Lookup(m) == nil }) {
			found = append(found, pkg)
		}
	}
	if len(found) == 0 {
		return all[:min(1, len(all))]
	}
	return found
}
