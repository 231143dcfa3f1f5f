package fingerprint

import (
	"fmt"
	"go/ast"
	"go/scanner"
	"go/token"
	"strconv"
	"strings"
)

// text returns the tokens of a node, one on each line: its code without comments
// and spacing.
func (p *program) text(node ast.Node) string {
	source := p.source[p.files.Position(node.Pos()).Offset:p.files.Position(node.End()).Offset]
	var b strings.Builder
	if group, ok := p.parents[node].(*ast.GenDecl); ok {
		b.WriteString(group.Tok.String() + "\n")
	}
	var s scanner.Scanner
	files := token.NewFileSet()
	s.Init(files.AddFile("", files.Base(), len(source)), source, func(token.Position, string) {}, 0)
	for {
		_, t, literal := s.Scan()
		switch t {
		case token.EOF:
			return b.String()
		case token.SEMICOLON:
			literal = ";"
		}
		fmt.Fprintf(&b, "%s %s\n", t, strconv.Quote(literal))
	}
}

// within reports whether a position is in a node.
func within(node ast.Node, at token.Pos) bool { return node.Pos() <= at && at < node.End() }
