// Package cursor finds what help is asked about when Shift+Tab is pressed in a
// cell: the name at the cursor, or the function in whose brackets the cursor is.
// In fmt.Println(x, ▮) that is Println, about which gopls is then asked.
//
// The caller is GoNB, which gets a copy of this package (see internal/gonb);
// therefore it imports the standard library only.
package cursor

import (
	"go/scanner"
	"go/token"
	"slices"
	"strings"
	"unicode/utf16"
)

// Target returns the place of the name that help is asked about when the cursor
// is at line and col of a cell, both from 0, col in bytes; ok is false if there
// is none. Lines for which skip returns true, such as GoNB's commands, are not
// Go.
func Target(lines []string, skip func(line int) bool, line, col int) (atLine, atCol int, ok bool) {
	if line < 0 || line >= len(lines) || skip(line) {
		return 0, 0, false
	}
	var src strings.Builder
	starts := make([]int, len(lines))
	for i, text := range lines {
		starts[i] = src.Len()
		if !skip(i) {
			src.WriteString(text)
		}
		src.WriteByte('\n')
	}
	at := starts[line] + min(max(col, 0), len(lines[line]))
	name := enclosing(src.String(), at)
	if name < 0 {
		return 0, 0, false
	}
	for atLine = len(lines) - 1; starts[atLine] > name; atLine-- {
	}
	return atLine, name - starts[atLine], true
}

// A nameToken is a token with the offset of the name that goes with it: its own
// if it is a name, that of the name before it if it is an opening bracket.
type nameToken struct {
	tok  token.Token
	name int // -1 if there is none
}

// enclosing returns the offset of the name at an offset, or of the name before
// the brackets that the offset is in; -1 if there is none.
func enclosing(src string, at int) int {
	var s scanner.Scanner
	files := token.NewFileSet()
	file := files.AddFile("", -1, len(src))
	s.Init(file, []byte(src), func(token.Position, string) {}, scanner.ScanComments)
	var open []nameToken                                             // the brackets around the present token
	before, first := nameToken{token.SEMICOLON, -1}, token.SEMICOLON // the previous token, and the statement's first
	for {
		pos, tok, text := s.Scan()
		start := file.Offset(pos)
		if tok == token.EOF || start > at || start == at && tok != token.IDENT {
			break
		}
		end := start + len(text)
		if tok == token.COMMENT && (at < end || strings.HasPrefix(text, "//") && at == end) {
			return -1
		}
		if tok == token.IDENT && at <= end {
			return start
		}
		switch before.tok {
		case token.SEMICOLON, token.LBRACE, token.RBRACE, token.COLON:
			first = tok
		}
		switch tok {
		case token.COMMENT:
			continue
		case token.LPAREN, token.LBRACK, token.LBRACE:
			bracket := nameToken{tok, -1}
			if before.tok == token.IDENT && !(tok == token.LBRACE && opensBlock(first)) {
				bracket.name = before.name
			}
			open = append(open, bracket)
		case token.RPAREN, token.RBRACK, token.RBRACE:
			if len(open) > 0 {
				open = open[:len(open)-1]
			}
		}
		before = nameToken{tok, start}
	}
	for _, bracket := range slices.Backward(open) {
		if bracket.tok != token.LBRACK { // an index is part of an argument
			return bracket.name
		}
	}
	return -1
}

// opensBlock reports whether a brace in a statement that begins with the token
// opens a block, and not a composite literal.
func opensBlock(first token.Token) bool {
	switch first {
	case token.IF, token.FOR, token.SWITCH, token.SELECT, token.FUNC, token.TYPE, token.LBRACE, token.RBRACE:
		return true
	}
	return false
}

// UTF16 returns the column of a line, given in bytes, in UTF-16 units, in which
// editors and gopls count.
func UTF16(line string, col int) int {
	return len(utf16.Encode([]rune(line[:min(max(col, 0), len(line))])))
}

// Column converts a column in bytes, in the line of a text with that number
// (from 0), to UTF-16 units. If there is no such line, it returns the column as
// it is.
func Column(text string, line, col int) int {
	lines := strings.Split(text, "\n")
	if line < 0 || line >= len(lines) {
		return col
	}
	return UTF16(lines[line], col)
}
