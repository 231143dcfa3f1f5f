package complete

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// A candidate is a name that may be put in.
type candidate struct {
	object types.Object // nil for a keyword and for a package that is not imported
	typ    types.Type   // a method's, with the type arguments of its receiver put in; else nil
	name   string       // of what is no object
	pkg    string       // the import path of a package
	group  group
	depth  int // how far out it is declared, or how deep it is embedded
}

// A group is where a candidate comes from. What comes first is offered first.
type group int

const (
	local group = iota
	declaredHere
	importedName
	predeclared
	keyword
	notImported
	fieldName // of the literal that the cursor is in
)

// names returns what may stand at the cursor where no dot is before it: the names
// that are known there, keywords, and packages that goimports would import. The
// last two are many, and so are offered only when something has been typed.
func (k *checked) names(typed bool) []candidate {
	pos := k.path[len(k.path)-1].Pos()
	have := map[string]bool{placeholder: true, "_": true, "init": true, "main": true, "iota": !k.inConstants()}
	var found []candidate
	inner := k.innermost()
	for depth, scope := 0, inner; scope != nil; depth, scope = depth+1, scope.Parent() {
		from := local
		switch {
		case scope == types.Universe:
			from = predeclared
		case scope == k.pkg.Scope():
			from = declaredHere
		case scope == k.info.Scopes[k.file]:
			from = declaredHere // through an import with a dot
		}
		for _, name := range scope.Names() {
			if have[name] {
				continue
			}
			at, o := inner.LookupParent(name, pos)
			if at != scope { // it is declared only below the cursor
				continue
			}
			have[name] = true
			if p, ok := o.(*types.PkgName); ok {
				found = append(found, candidate{object: o, pkg: p.Imported().Path(), group: importedName})
			} else {
				found = append(found, candidate{object: o, group: from, depth: depth})
			}
		}
	}
	for name, importPath := range k.imports {
		if !have[name] && token.IsIdentifier(name) {
			have[name] = true
			found = append(found, candidate{name: name, pkg: importPath, group: importedName})
		}
	}
	if !typed {
		return found
	}
	for _, importPath := range k.c.offered() {
		if name := nameOf(importPath); !have[name] {
			have[name] = true
			found = append(found, candidate{name: name, pkg: importPath, group: notImported})
		}
	}
	for _, word := range k.keywords() {
		found = append(found, candidate{name: word, group: keyword})
	}
	return found
}

// inConstants reports whether the cursor is in a declaration of constants.
func (k *checked) inConstants() bool {
	return slices.ContainsFunc(k.path, func(n ast.Node) bool {
		d, ok := n.(*ast.GenDecl)
		return ok && d.Tok == token.CONST
	})
}

// innermost returns the scope that the cursor is in.
func (k *checked) innermost() *types.Scope {
	for i := len(k.path) - 1; i >= 0; i-- {
		n := k.path[i]
		switch f := n.(type) {
		case *ast.FuncDecl:
			n = f.Type
		case *ast.FuncLit:
			n = f.Type
		}
		if scope := k.info.Scopes[n]; scope != nil {
			return scope
		}
	}
	return k.pkg.Scope()
}

// parent returns the node that the cursor's name is part of, and those further
// out for 2, 3 and so on; nil where there are no more.
func (k *checked) parent(n int) ast.Node {
	if i := len(k.path) - 1 - n; i >= 0 {
		return k.path[i]
	}
	return nil
}

// newName reports whether the name at the cursor is one that is being declared.
// There nothing is offered.
func (k *checked) newName() bool {
	id := k.parent(0).(*ast.Ident)
	switch p := k.parent(1).(type) {
	case *ast.File, *ast.ImportSpec, *ast.LabeledStmt:
		return true
	case *ast.FuncDecl:
		return p.Name == id
	case *ast.TypeSpec:
		return p.Name == id
	case *ast.ValueSpec:
		return p.Type != ast.Expr(id) && !contains(p.Values, id)
	case *ast.Field:
		return p.Type != ast.Expr(id)
	case *ast.AssignStmt:
		return p.Tok == token.DEFINE && contains(p.Lhs, id)
	case *ast.RangeStmt:
		return p.Tok == token.DEFINE && p.X != ast.Expr(id)
	}
	return false
}

func contains(list []ast.Expr, x ast.Expr) bool { return indexOf(list, x) >= 0 }

func indexOf(list []ast.Expr, x ast.Node) int {
	for i, e := range list {
		if ast.Node(e) == x {
			return i
		}
	}
	return -1
}

// wantsType reports whether a type stands at the cursor.
func (k *checked) wantsType() bool {
	child := k.parent(0)
	for i := 1; ; i++ {
		p := k.parent(i)
		switch p := p.(type) {
		case *ast.SelectorExpr:
			if p.X == child {
				return false
			}
		case *ast.StarExpr: // *x may be a value too
		case *ast.Field:
			return p.Type == child
		case *ast.ValueSpec:
			return p.Type == child
		case *ast.TypeSpec:
			return p.Type == child
		case *ast.TypeAssertExpr:
			return p.Type == child
		case *ast.CompositeLit:
			return p.Type == child
		case *ast.ArrayType:
			return p.Elt == child
		case *ast.MapType, *ast.ChanType, *ast.Ellipsis:
			return true
		default:
			return false
		}
		child = p
	}
}

// literal returns the literal of a struct that the cursor is in, where the name
// of a field may stand; else nil.
func (k *checked) literal() (*ast.CompositeLit, *types.Struct) {
	id := k.parent(0)
	i := 1
	if pair, ok := k.parent(1).(*ast.KeyValueExpr); ok {
		if pair.Key != id {
			return nil, nil
		}
		id, i = pair, 2
	}
	literal, ok := k.parent(i).(*ast.CompositeLit)
	if !ok || indexOf(literal.Elts, id) < 0 {
		return nil, nil
	}
	t := k.typeOf(literal)
	if t == nil {
		return nil, nil
	}
	return literal, structOf(t)
}

// typeOf returns the type of an expression, or of a literal; nil if it is not
// known.
func (k *checked) typeOf(x ast.Expr) types.Type {
	if x == nil {
		return nil
	}
	if t := k.info.TypeOf(x); t != nil && t != types.Typ[types.Invalid] {
		return t
	}
	if literal, ok := x.(*ast.CompositeLit); ok {
		return k.typeOf(literal.Type)
	}
	return nil
}

// fieldNames returns the fields of a struct that its literal does not have yet.
func (k *checked) fieldNames(literal *ast.CompositeLit, s *types.Struct) (found []candidate, named bool) {
	have := map[string]bool{}
	for _, e := range literal.Elts {
		if pair, ok := e.(*ast.KeyValueExpr); ok {
			named = true
			if id, ok := pair.Key.(*ast.Ident); ok {
				have[id.Name] = true
			}
		}
	}
	for i := range s.NumFields() {
		if f := s.Field(i); k.visible(f) && !have[f.Name()] {
			found = append(found, candidate{object: f, group: fieldName, depth: i})
		}
	}
	return found, named
}

var (
	statements = []string{"break", "case", "const", "continue", "default", "defer", "else", "fallthrough", "for", "func", "go", "goto", "if", "import", "return", "select", "switch", "type", "var"}
	typeWords  = []string{"chan", "func", "interface", "map", "struct"}
	valueWords = []string{"func", "interface", "map", "struct"}
)

// keywords returns those that may stand at the cursor.
func (k *checked) keywords() []string {
	if _, ok := k.parent(1).(*ast.ExprStmt); ok {
		return statements
	}
	if k.wantsType() {
		return typeWords
	}
	for i := 1; i < 4; i++ {
		switch k.parent(i).(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			return append([]string{"range"}, valueWords...)
		}
	}
	return valueWords
}

// labels returns the labels of the function that the cursor is in.
func (k *checked) labels() []candidate {
	var found []candidate
	for _, n := range k.path {
		if f, ok := n.(*ast.FuncDecl); ok {
			ast.Inspect(f, func(n ast.Node) bool {
				if l, ok := n.(*ast.LabeledStmt); ok {
					found = append(found, candidate{name: l.Label.Name, group: local})
				}
				return true
			})
		}
	}
	return found
}
