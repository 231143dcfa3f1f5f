package complete

import (
	"go/ast"
	"go/types"
	"strings"

	"golessons/internal/kernel/cursor"
)

// Help describes the name at the cursor, or the function in whose brackets the
// cursor is, in Markdown, as gopls does: its declaration as a block of Go, a line,
// its documentation. It returns "" if there is no name, or nothing is known of it.
func (c *Completer) Help(code Code) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	before := code.Cell[:min(max(code.Offset, 0), len(code.Cell))]
	lines := strings.Split(code.Cell, "\n")
	line, column := strings.Count(before, "\n"), len(before)-strings.LastIndexByte(before, '\n')-1
	line, column, ok := cursor.Target(lines, func(int) bool { return false }, line, column)
	if !ok {
		return ""
	}
	k := c.checkName(code, At(code.Cell, line, column))
	if k == nil {
		return ""
	}
	o := k.objectAt()
	if o == nil {
		return ""
	}
	return k.describe(o)
}

// objectAt returns what the name at the cursor means, or nil.
func (k *checked) objectAt() types.Object {
	id := k.parent(0).(*ast.Ident)
	if o := k.info.ObjectOf(id); o != nil {
		return o
	}
	if s, ok := k.parent(1).(*ast.TypeSwitchStmt); ok { // switch x := y.(type)
		return k.info.Implicits[s]
	}
	if f, ok := k.parent(1).(*ast.File); ok && f.Name == id {
		return nil
	}
	return nil
}

// describe returns the help on an object.
func (k *checked) describe(o types.Object) string {
	docs, name := k.docsOf(o.Pkg()), k.docName(o)
	if p, ok := o.(*types.PkgName); ok {
		docs, name = k.docsOf(p.Imported()), ""
	}
	parts := []string{"```go\n" + k.declaration(o, docs) + "\n```"}
	if text := docs[name]; text != "" {
		parts = append(parts, markdown(text))
	}
	if methods := k.methodsOf(o); len(methods) > 0 {
		parts = append(parts, "```go\n"+strings.Join(methods, "\n")+"\n```")
	}
	if page := onPkgGoDev(o, name); page != "" {
		parts = append(parts, "[`"+k.title(o)+"` on pkg.go.dev](https://pkg.go.dev/"+page+")")
	}
	return strings.Join(parts, "\n\n---\n\n")
}

// docName returns the name of an object in Docs; what is declared in a function
// has none.
func (k *checked) docName(o types.Object) string {
	switch o := o.(type) {
	case *types.Func:
		if recv := o.Signature().Recv(); recv != nil {
			return typeName(recv.Type()) + "." + o.Name()
		}
	case *types.Var:
		if o.IsField() {
			return k.ownerOf(o) + "." + o.Name()
		}
		if o.Pkg() == nil || o.Parent() != o.Pkg().Scope() {
			return "-"
		}
	}
	return o.Name()
}

// typeName returns the name of a type, or of what it points to; "" if it has none.
func typeName(t types.Type) string {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	if n, ok := types.Unalias(t).(*types.Named); ok {
		return n.Obj().Name()
	}
	return ""
}

// ownerOf returns the name of the struct that a field at the cursor is of.
func (k *checked) ownerOf(f *types.Var) string {
	if s, ok := k.parent(1).(*ast.SelectorExpr); ok && s.Sel == k.parent(0) {
		selection := k.info.Selections[s]
		if selection == nil {
			return ""
		}
		t := selection.Recv()
		for _, i := range selection.Index()[:len(selection.Index())-1] {
			if s := structOf(t); s != nil {
				t = s.Field(i).Type()
			}
		}
		return typeName(t)
	}
	for i := 1; k.parent(i) != nil; i++ {
		switch p := k.parent(i).(type) {
		case *ast.CompositeLit:
			if t := k.typeOf(p); t != nil {
				return typeName(t)
			}
			return ""
		case *ast.TypeSpec:
			return p.Name.Name
		}
	}
	return ""
}

// onPkgGoDev returns the page of an object's documentation on pkg.go.dev, or "" if
// there is none: the lessons' packages are not there.
func onPkgGoDev(o types.Object, name string) string {
	pkg := o.Pkg()
	if p, ok := o.(*types.PkgName); ok {
		pkg = p.Imported()
	}
	switch {
	case pkg == nil: // len, and error.Error
		name, _, _ = strings.Cut(name, ".")
		return "builtin#" + name
	case name == "-", pkg.Path() == "main", strings.HasPrefix(pkg.Path(), "golessons/"):
		return ""
	case name == "":
		return pkg.Path()
	}
	return pkg.Path() + "#" + name
}

// title returns what an object is called outside its package.
func (k *checked) title(o types.Object) string {
	if o.Pkg() == nil || o.Pkg() == k.pkg {
		return o.Name()
	}
	return o.Pkg().Name() + "." + k.docName(o)
}
