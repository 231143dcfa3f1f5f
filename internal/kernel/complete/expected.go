package complete

import (
	"go/ast"
	"go/token"
	"go/types"
)

// expected returns the type of value that the cell needs at the cursor; nil if
// that is not known, or any will do.
func (k *checked) expected() types.Type {
	t := k.needed()
	if t == nil || t == types.Typ[types.Invalid] {
		return nil
	}
	if _, ok := t.(*types.TypeParam); ok {
		return nil
	}
	if i, ok := t.Underlying().(*types.Interface); ok && i.Empty() {
		return nil
	}
	return t
}

// needed climbs from the cursor's name to what it is a part of, as long as the
// part has the type of the whole or, if it is called, of its result.
func (k *checked) needed() types.Type {
	child := k.parent(0)
	for i := 1; ; i++ {
		p := k.parent(i)
		switch p := p.(type) {
		case *ast.SelectorExpr:
			if p.X == child {
				return nil
			}
		case *ast.ParenExpr:
		case *ast.UnaryExpr:
			switch p.Op {
			case token.NOT:
				return types.Typ[types.Bool]
			case token.AND, token.ARROW:
				return nil
			}
		case *ast.CallExpr:
			if p.Fun != child {
				return k.parameter(p, indexOf(p.Args, child))
			}
		case *ast.BinaryExpr:
			if p.Op == token.SHL || p.Op == token.SHR {
				return nil
			}
			if p.Op == token.LAND || p.Op == token.LOR {
				return types.Typ[types.Bool]
			}
			if p.X == child {
				return k.typed(p.Y)
			}
			return k.typed(p.X)
		case *ast.KeyValueExpr:
			literal, ok := k.parent(i + 1).(*ast.CompositeLit)
			if !ok || p.Value != child {
				return nil
			}
			return k.element(literal, p.Key, -1)
		case *ast.CompositeLit:
			return k.element(p, nil, indexOf(p.Elts, child))
		case *ast.AssignStmt:
			if i := indexOf(p.Rhs, child); i >= 0 && i < len(p.Lhs) && len(p.Lhs) == len(p.Rhs) && p.Tok != token.DEFINE {
				return k.typeOf(p.Lhs[i])
			}
			return nil
		case *ast.ValueSpec:
			if p.Type != child {
				return k.typeOf(p.Type)
			}
			return nil
		case *ast.ReturnStmt:
			return k.result(indexOf(p.Results, child))
		case *ast.IfStmt, *ast.ForStmt:
			return types.Typ[types.Bool]
		case *ast.IndexExpr:
			if p.X == child {
				return nil
			}
			switch t := k.typeOf(p.X); {
			case t == nil:
				return nil
			default:
				if m, ok := t.Underlying().(*types.Map); ok {
					return m.Key()
				}
				return types.Typ[types.Int]
			}
		default:
			return nil
		}
		child = p
	}
}

// typed returns an expression's type, unless that is one of constants that have
// no type yet.
func (k *checked) typed(x ast.Expr) types.Type {
	t := k.typeOf(x)
	if b, ok := t.(*types.Basic); ok && b.Info()&types.IsUntyped != 0 {
		return nil
	}
	return t
}

// parameter returns the type of an argument of a call.
func (k *checked) parameter(call *ast.CallExpr, i int) types.Type {
	t := k.typeOf(call.Fun)
	if t == nil || i < 0 {
		return nil
	}
	s, ok := t.Underlying().(*types.Signature)
	if !ok {
		return nil
	}
	last := s.Params().Len() - 1
	if s.Variadic() && i >= last {
		if list, ok := s.Params().At(last).Type().Underlying().(*types.Slice); ok && !call.Ellipsis.IsValid() {
			return list.Elem()
		}
		return s.Params().At(last).Type()
	}
	if i > last {
		return nil
	}
	return s.Params().At(i).Type()
}

// element returns the type of an element of a literal: that of a key, or that in
// a place.
func (k *checked) element(literal *ast.CompositeLit, key ast.Expr, i int) types.Type {
	t := k.typeOf(literal)
	if t == nil {
		return nil
	}
	switch t := t.Underlying().(type) {
	case *types.Struct:
		if id, ok := key.(*ast.Ident); ok {
			for f := range t.Fields() {
				if f.Name() == id.Name {
					return f.Type()
				}
			}
		} else if key == nil && i >= 0 && i < t.NumFields() {
			return t.Field(i).Type()
		}
	case *types.Map:
		if key != nil {
			return t.Elem()
		}
		return t.Key()
	case *types.Slice:
		return t.Elem()
	case *types.Array:
		return t.Elem()
	}
	return nil
}

// result returns the type of a result of the function that the cursor is in.
func (k *checked) result(i int) types.Type {
	for at := 1; k.parent(at) != nil; at++ {
		var t *ast.FuncType
		switch f := k.parent(at).(type) {
		case *ast.FuncDecl:
			t = f.Type
		case *ast.FuncLit:
			t = f.Type
		default:
			continue
		}
		if t.Results == nil {
			return nil
		}
		n := 0
		for _, f := range t.Results.List {
			if n += max(1, len(f.Names)); i >= 0 && i < n {
				return k.typeOf(f.Type)
			}
		}
		return nil
	}
	return nil
}

// fit returns how well a candidate is a value of the expected type, which may be
// nil, or, if a type is wanted, a type.
func (c candidate) fit(expected types.Type, wantsType bool) fit {
	_, isType := c.object.(*types.TypeName)
	switch {
	case c.group == fieldName:
		return asksForIt
	case wantsType && isType:
		return right
	case wantsType || isType || expected == nil || c.object == nil || c.pkg != "":
		return anything
	}
	own := c.typ
	if own == nil {
		own = c.object.Type()
	}
	if own == nil || own == types.Typ[types.Invalid] {
		return anything
	}
	if b, ok := own.(*types.Basic); ok && b.Info()&types.IsUntyped != 0 || own == types.Typ[types.UntypedNil] {
		if types.AssignableTo(own, expected) {
			return convertible
		}
		return anything
	}
	if types.AssignableTo(own, expected) {
		return right
	}
	if s, ok := own.(*types.Signature); ok && s.Results().Len() == 1 && types.AssignableTo(s.Results().At(0).Type(), expected) {
		return right
	}
	return anything
}
