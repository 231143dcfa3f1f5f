package fingerprint

import (
	"go/ast"
	"go/types"
)

// A use is a name in the source. Its object is nil if the name is a selector of
// something whose type is not known.
type use struct {
	name   string
	object types.Object
}

// object returns what a name refers to; nil if that is not known, or if the name
// is itself a declaration.
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
		// The checker skips some parts of code that it cannot make sense of.
		if scope := p.pkg.Scope().Innermost(name.Pos()); scope != nil {
			_, object = scope.LookupParent(name.Name, name.Pos())
		}
	}
	return object
}

// uses lists the names in a node, except those of packages' members.
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

// packageOf returns the path of the package that s selects from; "" if it selects
// from something else.
func (p *program) packageOf(s *ast.SelectorExpr) string {
	if x, ok := s.X.(*ast.Ident); ok {
		if name, ok := p.object(x).(*types.PkgName); ok {
			return name.Imported().Path()
		}
	}
	return ""
}
