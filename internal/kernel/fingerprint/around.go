package fingerprint

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// around looks at the code around a call of Remember, to find out what the
// captured variables hold when the function is called.
type around struct {
	*closure
	seen  map[*types.Var]bool   // the variables that were looked at: whether each is unknown
	known map[types.Object]bool // those whose value the key tells
}

// unknown reports whether the value of v cannot be told from the code. If it can,
// unknown adds the code that makes the value to the closure.
func (a *around) unknown(v *types.Var) bool {
	if _, ok := a.seen[v]; !ok {
		a.seen[v] = false // so that a cycle ends here
		a.seen[v] = !a.known[v] && a.varies(v)
	}
	return a.seen[v]
}

// varies does the work of unknown, for a variable that was not looked at before.
func (a *around) varies(v *types.Var) bool {
	if slices.ContainsFunc(a.above(a.function), func(node ast.Node) bool { return declaredInHead(node, v) }) {
		return true // a parameter, or a loop's variable
	}
	unknown, declared := false, false
	for _, name := range a.mentions[v] {
		isDeclaration := name.Pos() == v.Pos()
		declared = declared || isDeclaration
		if within(a.function, name.Pos()) || !isDeclaration && !a.mayChange(name, v) {
			continue
		}
		// Take the whole statement without the call: a loop to its end, with
		// the statements that leave it.
		part, stored := a.statement(name, v)
		switch {
		case stored:
			return true // by a function that may be called at any time
		case part == nil: // it is in the call's own statement
		case a.changesEachRound(part, v):
			return true
		case part.Pos() > a.function.Pos():
			if a.callRunsLater(v) {
				return true
			}
		default:
			unknown = a.addPart(part, name, v) || unknown
		}
	}
	return unknown || !declared // a type switch's variable has no declaration of its own
}

// changesEachRound reports whether part, which may change v, and the call are in
// a loop, or in a function that may be called more than once, and v is declared
// outside.
func (a *around) changesEachRound(part ast.Node, v *types.Var) bool {
	return slices.ContainsFunc(a.above(a.function), func(node ast.Node) bool {
		return repeats(node) && within(node, part.Pos()) && !within(node, v.Pos())
	})
}

// callRunsLater reports whether the call is in a function literal that may run
// later than where it stands, and v is declared outside.
func (a *around) callRunsLater(v *types.Var) bool {
	return slices.ContainsFunc(a.above(a.function), func(node ast.Node) bool {
		f, ok := node.(*ast.FuncLit)
		return ok && !within(f, v.Pos()) && !a.isArgument(f)
	})
}

// addPart adds part, which makes or changes v under the given name, to the
// closure, and reports whether anything that it uses is unknown.
func (a *around) addPart(part ast.Node, name *ast.Ident, v *types.Var) (unknown bool) {
	a.add(part)
	if w := a.alias(name); w != nil && w != v {
		unknown = a.unknown(w)
	}
	for _, use := range a.uses(part) {
		w, ok := use.object.(*types.Var)
		if ok && w != v && !w.IsField() && w.Parent() != a.pkg.Scope() && !within(part, w.Pos()) && a.unknown(w) {
			unknown = true
		}
	}
	return unknown
}

// alias returns the variable that shares the content of the variable name from
// then on, as in w := name, w := name[:n] or w := &name; nil if there is none.
func (p *program) alias(name *ast.Ident) *types.Var {
	var value ast.Expr = name
	for {
		switch parent := p.parents[value].(type) {
		case *ast.ParenExpr, *ast.SliceExpr, *ast.UnaryExpr:
			value = parent.(ast.Expr)
			continue
		case *ast.AssignStmt:
			if i := slices.Index(parent.Rhs, value); i >= 0 && len(parent.Lhs) == len(parent.Rhs) {
				return p.variable(parent.Lhs[i])
			}
		case *ast.ValueSpec:
			if i := slices.Index(parent.Values, value); i >= 0 && len(parent.Names) == len(parent.Values) {
				return p.variable(parent.Names[i])
			}
		}
		return nil
	}
}

// variable returns the local variable that an expression is; nil if it is
// something else, or a variable whose value is copied whole and so never shared.
func (p *program) variable(e ast.Expr) *types.Var {
	name, ok := e.(*ast.Ident)
	if !ok {
		return nil
	}
	object := p.info.Defs[name]
	if object == nil {
		object = p.object(name)
	}
	if v, ok := object.(*types.Var); ok && v.Parent() != p.pkg.Scope() && !plain(v.Type()) {
		return v
	}
	return nil
}

// declaredInHead reports whether node is a function of which v is a parameter, or
// a loop in whose head v is declared.
func declaredInHead(node ast.Node, v *types.Var) bool {
	switch n := node.(type) {
	case *ast.FuncDecl:
		return within(n, v.Pos()) && (n.Body == nil || v.Pos() < n.Body.Pos())
	case *ast.FuncLit:
		return within(n, v.Pos()) && v.Pos() < n.Body.Pos()
	case *ast.ForStmt:
		return within(n, v.Pos()) && v.Pos() < n.Body.Pos()
	case *ast.RangeStmt:
		return within(n, v.Pos()) && v.Pos() < n.Body.Pos()
	}
	return false
}

// repeats reports whether a node's code may run more than once.
func repeats(node ast.Node) bool {
	switch node.(type) {
	case *ast.ForStmt, *ast.RangeStmt, *ast.FuncLit:
		return true
	}
	return false
}

// statement returns the largest statement around name that does not have the call
// of Remember in it; nil if name is in the call's own statement. stored reports
// whether name is in a function literal that may be called later.
func (a *around) statement(name *ast.Ident, v *types.Var) (part ast.Node, stored bool) {
	part = name
	for parent := a.parents[part]; parent != nil && !within(parent, a.function.Pos()); parent = a.parents[part] {
		if f, ok := parent.(*ast.FuncLit); ok && !within(f, v.Pos()) && !a.isArgument(f) {
			stored = true
		}
		part = parent
	}
	switch a.parents[part].(type) {
	case *ast.BlockStmt, *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt,
		*ast.CaseClause, *ast.CommClause, *ast.LabeledStmt:
		return part, stored
	}
	return nil, stored
}

// isArgument reports whether f is handed to a call, which is taken to call it
// before it returns.
func (p *program) isArgument(f *ast.FuncLit) bool {
	call, ok := p.parents[f].(*ast.CallExpr)
	if !ok {
		return false
	}
	switch p.parents[call].(type) {
	case *ast.GoStmt, *ast.DeferStmt:
		return false
	}
	return true
}

// mayChange reports whether the code around name may change what v, the variable
// of this name, holds.
func (p *program) mayChange(name *ast.Ident, v *types.Var) bool {
	if p.isWrite(name) {
		return true
	}
	if _, ok := p.madeBy(v).(*ast.FuncLit); ok || plain(v.Type()) {
		return false // what a function literal changes is found in the literal
	}
	var node ast.Node = name
	for ; node != nil; node = p.parents[node] {
		switch n := node.(type) {
		case *ast.CallExpr:
			switch f := ast.Unparen(n.Fun).(type) {
			case *ast.Ident:
				if _, ok := p.info.Uses[f].(*types.Builtin); ok && (f.Name == "len" || f.Name == "cap") {
					return false
				}
			case *ast.SelectorExpr:
				if p.packageOf(f) == "fmt" {
					return false
				}
			}
			return true
		case *ast.AssignStmt, *ast.ValueSpec:
			return true // another name for it
		case ast.Stmt:
			return false
		}
	}
	return false
}

// plain reports whether a value of type t is copied whole, and so cannot be
// changed through another variable.
func plain(t types.Type) bool {
	switch t := t.Underlying().(type) {
	case *types.Basic:
		return t.Kind() != types.Invalid && t.Kind() != types.UnsafePointer
	case *types.Array:
		return plain(t.Elem())
	case *types.Struct:
		for field := range t.Fields() {
			if !plain(field.Type()) {
				return false
			}
		}
		return true
	}
	return false
}

// isWrite reports whether the variable name, or a part of it, is given a value
// here, or its address is taken.
func (p *program) isWrite(name *ast.Ident) bool {
	var node ast.Node = name
	for {
		switch parent := p.parents[node].(type) {
		case *ast.ParenExpr, *ast.StarExpr:
			node = parent
			continue
		case *ast.IndexExpr:
			if parent.X == node {
				node = parent
				continue
			}
		case *ast.SliceExpr: // of an array: another name for it
			return parent.X == node && isArray(p.info.TypeOf(parent.X))
		case *ast.SelectorExpr:
			if s := p.info.Selections[parent]; s != nil && s.Kind() == types.MethodVal {
				recv := s.Obj().(*types.Func).Signature().Recv()
				_, pointer := recv.Type().(*types.Pointer)
				_, isPointer := s.Recv().Underlying().(*types.Pointer)
				return pointer && !isPointer
			}
			node = parent
			continue
		case *ast.UnaryExpr:
			return parent.Op == token.AND
		case *ast.IncDecStmt:
			return true
		case *ast.RangeStmt:
			return parent.Tok == token.ASSIGN && (parent.Key == node || parent.Value == node)
		case *ast.AssignStmt:
			for _, left := range parent.Lhs {
				if left == node {
					return true
				}
			}
		}
		return false
	}
}

func isArray(t types.Type) bool {
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Array)
	return ok
}
