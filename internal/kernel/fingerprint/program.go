package fingerprint

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A program is a parsed source file, with what its names stand for.
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

type method struct {
	of   types.Object
	decl *ast.FuncDecl
}

// A write is where a variable gets a value.
type write struct {
	name *ast.Ident
	by   ast.Node // the declaration of the function it is in, if it is in one
}

// A use is a name in the source. Where object is nil, it stands after a point,
// and what it belongs to is not known.
type use struct {
	name   string
	object types.Object
}

// noImports knows no package but by its name, which goimports has written down
// where it is not the path's. What comes from a package has no type then; so
// less is known, but the same before and after the package is compiled.
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

// declare notes what a node declares.
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
// group: such constants hang together.
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

// object returns what a name that declares nothing stands for; nil if that is
// not known.
func (p *program) object(name *ast.Ident) types.Object {
	if _, ok := p.info.Defs[name]; ok {
		return nil
	}
	object := p.info.Uses[name]
	switch o := object.(type) {
	case *types.Func:
		return o.Origin()
	case *types.Var:
		return o.Origin()
	case nil:
		if s, ok := p.parents[name].(*ast.SelectorExpr); ok && s.Sel == name {
			return nil
		}
		// The checker passes over parts of what it cannot make sense of.
		if scope := p.pkg.Scope().Innermost(name.Pos()); scope != nil {
			_, object = scope.LookupParent(name.Name, name.Pos())
		}
	}
	return object
}

// uses lists the names in a node.
func (p *program) uses(node ast.Node) []use {
	if list, ok := p.used[node]; ok {
		return list
	}
	var list []use
	ast.Inspect(node, func(n ast.Node) bool {
		name, ok := n.(*ast.Ident)
		if !ok {
			return true
		}
		if object := p.object(name); object != nil {
			list = append(list, use{name.Name, object})
		} else if s, ok := p.parents[name].(*ast.SelectorExpr); ok && s.Sel == name && p.packageOf(s) == "" {
			list = append(list, use{name.Name, nil})
		}
		return true
	})
	p.used[node] = list
	return list
}

// packageOf returns the path of the package that s is of; "" if it is of none.
func (p *program) packageOf(s *ast.SelectorExpr) string {
	if x, ok := s.X.(*ast.Ident); ok {
		if name, ok := p.object(x).(*types.PkgName); ok {
			return name.Imported().Path()
		}
	}
	return ""
}

// above lists the nodes around a node, from within.
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

// madeBy returns the expression that a variable is declared with.
func (p *program) madeBy(v *types.Var) ast.Expr {
	names, values := []ast.Expr(nil), []ast.Expr(nil)
	for _, name := range p.mentions[v] {
		if name.Pos() != v.Pos() {
			continue
		}
		switch d := p.parents[name].(type) {
		case *ast.AssignStmt:
			names, values = d.Lhs, d.Rhs
		case *ast.ValueSpec:
			for _, n := range d.Names {
				names = append(names, n)
			}
			values = d.Values
		}
		if i := slices.Index(names, ast.Expr(name)); i >= 0 && len(names) == len(values) {
			return values[i]
		}
	}
	return nil
}

// madeFrom adds the variables that an expression is made from to all. Those of
// which it has only a part (a field, an element, the length) are in it only if
// function uses no other part of them.
func (p *program) madeFrom(e, function ast.Expr, all map[types.Object]bool) {
	parts := map[*types.Var][]string{}
	ast.Inspect(e, func(n ast.Node) bool {
		name, ok := n.(*ast.Ident)
		if !ok {
			return true
		}
		v, ok := p.object(name).(*types.Var)
		if !ok || v.IsField() || all[v] {
			return true
		}
		if part := p.part(name); part != "" {
			parts[v] = append(parts[v], part)
			return true
		}
		if isAddress(v.Type()) {
			return true
		}
		all[v] = true
		if made := p.madeBy(v); made != nil {
			p.madeFrom(made, function, all)
		}
		return true
	})
	for v, list := range parts {
		if !slices.ContainsFunc(p.mentions[v], func(name *ast.Ident) bool {
			return within(function, name.Pos()) && !slices.Contains(list, p.part(name))
		}) {
			all[v] = true
		}
	}
}

// isAddress reports whether fmt writes an address for values of a type, which says
// nothing of what is there: closures share the address of their code.
func isAddress(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Signature, *types.Pointer, *types.Chan:
		return true
	}
	return false
}

// part returns the code of the field, element or length that stands for a part
// of the variable name; "" if it is all of it.
func (p *program) part(name *ast.Ident) string {
	switch n := p.parents[name].(type) {
	case *ast.SelectorExpr:
		if call, ok := p.parents[n].(*ast.CallExpr); ok && call.Fun == n {
			return "" // a method's value is taken to tell all
		}
		if s := p.info.Selections[n]; n.X == name && (s == nil || s.Kind() == types.FieldVal) {
			return p.text(n)
		}
	case *ast.IndexExpr:
		if n.X == name {
			return p.text(n)
		}
	case *ast.SliceExpr:
		return p.text(n)
	case *ast.CallExpr:
		if f, ok := n.Fun.(*ast.Ident); ok && (f.Name == "len" || f.Name == "cap") {
			return p.text(n)
		}
	}
	return ""
}

// within reports whether a place is in a node.
func within(node ast.Node, at token.Pos) bool { return node.Pos() <= at && at < node.End() }

// text returns the tokens of a node.
func (p *program) text(node ast.Node) string {
	source := p.source[p.files.Position(node.Pos()).Offset:p.files.Position(node.End()).Offset]
	var b strings.Builder
	if group, ok := p.parents[node].(*ast.GenDecl); ok {
		b.WriteString(group.Tok.String() + "\n")
	}
	var s scanner.Scanner
	files := token.NewFileSet()
	s.Init(files.AddFile("", files.Base(), len(source)), source, func(token.Position, string) {}, 0)
	for {
		_, t, literal := s.Scan()
		switch t {
		case token.EOF:
			return b.String()
		case token.SEMICOLON:
			literal = ";"
		}
		fmt.Fprintf(&b, "%s %s\n", t, strconv.Quote(literal))
	}
}
