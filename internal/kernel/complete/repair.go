package complete

import (
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"slices"
	"strings"
)

// placeholder is the name that is put in at the cursor, so that "mlx." is an
// expression. Nobody else has it.
const placeholder = "golessonsCursor"

// A place is what stands at the cursor.
type place struct {
	start, end int  // the name at the cursor, or the cursor twice
	quiet      bool // it is in a comment, a text or a number, where there is nothing to complete
	importing  bool // it is in the path of an import
}

// placeOf looks at a file's tokens for what stands at an offset.
func placeOf(src string, at int) place {
	p := place{start: at, end: at}
	imports, depth := false, 0 // after the word import, and in its brackets
	eachToken(src, func(start, end int, tok token.Token, text string) bool {
		if start > at || start == at && tok != token.IDENT && !tok.IsKeyword() {
			return false
		}
		switch {
		case tok == token.COMMENT:
			// A line's comment goes on at its end, one in /* */ does not unless it is open.
			open := strings.HasPrefix(text, "//") || len(text) < 4 || !strings.HasSuffix(text, "*/")
			p.quiet = at > start && (at < end || open && at == end)
			return !p.quiet
		case (tok == token.IDENT || tok.IsKeyword()) && at <= end:
			p.start, p.end = start, end
			return false
		case (tok == token.STRING || tok == token.CHAR) && at > start && (at < end || at == end && !closed(text)):
			p.quiet = true
			p.importing = tok == token.STRING && imports
			p.start = start + 1
			return false
		case (tok == token.INT || tok == token.FLOAT || tok == token.IMAG) && at <= end:
			// 3.| is a number, and 1. a number's beginning.
			p.quiet = true
			return false
		}
		switch tok {
		case token.IMPORT:
			imports, depth = true, 0
		case token.LPAREN:
			depth++
		case token.RPAREN:
			depth--
		case token.SEMICOLON:
			imports = imports && depth > 0
		case token.FUNC, token.TYPE, token.VAR, token.CONST:
			imports = false
		}
		return true
	})
	return p
}

// closed reports whether a text or a character ends in the quotation mark that
// it begins with.
func closed(text string) bool {
	if len(text) < 2 || text[len(text)-1] != text[0] {
		return false
	}
	if text[0] == '`' {
		return true
	}
	escapes := 0
	for i := len(text) - 2; i > 0 && text[i] == '\\'; i-- {
		escapes++
	}
	return escapes%2 == 0
}

// eachToken calls f with the tokens of a text until it returns false. A
// semicolon that a line's end stands for has no text.
func eachToken(src string, f func(start, end int, tok token.Token, text string) bool) {
	var s scanner.Scanner
	file := token.NewFileSet().AddFile("", -1, len(src))
	s.Init(file, []byte(src), func(token.Position, string) {}, scanner.ScanComments)
	for {
		pos, tok, text := s.Scan()
		start := file.Offset(pos)
		switch {
		case tok == token.EOF:
			return
		case tok == token.SEMICOLON && text == "\n":
			text = ""
		case text == "":
			text = tok.String()
		}
		if !f(start, min(start+len(text), len(src)), tok, text) {
			return
		}
	}
}

// A way is a text that a broken file may be read as.
type way struct {
	text  string
	added int // bytes that were put in before the cursor's statement
}

// repaired returns the ways to read a file that is before and after the cursor,
// from the one that changes least to the one that always can be read: with the
// brackets closed; with the rest of the cursor's line left out; with the rest of
// the declaration left out; without other declarations whose brackets do not
// match; as statements that are in no function.
func repaired(before, after string) []way {
	ways := closedWays(before, after)
	if blanked := blankBroken(before); blanked != before {
		ways = append(ways, closedWays(blanked, after)...)
	}
	if at := statementsAt(before); at >= 0 {
		const function = "func _() {\n"
		for _, w := range closedWays(before[:at]+function+before[at:], after) {
			w.added = len(function)
			ways = append(ways, w)
		}
	}
	return ways
}

func closedWays(before, after string) []way {
	line := strings.IndexByte(after, '\n')
	if line < 0 {
		line = len(after)
	}
	var ways []way
	add := func(text string) {
		if !slices.ContainsFunc(ways, func(w way) bool { return w.text == text }) {
			ways = append(ways, way{text: text})
		}
	}
	add(before + after)
	add(closeBrackets(before+after[:line], after[line:]))
	add(closeBrackets(before, after[line:]))
	add(closeBrackets(before+" {", after[line:]))     // if x.|
	add(closeBrackets(before+" = nil", after[line:])) // x, y|
	rest := after[nextDeclaration(after):]
	add(closeBrackets(before, "\n"+rest))
	add(closeBrackets(before+" {", "\n"+rest))
	add(closeBrackets(before+" = nil", "\n"+rest))
	add(closeBrackets(before+": nil", "\n"+rest)) // map[string]int{k|
	return ways
}

// nextDeclaration returns where in a text the next line begins that a
// declaration starts, or the text's length.
func nextDeclaration(text string) int {
	for offset := 0; ; {
		next := strings.IndexByte(text[offset:], '\n')
		if next < 0 {
			return len(text)
		}
		offset += next + 1
		for _, word := range []string{"func ", "type ", "var ", "const ", "import "} {
			if strings.HasPrefix(text[offset:], word) {
				return offset
			}
		}
	}
}

// blankBroken puts spaces in the place of the declarations, but for the last,
// whose brackets do not match.
func blankBroken(text string) string {
	var b strings.Builder
	for {
		end := nextDeclaration(text)
		if end == len(text) {
			return b.String() + text
		}
		if chunk := text[:end]; balanced(chunk) {
			b.WriteString(chunk)
		} else {
			b.WriteString(strings.Repeat(" ", end-1) + "\n")
		}
		text = text[end:]
	}
}

// statementsAt returns where statements begin that the text ends in and that are
// in no function, as when %% is missing; -1 if it ends in a declaration.
func statementsAt(text string) int {
	at, depth, begins := -1, 0, true
	eachToken(text, func(start, _ int, tok token.Token, _ string) bool {
		if begins && depth == 0 {
			switch tok {
			case token.FUNC, token.TYPE, token.IMPORT, token.PACKAGE:
				at = -1
			case token.VAR, token.CONST, token.COMMENT, token.SEMICOLON:
			default:
				if at < 0 {
					at = start
				}
			}
		}
		if _, ok := closing[tok]; ok {
			depth++
		} else if tok == token.RPAREN || tok == token.RBRACK || tok == token.RBRACE {
			depth--
		}
		begins = tok == token.SEMICOLON || tok == token.COMMENT && begins
		return true
	})
	return at
}

// closing has the brackets that close others.
var closing = map[token.Token]token.Token{token.LPAREN: token.RPAREN, token.LBRACK: token.RBRACK, token.LBRACE: token.RBRACE}

// closeBrackets joins two texts with the brackets between them that close those
// that are open at the end of the first and that the second does not close.
func closeBrackets(before, after string) string {
	var open []token.Token // what closes the brackets that are open
	eachToken(before, func(_, _ int, tok token.Token, _ string) bool {
		if c, ok := closing[tok]; ok {
			open = append(open, c)
		} else if i := lastOf(open, tok); i >= 0 {
			open = open[:i]
		}
		return true
	})
	var wanted []token.Token // the brackets that the second text closes, of those
	depth := 0
	eachToken(after, func(start, _ int, tok token.Token, _ string) bool {
		switch tok {
		case token.FUNC, token.TYPE, token.VAR, token.CONST, token.IMPORT:
			if depth == 0 && (start == 0 || after[start-1] == '\n') {
				return false // the next declaration
			}
		case token.LPAREN, token.LBRACK, token.LBRACE:
			depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			if depth > 0 {
				depth--
			} else {
				wanted = append(wanted, tok)
			}
		}
		return true
	})
	var missing strings.Builder
	for _, c := range slices.Backward(open) {
		if len(wanted) > 0 && wanted[0] == c {
			wanted = wanted[1:]
			continue
		}
		if c == token.RBRACE {
			missing.WriteString("\n")
		}
		missing.WriteString(c.String())
	}
	return before + missing.String() + after
}

// balanced reports whether all brackets in a text match.
func balanced(text string) bool {
	var open []token.Token
	matched := true
	eachToken(text, func(_, _ int, tok token.Token, _ string) bool {
		if c, ok := closing[tok]; ok {
			open = append(open, c)
		} else if tok == token.RPAREN || tok == token.RBRACK || tok == token.RBRACE {
			matched = len(open) > 0 && open[len(open)-1] == tok
			if matched {
				open = open[:len(open)-1]
			}
		}
		return matched
	})
	return matched && len(open) == 0
}

// lastOf returns the index of the last of the brackets that is tok, or -1.
func lastOf(brackets []token.Token, tok token.Token) int {
	for i, c := range slices.Backward(brackets) {
		if c == tok {
			return i
		}
	}
	return -1
}

// parse reads a file in the way with the fewest mistakes, of those that have the
// name at the cursor, and returns it with that name and what is around it, the
// outermost first. The file is nil if there is none.
func parse(fset *token.FileSet, ways []way, here func(id *ast.Ident, offset int) bool) (best *ast.File, path []ast.Node) {
	fewest := -1
	for _, way := range ways {
		file, err := parser.ParseFile(fset, "cell.go", way.text, parser.AllErrors|parser.ParseComments|parser.SkipObjectResolution)
		mistakes := 0
		if list, ok := err.(scanner.ErrorList); ok {
			mistakes = len(list)
		}
		if file == nil || fewest >= 0 && mistakes >= fewest {
			continue
		}
		found := pathTo(file, func(id *ast.Ident) bool { return here(id, fset.PositionFor(id.Pos(), false).Offset-way.added) })
		if found != nil {
			best, path, fewest = file, found, mistakes
		}
		if fewest == 0 {
			break
		}
	}
	return best, path
}

// pathTo returns the first name that is the one looked for, with the nodes around
// it, the outermost first; nil if it is not there.
func pathTo(file *ast.File, here func(id *ast.Ident) bool) []ast.Node {
	var found, path []ast.Node
	ast.Inspect(file, func(n ast.Node) bool {
		if n == nil {
			path = path[:len(path)-1]
			return true
		}
		path = append(path, n)
		if id, ok := n.(*ast.Ident); ok && found == nil && here(id) {
			found = slices.Clone(path)
		}
		return true
	})
	return found
}
