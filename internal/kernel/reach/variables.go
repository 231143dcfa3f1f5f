package reach

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// A variable that nothing in the program mentions is left out, and its value not
// computed. It is kept where computing it may do more than give it its value:
//
//   - if it has no name (var _ = f()), as it is then there for what f does;
//   - if what computes it uses a package that has settings of the whole program,
//     such as flag;
//   - if what computes it may change another variable, which is kept.

// settings are the packages whose functions may change what other code sees.
var settings = []string{"flag", "log", "os", "runtime", "runtime/debug"}

// alwaysKept reports whether the variables of a declaration are kept whether or
// not they are mentioned: the first name decides, by which GoNB writes them all.
func (p *program) alwaysKept(spec *ast.ValueSpec) bool {
	return spec.Names[0].Name == "_" || p.dotted
}

// addVariables adds the variables to what a program reaches that nothing in it
// mentions and whose values matter nevertheless.
func (p *program) addVariables(c *closure) {
	computed := map[*declaration]*closure{}
	for again := true; again; {
		again = false
		for _, d := range p.all {
			if d.vars == nil || c.has[d] || len(d.vars.Values) == 0 {
				continue
			}
			if computed[d] == nil {
				computed[d] = newClosure(p)
				computed[d].add(d)
				computed[d].follow()
			}
			if computed[d].matters(c) {
				c.add(d)
				c.follow()
				again = true
			}
		}
	}
}

// matters reports whether computing the variable that a closure is of may do
// more to a program than give the variable its value.
func (c *closure) matters(program *closure) bool {
	acts, changes := false, false
	for d := range c.has {
		ast.Inspect(d.node, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				acts = acts || !c.isHarmless(n)
			case *ast.UnaryExpr:
				acts = acts || n.Op == token.ARROW
			case *ast.SelectorExpr:
				if x, ok := n.X.(*ast.Ident); ok && c.hasSettings(x) {
					acts, changes = true, true
				}
			}
			return true
		})
		c.mentions(d.node, func(name *ast.Ident) {
			if program.isVariable(name.Name) && !c.isCopied(d, name) {
				changes = true
			}
		})
	}
	return acts && changes
}

// hasSettings reports whether a name is that of a package in settings.
func (p *program) hasSettings(name *ast.Ident) bool {
	pkg, ok := p.info.Uses[name].(*types.PkgName)
	return ok && slices.Contains(settings, pkg.Imported().Path())
}

// isVariable reports whether the closure has variables of a name.
func (c *closure) isVariable(name string) bool {
	return c.names[name] && slices.ContainsFunc(c.named[name], func(d *declaration) bool { return d.vars != nil })
}

// isHarmless reports whether a call does nothing but give a value: a conversion,
// or a function of Go's own that changes nothing.
func (p *program) isHarmless(call *ast.CallExpr) bool {
	f := ast.Unparen(call.Fun)
	if p.info.Types[f].IsType() {
		return true
	}
	name, ok := f.(*ast.Ident)
	if !ok {
		return false
	}
	_, builtin := p.info.Uses[name].(*types.Builtin)
	return builtin && slices.Contains([]string{"cap", "complex", "imag", "len", "make", "max", "min", "new", "real"}, name.Name)
}

// isCopied reports whether a declaration can do nothing to a variable that it
// mentions: the value is a number, a text or a truth value, and d is not a place
// that gives it another one.
func (p *program) isCopied(d *declaration, name *ast.Ident) bool {
	object, ok := p.info.Uses[name].(*types.Var)
	if !ok {
		return false
	}
	basic, ok := object.Type().Underlying().(*types.Basic)
	if !ok || basic.Kind() == types.Invalid || basic.Kind() == types.UnsafePointer {
		return false
	}
	changed := false
	is := func(e ast.Expr) bool { x, ok := ast.Unparen(e).(*ast.Ident); return ok && x == name }
	ast.Inspect(d.node, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			changed = changed || slices.ContainsFunc(n.Lhs, is)
		case *ast.IncDecStmt:
			changed = changed || is(n.X)
		case *ast.RangeStmt:
			changed = changed || n.Key != nil && is(n.Key) || n.Value != nil && is(n.Value)
		case *ast.UnaryExpr:
			changed = changed || n.Op == token.AND && is(n.X)
		case *ast.SelectorExpr: // a method may have a pointer to it
			changed = changed || is(n.X)
		}
		return true
	})
	return !changed
}
