package helpers

import (
	"encoding/hex"
	"fmt"
	"go/scanner"
	"go/token"
	"hash/fnv"
	"slices"
	"sort"
	"strings"
)

const checksumSize = 16

func checksum(content []byte) []byte {
	h := fnv.New128a()
	h.Write(content)
	return h.Sum(nil)
}

// word is one token of a source file.
type word struct {
	token token.Token
	text  string
	line  int
}

// declaration is one piece of a source file between top-level func, var, const,
// type: the words it consists of and the names it declares.
type declaration struct {
	names []string
	words []word
}

// codeUsed is a sum of the words of the function called name that starts at
// line, and of every declaration of the file that it uses, directly or through
// others. For a function literal the words of the enclosing function that
// concern the variables it uses count too. Comments and spacing do not matter.
//
// It reads tokens, not a syntax tree: linking go/parser costs a cell more than
// this is worth, and what it takes in too much only computes a value again.
func codeUsed(source []byte, name string, line int) (string, error) {
	words := tokens(source)
	declarations := split(words)
	byName := map[string][]int{}
	for i, d := range declarations {
		for _, n := range d.names {
			byName[n] = append(byName[n], i)
		}
	}
	used := map[int]bool{}
	var start []word
	for i, d := range declarations {
		if len(d.words) == 0 || line < d.words[0].line || line > d.words[len(d.words)-1].line {
			continue
		}
		literal := literalAt(d.words, line)
		if literal == nil || !strings.Contains(name, ".func") {
			used[i] = true
			start = d.words
			break
		}
		start = append(captured(d.words, literal), literal...)
		break
	}
	if start == nil {
		return "", fmt.Errorf("no function at line %d", line)
	}
	queue := [][]word{start}
	for len(queue) > 0 {
		own := locals(queue[0])
		for i, w := range queue[0] {
			// A name after a point belongs to something else, but may be a
			// method of a type of this file.
			if w.token != token.IDENT {
				continue
			}
			method := i > 0 && queue[0][i-1].token == token.PERIOD
			if !method && own[w.text] {
				continue
			}
			key := w.text
			if method {
				key = "." + key
			}
			for _, n := range byName[key] {
				if !used[n] {
					used[n] = true
					queue = append(queue, declarations[n].words)
				}
			}
		}
		queue = queue[1:]
	}
	h := fnv.New128a()
	write := func(words []word) {
		for _, w := range words {
			fmt.Fprintf(h, "%s %q\n", w.token, w.text)
		}
		fmt.Fprintln(h, "--")
	}
	write(start)
	// Declarations by their words, not by where they stand: cells move.
	texts := []string{}
	for n := range used {
		var b strings.Builder
		for _, w := range declarations[n].words {
			fmt.Fprintf(&b, "%s %q\n", w.token, w.text)
		}
		texts = append(texts, b.String())
	}
	sort.Strings(texts)
	for _, text := range texts {
		fmt.Fprintln(h, text)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// locals is the names that a function gives to variables of its own, as
// parameters or by := or var at the start of a line of its body, before it uses
// them: they are not those of the file, which a later cell may declare. A name
// whose scope ends before the function does, or that stands again in the line
// that makes the variable (x := x + 1), is not among them, for safety.
func locals(words []word) map[string]bool {
	own, seen := map[string]bool{}, map[string]bool{}
	if len(words) == 0 || words[0].token != token.FUNC {
		return own
	}
	parameter := parameters(words)
	depth := 0 // of braces: 1 is the function's body
	for i, w := range words {
		switch w.token {
		case token.LBRACE:
			depth++
		case token.RBRACE:
			depth--
		}
		if w.token != token.IDENT || words[i-1].token == token.PERIOD || seen[w.text] {
			continue
		}
		seen[w.text] = true
		first := i // of a, b := …
		for first >= 2 && words[first-1].token == token.COMMA && words[first-2].token == token.IDENT {
			first -= 2
		}
		define := i + 1
		for define+1 < len(words) && words[define].token == token.COMMA && words[define+1].token == token.IDENT {
			define += 2
		}
		before := words[first-1].token
		declares := before == token.VAR || (before == token.SEMICOLON || before == token.LBRACE) &&
			define < len(words) && words[define].token == token.DEFINE
		if !parameter[i] && !(depth == 1 && declares) {
			continue
		}
		own[w.text] = true
		for _, later := range words[i+1:] {
			if later.line != w.line || parameter[i] {
				break
			}
			if later.token == token.IDENT && later.text == w.text {
				delete(own, w.text)
			}
		}
	}
	return own
}

// parameters is which words are the names of a function's parameters, or of its
// receiver: in the brackets after func and after its name, those before a type.
func parameters(words []word) map[int]bool {
	names := map[int]bool{}
	depth := 0
	for i := 1; i < len(words) && words[i].token != token.LBRACE; i++ {
		switch words[i].token {
		case token.LPAREN:
			depth++
		case token.RPAREN:
			depth--
		case token.IDENT:
			if before := words[i-1].token; depth != 1 || before != token.LPAREN && before != token.COMMA {
				continue
			}
			j := i + 1 // a, b int
			for j+1 < len(words) && words[j].token == token.COMMA && words[j+1].token == token.IDENT {
				j += 2
			}
			if j < len(words) && words[j].token != token.COMMA && words[j].token != token.RPAREN && words[j].token != token.PERIOD {
				names[i] = true
			}
		}
	}
	return names
}

func tokens(source []byte) []word {
	files := token.NewFileSet()
	file := files.AddFile("", files.Base(), len(source))
	var s scanner.Scanner
	s.Init(file, source, func(token.Position, string) {}, 0)
	var words []word
	for {
		position, t, text := s.Scan()
		if t == token.EOF {
			return words
		}
		if t == token.SEMICOLON {
			text = ";"
		}
		words = append(words, word{t, text, file.Line(position)})
	}
}

// split cuts a file into its top-level declarations.
func split(words []word) []declaration {
	var out []declaration
	for _, part := range parts(words) {
		out = append(out, declare(part)...)
	}
	return out
}

// parts cuts words at the semicolons that stand in no brackets.
func parts(words []word) [][]word {
	var out [][]word
	depth, start := 0, 0
	for i, w := range words {
		switch w.token {
		case token.LPAREN, token.LBRACE, token.LBRACK:
			depth++
		case token.RPAREN, token.RBRACE, token.RBRACK:
			depth--
		case token.SEMICOLON:
			if depth == 0 {
				out = append(out, words[start:i])
				start = i + 1
			}
		}
	}
	if start < len(words) {
		out = append(out, words[start:])
	}
	return out
}

func declare(words []word) []declaration {
	if len(words) < 2 {
		return nil
	}
	switch words[0].token {
	case token.FUNC:
		return []declaration{{names: []string{funcName(words)}, words: words}}
	case token.VAR, token.CONST, token.TYPE:
		if words[1].token != token.LPAREN {
			return []declaration{{names: valueNames(words[1:]), words: words}}
		}
		// GoNB puts the variables of all cells into one group: each is for
		// itself. Constants with iota or implied values hang together.
		group := parts(words[2:max(2, len(words)-1)])
		together := words[0].token == token.CONST && slices.ContainsFunc(group, implied)
		if together {
			var names []string
			for _, part := range group {
				names = append(names, valueNames(part)...)
			}
			return []declaration{{names: names, words: words}}
		}
		var out []declaration
		for _, part := range group {
			out = append(out, declaration{names: valueNames(part), words: append([]word{words[0]}, part...)})
		}
		return out
	}
	return nil
}

// implied reports whether a constant's value depends on its place in a group.
func implied(part []word) bool {
	assigned := false
	for _, w := range part {
		assigned = assigned || w.token == token.ASSIGN
		if w.token == token.IDENT && w.text == "iota" {
			return true
		}
	}
	return len(part) > 0 && !assigned
}

// funcName is a function's name, for a method with a point before it.
func funcName(words []word) string {
	if words[1].token == token.IDENT {
		return words[1].text
	}
	depth := 0
	for i := 1; i < len(words); i++ {
		switch words[i].token {
		case token.LPAREN:
			depth++
		case token.RPAREN:
			depth--
		}
		if depth == 0 && i+1 < len(words) {
			return "." + words[i+1].text
		}
	}
	return ""
}

// valueNames is the names before the type or the value: a, b in "a, b int = …".
func valueNames(words []word) []string {
	var names []string
	for i := 0; i < len(words) && words[i].token == token.IDENT; i += 2 {
		names = append(names, words[i].text)
		if i+1 >= len(words) || words[i+1].token != token.COMMA {
			break
		}
	}
	return names
}

// literalAt is the function literals that start on a line of a declaration.
func literalAt(words []word, line int) []word {
	var out []word
	for i := 1; i < len(words); i++ {
		if words[i].token != token.FUNC || words[i].line != line {
			continue
		}
		depth, opened := 0, false
		for j := i; j < len(words); j++ {
			switch words[j].token {
			case token.LBRACE:
				depth++
				opened = true
			case token.RBRACE:
				depth--
			}
			if opened && depth == 0 {
				out = append(out, words[i:j+1]...)
				i = j
				break
			}
		}
	}
	return out
}

// captured is the lines of the enclosing function, before the literal, that
// name a variable the literal uses, or one that such a line uses.
func captured(words, literal []word) []word {
	wanted := map[string]bool{}
	for _, w := range literal {
		if w.token == token.IDENT {
			wanted[w.text] = true
		}
	}
	var lines [][]word
	for _, w := range words {
		if w.line >= literal[0].line {
			break
		}
		if n := len(lines); n == 0 || lines[n-1][0].line != w.line {
			lines = append(lines, nil)
		}
		lines[len(lines)-1] = append(lines[len(lines)-1], w)
	}
	var out []word
	for i := len(lines) - 1; i > 0; i-- { // line 0 is the function's head
		hit := false
		for j, w := range lines[i] {
			if w.token == token.IDENT && wanted[w.text] && (j == 0 || lines[i][j-1].token != token.PERIOD) {
				hit = true
			}
		}
		if !hit {
			continue
		}
		for _, w := range lines[i] {
			if w.token == token.IDENT {
				wanted[w.text] = true
			}
		}
		out = append(append([]word{}, lines[i]...), out...)
	}
	return out
}
