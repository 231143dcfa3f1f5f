package explain

import (
	"regexp"
	"strings"
)

// A found mistake: the sentence for it and what that sentence names.
type found struct {
	kind string
	args []string
	at   Line   // the line to blame, if not the one of Go's message
	mark string // what to mark in it, if not what Go's message points at
}

// A rule knows a message of the compiler or the parser. Its function, where
// there is one, looks closer at what the expression has found.
type rule struct {
	pattern string
	kind    string
	closer  func(p *Program, m *message, args []string) found
}

// rules are tried in order. The wordings are those of Go 1.26.
var rules = compile([]rule{
	// Names.
	{`^undefined: (\w+)\.(\w+) \(but have (\w+)\)$`, "member case", nil},
	{`^undefined: (\w+)\.(\w+)$`, "", (*Program).member},
	{`^undefined: (\S+)$`, "", (*Program).name},
	{`^declared and not used: (\S+)$`, "unused variable", func(_ *Program, _ *message, a []string) found {
		if a[0] == "string" || a[0] == "bool" || numeric(a[0]) { // var int x
			return found{kind: "declare", args: a}
		}
		return found{}
	}},
	{`^"(.+)" imported(?: as \S+)? and not used$`, "unused import", func(p *Program, m *message, a []string) found {
		if at := p.origin(m.row); at.Cell != p.Cell && strings.Contains(p.code(m.row), ". \"") {
			return found{kind: "unused dot import"}
		}
		return found{}
	}},
	{`^(.+) undefined \(type (.+) has no field or method (\w+), but does have (?:field|method) (\w+)\)$`, "type member case", nil},
	{`^(.+) undefined \(type (.+) has no field or method (\w+)\)$`, "", (*Program).typeMember},
	{`^unknown field (\w+) in struct literal of type (\S+?)(?:, but does have (\w+))?$`, "unknown field", nil},
	{`^(\S+) redeclared in this block$`, "redeclared", (*Program).redeclared},
	{`^no new variables on left side of :=$`, "no new variables", nil},
	{`^cannot assign to (\S+) \((?:neither addressable nor a map index expression|constant .*)\)$`, "assign constant", nil},
	{`^(\S+) is not a type$`, "not a type", nil},
	{`^(\S+) \(type\) is not an expression$`, "type as value", nil},
	{`^use of package (\S+) without selector$`, "package as value", nil},

	// Functions.
	{`^missing return$`, "missing return", nil},
	{`^not enough return values$`, "return too few", haveWant},
	{`^too many return values$`, "return too many", haveWant},
	{`^not enough arguments in call to (\S+)$`, "arguments too few", haveWant},
	{`^too many arguments in call to (\S+)$`, "arguments too many", haveWant},
	{`^assignment mismatch: (\d+) variables? but (\S+) returns (\d+) values?$`, "assign returns", nil},
	{`^assignment mismatch: (\d+) variables? but (\d+) values?$`, "assign count", nil},
	{`^invalid operation: cannot call (?:non-function )?(.+?) \(.*\)(?:: .*)?$`, "not a function", func(_ *Program, m *message, a []string) found {
		if strings.Contains(m.text, "mlx.Module") {
			return found{kind: "module called", args: a}
		}
		return found{}
	}},
	{`^(.+) \(no value\) used as value$`, "no value", nil},
	{`^append\(.*\) \(value of type .*\) is not used$`, "append unused", nil},
	{`^(.+?) \(.*\) is not used$`, "value unused", nil},
	{`^(?:break|continue) is not in a loop.*$`, "break outside", func(p *Program, m *message, _ []string) found {
		return found{kind: "break outside", args: []string{firstWord(m.text)}}
	}},

	// Types.
	{`^cannot use nil as (.+) value in .*$`, "nil", nil},
	{`^use of untyped nil in .*$`, "untyped nil", nil},
	{`^(.+) \(untyped float constant\) truncated to (int)$`, "truncated", func(_ *Program, _ *message, a []string) found {
		return found{args: []string{a[0], "float64", a[1]}}
	}},
	{`^cannot use (.+?) \((.+)\) as (.+?) value in (.+?)(?: \((truncated|overflows)\)|: (.*))?$`, "", use},
	{`^(?:constant|cannot use) (.+?) (?:\(.*\) )?(?:overflows|truncated to) (\S+).*$`, "overflow", func(_ *Program, _ *message, a []string) found {
		if strings.HasPrefix(a[0], "-") {
			return found{kind: "underflow", args: a}
		}
		return found{}
	}},
	{`^invalid operation: (.+) \(mismatched types (.+) and (.+)\)$`, "", mismatched},
	{`^invalid operation: operator (\S+) not defined on (.+?) \(.*?(?:type |untyped )(.+?)(?: constant.*)?\)$`, "", operator},
	{`^invalid operation: cannot indirect .*$`, "", func(p *Program, m *message, _ []string) found {
		if strings.Contains(p.code(m.row), "**") {
			return found{kind: "power"}
		}
		return found{kind: "unknown", args: []string{m.text}}
	}},
	{`^cannot convert (.+) \(.*\) to type (\S+).*$`, "convert", func(_ *Program, _ *message, a []string) found {
		if strings.HasPrefix(a[0], `"`) && numeric(a[1]) {
			return found{kind: "convert text", args: a}
		}
		return found{kind: "convert", args: a}
	}},
	{`^non-boolean condition in (\w+) statement$`, "condition", nil},
	{`^expected boolean or range expression, found assignment.*$`, "python for", nil},
	{`^expected (?:boolean|for loop condition|switch) ?expression, found assignment.*$`, "condition assigns", nil},
	{`^cannot use .* as value$`, "condition assigns", nil},
	{`^invalid argument: index (.+) \((?:variable|constant .*|value) of type (.+)\) must be integer$`, "index type", nil},
	{`^invalid argument: index (.+) \(.*untyped float constant.*\) .*$`, "index type", func(_ *Program, _ *message, a []string) found {
		return found{kind: "index type", args: []string{a[0], "float64"}}
	}},
	{`^invalid argument: index (\S+) out of bounds \[0:(\d+)\]$`, "index constant", nil},
	{`^invalid argument: index (\S+) \(constant of type int\) must not be negative$`, "index negative", nil},
	{`^invalid operation: division by zero$`, "divide constant", nil},
	{`^invalid operation: .* \((slice|map|func) can only be compared to nil\)$`, "compare", nil},
	{`^range over (.+) \(.*\) permits only one iteration variable$`, "range one", nil},
	{`^cannot range over (.+) \(.*?type (\S+).*$`, "range over", nil},
	{`^invalid recursive type.*$`, "recursive type", nil},
	{`^initialization cycle.*$`, "cycle", nil},

	{`^in call to (\w+), cannot infer (\w+).*$`, "cannot infer", nil},
	{`^in call to (\S+), .*cannot infer.*$`, "argument type", nil},
	{`^in call to (\S+), type .*$`, "argument type", nil},

	// Packages.
	{`^.*package golessons/(\S+) is not in std.*$`, "no course package", imported("no course package", "golessons/")},
	{`^.*package (\S+) is not in std.*$`, "no standard package", imported("no standard package", "")},
	{`^.*cannot find module providing package ([^\s:;]+).*$`, "missing module", imported("missing module", "")},
	{`^.*no required module provides package ([^\s:;]+).*$`, "missing module", imported("missing module", "")},
	{`^.*module ([^\s:;@]+)(?:@\S+)?:? .*lookup disabled by GOPROXY=off.*$`, "missing module", imported("missing module", "")},
	{`^.*import cycle not allowed.*$`, "import cycle", nil},

	// Grammar.
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
})

// imported finds the import in the cell.
func imported(kind, prefix string) func(*Program, *message, []string) found {
	return func(p *Program, _ *message, a []string) found {
		f := found{kind: kind, args: a}
		path := `"` + prefix + a[0] + `"`
		for i, line := range p.Cells[p.Cell] {
			if strings.Contains(line, path) {
				f.at, f.mark = Line{p.Cell, i + 1}, path
				break
			}
		}
		return f
	}
}

type compiled struct {
	rule
	re *regexp.Regexp
}

func compile(rules []rule) []compiled {
	all := make([]compiled, len(rules))
	for i, r := range rules {
		all[i] = compiled{r, regexp.MustCompile("(?s)" + r.pattern)}
	}
	return all
}

// find finds the sentence for a message.
func (p *Program) find(m *message) found {
	text := m.text
	if m.row < 0 {
		text = m.all()
	}
	for _, r := range rules {
		args := r.re.FindStringSubmatch(text)
		if args == nil {
			continue
		}
		if r.closer != nil {
			f := r.closer(p, m, args[1:])
			if f.kind == "" {
				f.kind = r.kind
			}
			if f.args == nil {
				f.args = args[1:]
			}
			return f
		}
		return found{kind: r.kind, args: args[1:]}
	}
	return found{kind: "unknown", args: []string{m.text}}
}
