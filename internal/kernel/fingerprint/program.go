package fingerprint

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path"
	"regexp"
)

// A program is a parsed source file, with what its names refer to.
type program struct {
	source       []byte
	files        *token.FileSet
	file         *ast.File
	pkg          *types.Package
	info         types.Info
	parents      map[ast.Node]ast.Node
	declarations map[types.Object]ast.Node // functions, and the specs of variables, constants and types
	methodList   []method
	mentions     map[*types.Var][]*ast.Ident
	writes       map[*types.Var][]write // of the file's variables
	used         map[ast.Node][]use
	run          map[ast.Node]bool
}

// A method is a method that the file declares, with its type.
type method struct {
	of   types.Object
	decl *ast.FuncDecl
}

// A write is where a variable gets a value.
type write struct {
	name *ast.Ident
	by   ast.Node // the declaration of the function it is in, if it is in one
}

// noImports imports packages without their contents: it knows nothing but their
// names, which goimports has written down where the path does not tell them.
// Whatever comes from a package then has no type. That is less than could be
// known, but it is the same before and after the package has been compiled.
type noImports struct{}

var version = regexp.MustCompile(`^v[0-9]+$`)

func (noImports) Import(name string) (*types.Package, error) {
	if name == "unsafe" {
		return types.Unsafe, nil
	}
	base := path.Base(name)
	if version.MatchString(base) {
		base = path.Base(path.Dir(name))
	}
	p := types.NewPackage(name, base)
	p.MarkComplete()
	return p, nil
}

// read parses and type-checks a source file; nil if it does not parse. Unknown
// types are no error: see noImports.
func read(source []byte) *program {
	p := &program{
		source: source, files: token.NewFileSet(), parents: map[ast.Node]ast.Node{}, declarations: map[types.Object]ast.Node{},
		mentions: map[*types.Var][]*ast.Ident{}, writes: map[*types.Var][]write{}, used: map[ast.Node][]use{},
		info: types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{}},
	}
	var err error
	if p.file, err = parser.ParseFile(p.files, "main.go", source, parser.SkipObjectResolution); err != nil {
		return nil
	}
	config := types.Config{Importer: noImports{}, Error: func(error) {}, DisableUnusedImportCheck: true}
	if p.pkg, _ = config.Check("main", p.files, []*ast.File{p.file}, &p.info); p.pkg == nil {
		return nil
	}
	var stack []ast.Node
	ast.Inspect(p.file, func(node ast.Node) bool {
		if node == nil {
			stack = stack[:len(stack)-1]
			return true
		}
		if len(stack) > 0 {
			p.parents[node] = stack[len(stack)-1]
		}
		stack = append(stack, node)
		p.declare(node)
		return true
	})
	ast.Inspect(p.file, func(node ast.Node) bool {
		name, ok := node.(*ast.Ident)
		if !ok {
			return true
		}
		object := p.info.Defs[name]
		if object == nil {
			object = p.object(name)
		}
		if v, ok := object.(*types.Var); ok && !v.IsField() {
			p.mentions[v] = append(p.mentions[v], name)
			if v.Parent() == p.pkg.Scope() && name.Pos() != v.Pos() && p.isWrite(name) {
				p.writes[v] = append(p.writes[v], write{name, p.functionOf(name)})
			}
		}
		return true
	})
	return p
}

// declare records what a node declares.
func (p *program) declare(node ast.Node) {
	switch d := node.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			p.declarations[p.info.Defs[d.Name]] = d
			return
		}
		f, ok := p.info.Defs[d.Name].(*types.Func)
		if !ok {
			return
		}
		p.declarations[f] = d
		t := f.Signature().Recv().Type()
		if pointer, ok := t.(*types.Pointer); ok {
			t = pointer.Elem()
		}
		if named, ok := t.(*types.Named); ok {
			p.methodList = append(p.methodList, method{named.Obj(), d})
		}
	case *ast.TypeSpec:
		p.declarations[p.info.Defs[d.Name]] = d
	case *ast.ValueSpec:
		group, ok := p.parents[d].(*ast.GenDecl)
		if !ok || group.Tok == token.VAR && p.functionOf(d) != nil {
			return // a variable of a function
		}
		for _, name := range d.Names {
			p.declarations[p.info.Defs[name]] = d
			if group.Tok == token.CONST && implied(group) {
				p.declarations[p.info.Defs[name]] = group
			}
		}
	}
}

// implied reports whether the values of constants depend on their place in the
// group, as with iota. Such a group counts as one declaration.
func implied(group *ast.GenDecl) bool {
	found := false
	ast.Inspect(group, func(node ast.Node) bool {
		switch n := node.(type) {
		case *ast.ValueSpec:
			found = found || len(n.Values) == 0
		case *ast.Ident:
			found = found || n.Name == "iota"
		}
		return true
	})
	return found
}

// above lists the nodes around a node, the innermost first.
func (p *program) above(node ast.Node) (list []ast.Node) {
	for node = p.parents[node]; node != nil; node = p.parents[node] {
		list = append(list, node)
	}
	return list
}

// functionOf returns the declaration of the function that a node is in; nil if
// it is in none.
func (p *program) functionOf(node ast.Node) ast.Node {
	for _, n := range p.above(node) {
		if d, ok := n.(*ast.FuncDecl); ok {
			return d
		}
	}
	return nil
}

// inGeneric reports whether a node is in a generic function.
func (p *program) inGeneric(node ast.Node) bool {
	d, ok := p.functionOf(node).(*ast.FuncDecl)
	if !ok {
		return false
	}
	f, ok := p.info.Defs[d.Name].(*types.Func)
	return !ok || f.Signature().TypeParams().Len()+f.Signature().RecvTypeParams().Len() > 0
}

// isRemember reports whether an expression that is called is helpers.Remember.
func (p *program) isRemember(f ast.Expr) bool {
	if index, ok := f.(*ast.IndexExpr); ok { // Remember[int]
		f = index.X
	}
	switch f := f.(type) {
	case *ast.SelectorExpr:
		return f.Sel.Name == "Remember" && p.packageOf(f) == "golessons/helpers"
	case *ast.Ident: // after import . "golessons/helpers"
		return f.Name == "Remember" && p.object(f) == nil
	}
	return false
}
