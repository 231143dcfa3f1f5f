// Package apidoc writes the documentation of packages for the kernel in the
// browser, where there is no source to read it from: JSON for each package, which
// is fetched when help on a name of it is asked for. What is in it, and who reads
// it, is in internal/kernel/complete.
package apidoc

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"path/filepath"
	"strings"

	"golessons/internal/kernel/complete"
)

// Builtin is the package of Go's own names. Its declarations are no Go, and its
// names are not exported.
const Builtin = "builtin"

// Of returns the documentation of a package, which is made of files of a folder,
// as JSON; nil if there is none.
func Of(importPath, dir string, files []string) ([]byte, error) {
	fset := token.NewFileSet()
	var parsed []*ast.File
	for _, file := range files {
		f, err := parser.ParseFile(fset, filepath.Join(dir, file), nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		parsed = append(parsed, f)
	}
	docs := complete.DocsOf(parsed...)
	for name, text := range docs {
		if importPath != Builtin && !exported(name) {
			delete(docs, name)
			continue
		}
		docs[name] = shortened(text)
	}
	if importPath == Builtin {
		addDeclarations(docs, fset, parsed)
	}
	if len(docs) == 0 {
		return nil, nil
	}
	return json.Marshal(docs)
}

// exported reports whether a name in Docs can be seen outside its package.
func exported(name string) bool {
	if name == "" {
		return true
	}
	for part := range strings.SplitSeq(name, ".") {
		if !token.IsExported(part) {
			return false
		}
	}
	return true
}

// longest is the length, in bytes, up to which a comment is taken whole. Those of
// mlx and helpers, which learners read, are shorter, but for the packages' own.
const longest = 1500

// shortened returns a comment's first paragraphs if it is too long.
func shortened(text string) string {
	if len(text) <= longest {
		return text
	}
	end := strings.LastIndex(text[:longest], "\n\n")
	if end < 0 {
		return text // one long paragraph, which no one has written so far
	}
	// A heading, or a line that announces a list, is left without what it is for.
	kept := text[:end]
	for {
		i := strings.LastIndex(kept, "\n\n")
		last := kept[i+1:]
		if i < 0 || !strings.HasPrefix(strings.TrimSpace(last), "# ") && !strings.HasSuffix(kept, ":") {
			return kept + "\n\n…\n"
		}
		kept = kept[:i]
	}
}

// addDeclarations adds the declarations of Go's own functions.
func addDeclarations(docs complete.Docs, fset *token.FileSet, files []*ast.File) {
	for _, file := range files {
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok {
				f.Doc = nil
				var text strings.Builder
				if printer.Fprint(&text, fset, f) == nil {
					docs["="+f.Name.Name] = text.String()
				}
			}
		}
	}
}
