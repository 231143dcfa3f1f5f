package explain

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

// grammarRules know the messages on text that cannot be read as Go, because it
// is Python, say, or a bracket is missing.
var grammarRules = []rule{
	{`^expected declaration, found (.+)$`, "", (*Program).notDeclaration},
	{`^expected '}', found 'EOF'$`, "brace missing", (*Program).braceMissing},
	{`^expected '(.)', found 'EOF'$`, "bracket missing", (*Program).bracketMissing},
	{`^missing ',' before newline in (?:argument list|parameter list)$`, "bracket missing", (*Program).bracketMissing},
	{`^missing ',' before newline in composite literal$`, "", (*Program).listComma},
	{`^missing ',' in (?:argument|parameter) list$`, "", (*Program).commaMissing},
	{`^missing ',' in composite literal$`, "comma missing", nil},
	{`^unexpected newline, expecting \{ after (\w+) clause$`, "brace at end", nil},
	{`^unexpected semicolon or newline before \{$`, "brace on next line", nil},
	{`^expected statement, found 'else'$`, "else on next line", nil},
	{`^expected statement, found 'import'$`, "import inside", nil},
	{`^expected statement, found '(\W)'$`, "bracket surplus", nil},
	{`^expected '\(', found (\w+)$`, "function inside", func(p *Program, m *message, a []string) found {
		if at := p.origin(m.row); a[0] == "main" && at != (Line{}) && isMain(p.Cells[at.Cell][at.Number-1]) {
			return found{kind: "main line twice"}
		}
		if strings.HasPrefix(strings.TrimSpace(p.code(m.row)), "func "+a[0]) {
			return found{kind: "function inside", args: a}
		}
		return found{kind: "unexpected", args: a}
	}},
	{`^string literal not terminated$`, "quote missing", nil},
	{`^raw string literal not terminated$`, "backtick missing", nil},
	{`^comment not terminated$`, "comment open", nil},
	{`^(?:missing import path|import path must be a string).*$`, "python import", nil},
	{`^(?:newline in string|string not terminated)$`, "quote missing", nil},
	{`^(?:illegal rune literal|more than one character in rune literal|rune literal not terminated|empty rune literal.*)$`, "single quotes", nil},
	{`^curly quotation mark .*$`, "curly quotes", nil},
	{`^(?:illegal|invalid) character (U\+\w+)(?: '(.)')?.*$`, "", (*Program).character},
	{`^expected ';', found (.+)$`, "", (*Program).unexpected},
	{`^expected '\{', found in$`, "python for", nil},
	{`^unexpected comma; expecting \]$`, "python list", nil},
	{`^expected type, found ([^:]+)$`, "not a type", func(p *Program, m *message, a []string) found {
		if strings.HasSuffix(strings.TrimSpace(p.code(m.row)), ":") {
			return found{kind: "python colon"}
		}
		if a[0] == "newline" || a[0] == "'EOF'" {
			return found{kind: "unfinished"}
		}
		return found{kind: "not a type", args: []string{strings.Trim(a[0], "'")}}
	}},
	{`^expected (?:operand|type|expression), found (.+)$`, "", (*Program).unexpected},
	{`^expected .*, found (?:newline|'\\n')$`, "unfinished", nil},
	{`^expected .*, found (.+)$`, "", (*Program).unexpected},
}

// notDeclaration handles code outside of all functions that declares nothing.
func (p *Program) notDeclaration(m *message, a []string) found {
	at := p.origin(m.row)
	lines := p.Cells[p.Cell]
	main := 0 // the line %%
	for i, line := range lines {
		if isMain(line) {
			main = i + 1
			break
		}
	}
	word := strings.Trim(a[0], "'")
	switch {
	case word == "}" || main > 0 && (at == (Line{}) || at.Cell == p.Cell && at.Number > main):
		// The function has ended earlier, by a brace too many.
		f := found{kind: "brace surplus"}
		if n := surplus(lines); n > 0 {
			f.at, f.mark = Line{p.Cell, n}, "}"
		}
		return f
	case word == "def" || word == "class" || word == "fn" || word == "function":
		return found{kind: "python def", args: []string{word}}
	case word == "from":
		return found{kind: "python import"}
	case main > 0:
		return found{kind: "above main", args: []string{fmt.Sprint(main)}}
	case word == "import":
		return found{kind: "import late"}
	}
	return found{kind: "main missing"}
}

// isMain reports whether the line begins the part of the cell that is run.
func isMain(line string) bool {
	line = strings.TrimPrefix(line, "//gonb:")
	return line == "%%" || strings.HasPrefix(line, "%% ") || strings.HasPrefix(line, "%%\t") || strings.HasPrefix(line, "%main")
}

// braceMissing looks for the brace, or bracket, that is never closed.
func (p *Program) braceMissing(m *message, _ []string) found {
	f := found{kind: "brace missing"}
	if n := unclosed(p.Cells[p.Cell], "{", "}"); n > 0 {
		f.at, f.mark = Line{p.Cell, n}, "{"
	} else if n := unclosed(p.Cells[p.Cell], "(", ")"); n > 0 {
		f.kind, f.args, f.at, f.mark = "bracket missing", []string{")"}, Line{p.Cell, n}, "("
	}
	return f
}

// bracketMissing handles a line that ends inside a bracket. What is missing may
// also be a comma, in a list over several lines.
func (p *Program) bracketMissing(m *message, _ []string) found {
	at := p.origin(m.row)
	for _, pair := range []string{"()", "[]"} {
		open, shut := pair[:1], pair[1:]
		n := unclosed(p.Cells[p.Cell], open, shut)
		if n == 0 {
			continue
		}
		f := found{kind: "bracket missing", args: []string{shut}, at: Line{p.Cell, n}, mark: open}
		if at.Cell == p.Cell && at.Number == n {
			f.at, f.mark = Line{}, "" // at the end of the line, as Go says
		}
		return f
	}
	return found{kind: "comma missing at end"}
}

// commaMissing handles two things in a call without a comma between them.
func (p *Program) commaMissing(m *message, _ []string) found {
	if strings.ContainsAny(p.code(m.row), "，、") {
		return found{kind: "full width", args: []string{"，", ","}}
	}
	switch at := strings.TrimSpace(p.code(m.row)[min(max(m.column-1, 0), len(p.code(m.row))):]); {
	case strings.Contains(m.text, "parameter") && strings.HasPrefix(at, ":"):
		return found{kind: "colon before type"}
	case strings.HasPrefix(at, `"`) && regexp.MustCompile(`\bf"`).MatchString(p.code(m.row)):
		return found{kind: "python text"}
	}
	return found{kind: "comma missing"}
}

// listComma handles a line of a list that does not end with a comma; the list
// may really be a block after a word that Go does not have.
func (p *Program) listComma(m *message, _ []string) found {
	at := p.origin(m.row)
	for n := at.Number - 1; n > 0; n-- {
		line := strings.TrimSpace(p.Cells[at.Cell][n-1])
		if s := blockWord.FindStringSubmatch(line); s != nil {
			return found{kind: "no block word", args: s[1:], at: Line{at.Cell, n}, mark: s[1]}
		}
		if strings.ContainsAny(line, "{}") {
			break
		}
	}
	return found{kind: "comma missing at end"}
}

// blockWord matches words that other languages have before a block.
var blockWord = regexp.MustCompile(`^(try|do|loop|repeat|until|unless|with|finally|except|catch|begin)\s*\{$`)

// character handles a character that Go does not know.
func (p *Program) character(m *message, a []string) found {
	var r rune
	fmt.Sscanf(a[0], "U+%X", &r)
	switch {
	case r == 0x3000:
		return found{kind: "full width space"}
	case r == '#':
		return found{kind: "python comment"}
	case r == '?':
		return found{kind: "ternary"}
	case r == '\\':
		return found{kind: "backslash"}
	case r == '“' || r == '”' || r == '‘' || r == '’':
		return found{kind: "curly quotes"}
	case 0xFF01 <= r && r <= 0xFF5E:
		return found{kind: "full width", args: []string{string(r), string(r - 0xFEE0)}}
	case strings.ContainsRune("×÷−≤≥≠", r):
		signs := map[rune]string{'×': "*", '÷': "/", '−': "-", '≤': "<=", '≥': ">=", '≠': "!="}
		return found{kind: "foreign name", args: []string{string(r), signs[r]}}
	case strings.ContainsRune("、。「」", r):
		return found{kind: "full width", args: []string{string(r), string([]rune(`,.""`)[strings.IndexRune("、。「」", r)/3])}}
	case !unicode.IsPrint(r):
		return found{kind: "invisible", args: []string{a[0]}}
	}
	return found{kind: "character", args: []string{string(r)}}
}

// unexpected handles something that stands where it cannot.
func (p *Program) unexpected(m *message, a []string) found {
	line := strings.TrimSpace(p.code(m.row))
	word := strings.Trim(a[0], "'")
	first := strings.TrimRight(firstWord(line), "(:")
	switch {
	case first == "while":
		return found{kind: "python while", mark: "while"}
	case first == "elif" || word == "elif":
		return found{kind: "foreign name", args: []string{"elif", "else if"}}
	case first == "for" && strings.HasSuffix(line, ":"):
		return found{kind: "python for"}
	case (first == "if" || first == "else" || first == "def") && strings.HasSuffix(line, ":"):
		return found{kind: "python colon"}
	case word == "and" || word == "or" || word == "not" || first == "if" && strings.Contains(line, " not "):
		return found{kind: "python and"}
	case first == "for" && (word == "++" || word == "--" || word == ","):
		return found{kind: "for commas"}
	case word == "++" || word == "--":
		return found{kind: "increment", args: []string{word}}
	case first == "let" || first == "const" && word != "const" || first == "double" || first == "float" || first == "int" || first == "string":
		return found{kind: "declare", args: []string{first}}
	case word == "EOF" || word == "newline" || word == "\\n" || p.origin(m.row) == (Line{}):
		return found{kind: "unfinished"}
	case strings.HasSuffix(line, "= "+word) || strings.Contains(line, "= ["):
		return found{kind: "python list"}
	}
	return found{kind: "unexpected", args: []string{word}}
}
