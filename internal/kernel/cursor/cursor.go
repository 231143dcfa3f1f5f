// Package cursor finds what help is asked about in a cell: the name at the
// cursor, or the function whose brackets the cursor is in.
//
// It is copied into the kernel, GoNB (internal/gonb), and so imports the
// standard library only.
package cursor

import (
	"go/scanner"
	"go/token"
	"strings"
	"unicode/utf16"
)

// Target returns the place of the name that help is asked about with the cursor
// at line and col (from 0, in bytes) of a cell; ok is false if there is none.
// Lines for which skip is true are not Go's.
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

// A part is a token that is open: a bracket with the name before it.
type part struct {
	tok  token.Token
	name int // -1 if there is none
}

// enclosing is the offset of the name at an offset, or of the one whose bracket
// it is in, or -1.
func enclosing(src string, at int) int {
	var s scanner.Scanner
	files := token.NewFileSet()
	file := files.AddFile("", -1, len(src))
	s.Init(file, []byte(src), func(token.Position, string) {}, scanner.ScanComments)
	var open []part
	before, first := part{token.SEMICOLON, -1}, token.SEMICOLON // the token before, and the statement's first
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
			p := part{tok, -1}
			if before.tok == token.IDENT {
				p.name = before.name
			}
			if tok == token.LBRACE {
				switch first {
				case token.IF, token.FOR, token.SWITCH, token.SELECT, token.FUNC, token.TYPE, token.LBRACE, token.RBRACE:
					p.name = -1 // a block
				}
			}
			open = append(open, p)
		case token.RPAREN, token.RBRACK, token.RBRACE:
			if len(open) > 0 {
				open = open[:len(open)-1]
			}
		}
		before = part{tok, start}
	}
	for i := len(open) - 1; i >= 0; i-- {
		if open[i].tok == token.LBRACK {
			continue // a place in a slice
		}
		return open[i].name
	}
	return -1
}

// UTF16 is the byte column of a line in the units that an editor counts in.
func UTF16(line string, col int) int {
	return len(utf16.Encode([]rune(line[:min(max(col, 0), len(line))])))
}

// Column converts a column in bytes, in the line of a text with that number
// (from 0), to the units that an editor counts in. Where there is no such line
// it returns the column as it is.
func Column(text string, line, col int) int {
	lines := strings.Split(text, "\n")
	if line < 0 || line >= len(lines) {
		return col
	}
	return UTF16(lines[line], col)
}
