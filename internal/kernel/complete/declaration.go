package complete

import (
	"go/types"
	"slices"
	"strings"
)

// qualifier writes packages by their names, and the cell's own not at all.
func (k *checked) qualifier(pkg *types.Package) string {
	if pkg == k.pkg {
		return ""
	}
	return pkg.Name()
}

// declaration writes an object's declaration as Go does, with the package before
// the name.
func (k *checked) declaration(o types.Object, docs Docs) string {
	switch o := o.(type) {
	case *types.PkgName:
		return "package " + o.Imported().Name() + " // import \"" + o.Imported().Path() + "\""
	case *types.Func:
		return k.function(o)
	case *types.Const:
		text := types.ObjectString(o, k.qualifier)
		if value := o.Val().ExactString(); len(value) <= 40 {
			return text + " = " + value
		}
		return text + " = " + o.Val().String()
	case *types.Builtin:
		if text := docs["="+o.Name()]; text != "" {
			return text
		}
		return "func " + o.Name()
	case *types.Nil:
		return "var nil"
	case *types.TypeName:
		return k.typeDeclaration(o, docs)
	}
	return types.ObjectString(o, k.qualifier)
}

// function writes a function, or a method with its receiver.
func (k *checked) function(f *types.Func) string {
	recv := f.Signature().Recv()
	if recv == nil {
		return types.ObjectString(f, k.qualifier)
	}
	var b strings.Builder
	b.WriteString("func (")
	if name := recv.Name(); name != "" && name != "_" {
		b.WriteString(name + " ")
	}
	b.WriteString(types.TypeString(recv.Type(), k.qualifier) + ") " + f.Name())
	b.WriteString(strings.TrimPrefix(types.TypeString(f.Signature(), k.qualifier), "func"))
	return b.String()
}

// typeDeclaration writes a type; a struct with a field on each line, and with what
// is said of the field.
func (k *checked) typeDeclaration(o *types.TypeName, docs Docs) string {
	text := types.ObjectString(o, k.qualifier)
	s, ok := o.Type().Underlying().(*types.Struct)
	start := strings.Index(text, " struct{")
	if !ok || start < 0 || s.NumFields() == 0 {
		return text
	}
	var b strings.Builder
	b.WriteString(text[:start] + " struct {\n")
	type line struct{ name, typ, doc string }
	var lines []line
	width, hidden := 0, false
	for f := range s.Fields() {
		if !k.visible(f) {
			hidden = true
			continue
		}
		l := line{name: f.Name(), typ: types.TypeString(f.Type(), k.qualifier)}
		if f.Embedded() {
			l.name, l.typ = l.typ, ""
		}
		if doc := strings.TrimSpace(docs[o.Name()+"."+f.Name()]); !strings.Contains(doc, "\n") {
			l.doc = doc
		}
		width = max(width, len([]rune(l.name)))
		lines = append(lines, l)
	}
	for _, l := range lines {
		b.WriteString("\t" + l.name)
		if l.typ != "" {
			b.WriteString(strings.Repeat(" ", width-len([]rune(l.name))+1) + l.typ)
		}
		if l.doc != "" {
			b.WriteString(" // " + l.doc)
		}
		b.WriteString("\n")
	}
	if hidden {
		b.WriteString("\t// has other fields, which only its package can use\n")
	}
	b.WriteString("}")
	return b.String()
}

// methodsOf writes the methods of a type, as far as the cell may call them.
func (k *checked) methodsOf(o types.Object) []string {
	name, ok := o.(*types.TypeName)
	if !ok || name.IsAlias() || types.IsInterface(o.Type()) {
		return nil
	}
	var found []string
	for _, c := range k.methods(o.Type(), true) {
		if c.depth == 0 {
			found = append(found, k.function(c.object.(*types.Func)))
		}
	}
	slices.Sort(found)
	return found
}
