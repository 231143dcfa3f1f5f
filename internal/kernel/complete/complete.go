// Package complete completes names in a cell and helps with them (Tab and
// Shift+Tab) where there is no gopls, as in a browser. It parses and
// type-checks the cell with what earlier cells declared, and reads the packages
// that they import from what the compiler wrote about them into their archives.
//
// A cell that is being written is rarely correct Go, so a name is put in at the
// cursor and brackets are closed (repair.go); mistakes elsewhere are passed over.
//
// Archives hold no documentation. It is in files of its own, which apidoc
// (internal/lite) writes and which are read when help is asked for.
//
// It is copied into the kernel for browsers (internal/gonb).
package complete

import (
	"go/ast"
	"io"
	"strings"
	"sync"
)

// A Completer completes and helps. It keeps the packages that it has read, so
// make one for each kernel. Its fields are set before the first call and not
// changed after it; its methods may be called at the same time.
type Completer struct {
	// Open opens the archive of a package: what the compiler has written, or
	// its beginning, which is all that is read. It may take a while, where the
	// archive has to be fetched. It is called once for each package that is found.
	Open func(importPath string) (io.ReadCloser, error)

	// Known returns the import paths of the packages that may be offered
	// although the cell doesn't import them, because goimports would. It may be
	// nil.
	Known func() []string

	// Docs returns the documentation of a package, as apidoc writes it. It is
	// called once for each package that is found, and may be nil.
	Docs func(importPath string) ([]byte, error)

	mu       sync.Mutex
	packages packages
	docs     map[string]Docs
	offers   []string // see offered
}

// Code is a cell, with the cursor in it.
type Code struct {
	Earlier string // a Go file with what earlier cells declared, or ""; where the cell declares the same, the cell's is taken
	Cell    string // a Go file made from the cell, which may be broken
	Offset  int    // the cursor's place in Cell, in bytes
}

// At returns a line's and column's offset in a text: the line is counted from 0,
// the column from 0 and in bytes.
func At(text string, line, column int) int {
	offset := 0
	for ; line > 0; line-- {
		next := strings.IndexByte(text[offset:], '\n')
		if next < 0 {
			return len(text)
		}
		offset += next + 1
	}
	end := strings.IndexByte(text[offset:], '\n')
	if end < 0 {
		end = len(text) - offset
	}
	return offset + min(max(column, 0), end)
}

// A Completion is what may be put in at the cursor. Without matches there is
// nothing to say.
type Completion struct {
	Start, End int // what the matches replace, in bytes of Code.Cell: what has been typed of the name, up to the cursor
	Matches    []Match
}

// A Match is one name, or keyword, that may be put in.
type Match struct {
	Text string
	Kind Kind
}

// A Kind says what a Match is, in a word that JupyterLab shows a letter for: that
// of gopls.
type Kind string

// The kinds.
const (
	Func      Kind = "function"
	Method    Kind = "method"
	Var       Kind = "variable"
	Field     Kind = "field"
	Const     Kind = "constant"
	Struct    Kind = "struct"
	Interface Kind = "interface"
	Type      Kind = "class" // any other
	Package   Kind = "module"
	Keyword   Kind = "keyword"
)

// Complete returns what may be put in at the cursor.
func (c *Completer) Complete(code Code) (found Completion) {
	c.mu.Lock()
	defer c.mu.Unlock()
	at := min(max(code.Offset, 0), len(code.Cell))
	p := placeOf(code.Cell, at)
	found = Completion{Start: p.start, End: at}
	if p.importing {
		found.Matches = c.importPaths(code.Cell[p.start:at])
		return found
	}
	if p.quiet {
		return Completion{Start: at, End: at}
	}
	k := c.check(code, p)
	if k == nil {
		return found
	}
	found.Matches = k.matches(code.Cell[p.start:at])
	return found
}

// matches returns what may be put in, by where in the syntax the cursor is.
func (k *checked) matches(typed string) []Match {
	if k.newName() {
		return nil
	}
	switch p := k.parent(1).(type) {
	case *ast.SelectorExpr:
		if p.Sel == k.parent(0) {
			return k.sorted(k.members(p.X), typed)
		}
	case *ast.BranchStmt:
		return k.sorted(k.labels(), typed)
	}
	literal, s := k.literal()
	if s == nil {
		return k.sorted(k.names(typed != ""), typed)
	}
	fields, named := k.fieldNames(literal, s)
	if !named {
		fields = append(fields, k.names(typed != "")...)
	}
	return k.sorted(fields, typed)
}

// importPaths returns the packages that go with what has been typed of an import.
func (c *Completer) importPaths(typed string) []Match {
	var found []Match
	for _, importPath := range c.offered() {
		if strings.HasPrefix(importPath, typed) {
			found = append(found, Match{importPath, Package})
		}
	}
	return found
}
