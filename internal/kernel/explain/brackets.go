package explain

import (
	"go/scanner"
	gotoken "go/token"
	"strings"
)

// A bracket stands in a line of a cell.
type bracket struct {
	line, indent int
	text         string
}

// brackets calls each for the brackets in the lines that are Go's, in order.
func brackets(lines []string, each func(b bracket, opens bool)) {
	var src strings.Builder
	for _, line := range lines {
		if !strings.HasPrefix(line, "%") && !strings.HasPrefix(line, "!") && !strings.HasPrefix(line, "//gonb:") {
			src.WriteString(line)
		}
		src.WriteByte('\n')
	}
	var s scanner.Scanner
	files := gotoken.NewFileSet()
	file := files.AddFile("", -1, src.Len())
	s.Init(file, []byte(src.String()), func(gotoken.Position, string) {}, 0)
	for {
		pos, tok, _ := s.Scan()
		n := file.Line(min(pos, gotoken.Pos(file.Base()+file.Size())))
		indent := 0
		if n <= len(lines) {
			indent = len(lines[n-1]) - len(strings.TrimLeft(lines[n-1], " \t"))
		}
		switch tok {
		case gotoken.EOF:
			return
		case gotoken.LBRACE, gotoken.LPAREN, gotoken.LBRACK:
			each(bracket{n, indent, tok.String()}, true)
		case gotoken.RBRACE, gotoken.RPAREN, gotoken.RBRACK:
			each(bracket{n, indent, tok.String()}, false)
		}
	}
}

// surplus returns the line of the first closing brace that closes nothing, or 0.
func surplus(lines []string) int {
	depth, line := 0, 0
	brackets(lines, func(b bracket, opens bool) {
		if b.text != "{" && b.text != "}" || line > 0 {
			return
		}
		if opens {
			depth++
		} else if depth--; depth < 0 {
			line = b.line
		}
	})
	return line
}

// unclosed returns the line of the bracket that most likely lacks its closing
// one, or 0: the first whose closing bracket is indented less, or else the last
// that is left open.
func unclosed(lines []string, open, shut string) (line int) {
	var stack []bracket
	suspect := 0
	brackets(lines, func(b bracket, opens bool) {
		if b.text != open && b.text != shut {
			return
		}
		if opens {
			stack = append(stack, b)
			return
		}
		if len(stack) == 0 {
			return
		}
		last := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if suspect == 0 && last.line != b.line && last.indent > b.indent {
			suspect = last.line
		}
	})
	if len(stack) == 0 {
		return 0
	}
	if suspect > 0 {
		return suspect
	}
	return stack[len(stack)-1].line
}
