package fingerprint

import (
	"go/ast"
	"go/types"
	"slices"
)

// madeFrom adds to all the variables whose values an expression, the key, tells.
// A variable of which the expression uses only a part (a field, an element, the
// length) counts only if function uses no other part of it.
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

// madeBy returns the expression with which a variable is declared; nil if there
// is none.
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

// part returns the code around name if it uses only a part of the variable: a
// field, an element, the length. It returns "" if it uses all of it.
func (p *program) part(name *ast.Ident) string {
	switch n := p.parents[name].(type) {
	case *ast.SelectorExpr:
		if call, ok := p.parents[n].(*ast.CallExpr); ok && call.Fun == n {
			return "" // a method's result is taken to tell everything
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

// isAddress reports whether fmt writes a value of the type as an address, which
// says nothing about what is stored there: closures share the address of their
// code.
func isAddress(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Signature, *types.Pointer, *types.Chan:
		return true
	}
	return false
}
