package complete

import (
	"encoding/json"
	"go/ast"
	"go/doc/comment"
	"go/token"
	"go/types"
	"strings"
)

// Docs is the documentation of a package: the comments at its declarations, by
// their names. A method, a field and an embedded type are T.m, the package itself
// is "". Of the package builtin, whose functions have no type that Go can write,
// "=name" is the declaration.
type Docs map[string]string

// DocsOf returns the comments at the declarations of some files. A declaration
// without one has that of its group, or that on its line.
func DocsOf(files ...*ast.File) Docs {
	docs := Docs{}
	for _, file := range files {
		docs.say("", file.Doc)
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				name := d.Name.Name
				if t := receiver(d); t != "" {
					name = t + "." + name
				}
				docs.say(name, d.Doc)
			case *ast.GenDecl:
				for _, s := range d.Specs {
					switch s := s.(type) {
					case *ast.TypeSpec:
						docs.say(s.Name.Name, s.Doc, d.Doc, s.Comment)
						docs.addFields(s)
					case *ast.ValueSpec:
						for _, name := range s.Names {
							docs.say(name.Name, s.Doc, d.Doc, s.Comment)
						}
					}
				}
			}
		}
	}
	return docs
}

// addFields adds the comments at the fields of a struct and at the methods of an
// interface.
func (d Docs) addFields(s *ast.TypeSpec) {
	var fields *ast.FieldList
	switch t := s.Type.(type) {
	case *ast.StructType:
		fields = t.Fields
	case *ast.InterfaceType:
		fields = t.Methods
	default:
		return
	}
	for _, f := range fields.List {
		for _, name := range f.Names {
			d.say(s.Name.Name+"."+name.Name, f.Doc, f.Comment)
		}
	}
}

// say notes the first of some comments that says something.
func (d Docs) say(name string, groups ...*ast.CommentGroup) {
	for _, g := range groups {
		if text := g.Text(); text != "" && d[name] == "" {
			d[name] = text
		}
	}
}

// docsOf returns the documentation of a package: that of the cell's own is in its
// code.
func (k *checked) docsOf(pkg *types.Package) Docs {
	if pkg == k.pkg {
		return k.docs
	}
	importPath := "builtin"
	if pkg != nil {
		importPath = pkg.Path()
	}
	return k.c.docsOf(importPath)
}

// docsOf returns the documentation of a package, or nil.
func (c *Completer) docsOf(importPath string) Docs {
	if docs, ok := c.docs[importPath]; ok || c.Docs == nil {
		return docs
	}
	data, err := c.Docs(importPath)
	if err != nil {
		return nil
	}
	var docs Docs
	_ = json.Unmarshal(data, &docs) // without it there is the declaration
	if c.docs == nil {
		c.docs = map[string]Docs{}
	}
	c.docs[importPath] = docs
	return docs
}

// markdown returns a comment as Markdown. Names in square brackets are what they
// stand for.
func markdown(text string) string {
	parser := comment.Parser{
		LookupSym:     func(_, name string) bool { return token.IsExported(name) },
		LookupPackage: comment.DefaultLookupPackage,
	}
	printer := comment.Printer{
		HeadingLevel: 4,
		HeadingID:    func(*comment.Heading) string { return "" },
		DocLinkURL:   func(*comment.DocLink) string { return "" },
	}
	return strings.TrimSpace(string(printer.Markdown(parser.Parse(text))))
}
