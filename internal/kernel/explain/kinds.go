package explain

import (
	"fmt"
	"go/scanner"
	gotoken "go/token"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
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

// Names of Python (and of other languages) and what stands for them in Go.
var foreign = map[string]string{
	"True": "true", "False": "false", "None": "nil", "null": "nil", "NULL": "nil",
	"elif": "else if", "print": "fmt.Println", "printf": "fmt.Printf", "Println": "fmt.Println", "Printf": "fmt.Printf",
	"float": "float64", "double": "float64", "str": "string", "boolean": "bool", "int16_t": "int16", "list": "[]float64", "dict": "map",
	"abs": "math.Abs", "sqrt": "math.Sqrt", "exp": "math.Exp", "log": "math.Log", "pow": "math.Pow", "pi": "math.Pi", "torch": "mlx", "nn": "mlx", "np": "math",
}

func (p *Program) name(m *message, a []string) found {
	name, code := a[0], p.code(m.row)
	// goimports finds no package for a member that it does not have: fmt.println.
	if s := regexp.MustCompile(`\b` + regexp.QuoteMeta(name) + `\.(\w+)`).FindStringSubmatch(code); s != nil && packages[name] != "" {
		switch near := nearest(s[1], p.offers(packages[name], "")); {
		case unicode.IsLower(rune(s[1][0])):
			if near == "" {
				near = strings.ToUpper(s[1][:1]) + s[1][1:]
			}
			return found{kind: "lower case", args: []string{name, s[1], near}}
		case near != "":
			return found{kind: "member near", args: []string{name, s[1], near}, mark: name + "." + s[1]}
		}
		return found{kind: "member", args: []string{name, s[1]}, mark: name + "." + s[1]}
	}
	if i := strings.IndexFunc(name, func(r rune) bool { return 0xFF01 <= r && r <= 0xFF5E }); i >= 0 {
		r, _ := utf8.DecodeRuneInString(name[i:])
		return found{kind: "full width", args: []string{string(r), string(r - 0xFEE0)}}
	}
	if in := foreign[name]; in != "" {
		return found{kind: "foreign name", args: []string{name, in}}
	}
	names := p.names(name)
	// What the line itself makes is not what was meant: p := P{}.
	if made, _, ok := strings.Cut(code, ":="); ok {
		names = slices.DeleteFunc(names, func(n string) bool {
			return slices.Contains(strings.FieldsFunc(made, func(r rune) bool { return r == ',' || unicode.IsSpace(r) }), n)
		})
	}
	if near := nearest(name, names); near != "" {
		return found{kind: "name near", args: []string{name, near}}
	}
	if regexp.MustCompile(`(^|[\s,])` + regexp.QuoteMeta(name) + `(\s*,\s*\w+)*\s*=[^=]`).MatchString(code) {
		return found{kind: "assign undeclared", args: []string{name}}
	}
	return found{kind: "name", args: []string{name}}
}

// packages are those that a cell need not import, by their names.
var packages = map[string]string{
	"fmt": "fmt", "math": "math", "strings": "strings", "strconv": "strconv", "os": "os", "time": "time", "sort": "sort", "slices": "slices",
	"maps": "maps", "errors": "errors", "log": "log", "rand": "math/rand/v2", "sync": "sync", "context": "context",
	"mlx": "golessons/mlx", "helpers": "golessons/helpers", "data": "golessons/helpers/data", "figure": "golessons/helpers/figure",
}

// names lists the names in the program, less the one.
func (p *Program) names(less string) []string {
	var names []string
	var s scanner.Scanner
	src := []byte(strings.Join(p.Code, "\n"))
	files := gotoken.NewFileSet()
	s.Init(files.AddFile("", -1, len(src)), src, func(gotoken.Position, string) {}, 0)
	seen := map[string]bool{less: true}
	previous := gotoken.ILLEGAL
	for {
		_, tok, text := s.Scan()
		if tok == gotoken.EOF {
			return names
		}
		if tok == gotoken.IDENT && previous != gotoken.PERIOD && !seen[text] {
			seen[text] = true
			names = append(names, text)
		}
		previous = tok
	}
}

// nearest is the one of names that is the most like name, or "".
func nearest(name string, names []string) string {
	best, limit := "", 2 // one letter
	switch n := utf8.RuneCountInString(name); {
	case n < 3:
		limit = 1 // none: capitals only
	case n > 4:
		limit = 3
	}
	for _, n := range names {
		d := distance([]rune(strings.ToLower(name)), []rune(strings.ToLower(n)))
		if d < limit {
			best, limit = n, d
		}
	}
	return best
}

// distance is how many letters are to be put in, left out, changed or swapped
// with the next one.
func distance(a, b []rune) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			other := 1
			if a[i-1] == b[j-1] {
				other = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+other)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}

// member: a package does not offer the name; it may offer one like it.
func (p *Program) member(m *message, a []string) found {
	if near := nearest(a[1], p.members(a[0], "")); near != "" {
		return found{kind: "member near", args: []string{a[0], a[1], near}}
	}
	return found{kind: "member", args: a}
}

func (p *Program) typeMember(m *message, a []string) found {
	pkg, name, ok := strings.Cut(strings.TrimLeft(a[1], "*"), ".")
	if ok {
		if near := nearest(a[2], p.members(pkg, name)); near != "" {
			return found{kind: "type member case", args: []string{a[0], a[1], a[2], near}}
		}
	}
	return found{kind: "type member", args: a}
}

func (p *Program) redeclared(m *message, a []string) found {
	if a[0] == "main" {
		return found{kind: "main twice"}
	}
	return found{kind: "redeclared", args: a}
}

var havePattern = regexp.MustCompile(`have \((.*)\)\s*want \((.*)\)`)

func haveWant(_ *Program, m *message, a []string) found {
	s := havePattern.FindStringSubmatch(m.details)
	if s == nil {
		return found{}
	}
	count := func(list string) string {
		if list == "" {
			return "0"
		}
		n, depth := 1, 0
		for _, r := range list {
			switch {
			case strings.ContainsRune("([{", r):
				depth++
			case strings.ContainsRune(")]}", r):
				depth--
			case r == ',' && depth == 0:
				n++
			}
		}
		return fmt.Sprint(n)
	}
	function := ""
	if len(a) > 0 {
		function = a[0]
	}
	return found{args: []string{function, count(s[1]), count(s[2]), s[2]}}
}

// kindOf is the type in Go's description of an operand: "variable of type int".
func kindOf(description string) string {
	if t, ok := strings.CutPrefix(description, "untyped "); ok {
		t, _, _ = strings.Cut(t, " constant")
		return typed(t)
	}
	if i := strings.LastIndex(description, "type "); i >= 0 {
		return description[i+len("type "):]
	}
	return description
}

// typed is the type that an untyped constant becomes by itself.
func typed(t string) string {
	t = strings.TrimPrefix(t, "untyped ")
	if t == "float" {
		return "float64"
	}
	return t
}

func numeric(t string) bool { return whole(t) || strings.HasPrefix(t, "float") }

func whole(t string) bool {
	return strings.HasPrefix(t, "int") && t != "interface" || strings.HasPrefix(t, "uint") || t == "byte" || t == "rune"
}

func use(_ *Program, m *message, a []string) found {
	value, is, want := a[0], kindOf(a[1]), a[2]
	args := []string{value, is, want}
	switch {
	case strings.Contains(a[5], "does not implement"):
		if s := regexp.MustCompile(`missing method (\w+)`).FindStringSubmatch(a[5]); s != nil {
			args = append(args, s[1])
			return found{kind: "not implemented", args: args}
		}
	case a[4] == "truncated":
		return found{kind: "truncated", args: args}
	case a[4] == "overflows":
		if strings.HasPrefix(value, "-") || strings.Contains(a[1], "constant -") {
			return found{kind: "underflow", args: []string{value, want}}
		}
		return found{kind: "overflow", args: []string{value, want}}
	case is == "string" && numeric(want):
		return found{kind: "text for number", args: args}
	case numeric(is) && want == "string":
		return found{kind: "number for text", args: args}
	case numeric(is) && strings.HasPrefix(want, "float"):
		return found{kind: "use convert", args: args}
	case strings.HasPrefix(is, "float") && whole(want):
		return found{kind: "float for int", args: args}
	case numeric(is) && numeric(want):
		return found{kind: "use convert", args: args}
	case strings.HasPrefix(is, "func(") && !strings.HasPrefix(want, "func("):
		return found{kind: "function as value", args: args}
	case is == "[]"+want:
		return found{kind: "slice for one", args: args}
	case want == "[]"+is:
		return found{kind: "one for slice", args: args}
	}
	return found{kind: "wrong type", args: args}
}

func mismatched(_ *Program, m *message, a []string) found {
	x, y := typed(a[1]), typed(a[2])
	args := []string{a[0], x, y}
	switch {
	case strings.HasPrefix(x, "func(") || strings.HasPrefix(y, "func("):
		return found{kind: "function in expression", args: args}
	case (x == "string") != (y == "string") && (numeric(x) || numeric(y)) && strings.Contains(a[0], " + "):
		return found{kind: "mixed text", args: args}
	case numeric(x) && numeric(y):
		// The operands, if they are names or numbers.
		s := regexp.MustCompile(`^([\w.]+) \S+ ([\w.]+)$`).FindStringSubmatch(a[0])
		if whole(x) && !whole(y) && s != nil {
			return found{kind: "mixed numbers", args: append(args, y+"("+s[1]+")")}
		}
		if whole(y) && !whole(x) && s != nil {
			return found{kind: "mixed numbers", args: append(args, x+"("+s[2]+")")}
		}
		return found{kind: "mixed numbers", args: append(args, "float64(…)")}
	}
	return found{kind: "mismatched", args: args}
}

func operator(_ *Program, m *message, a []string) found {
	if a[0] == "^" && strings.HasPrefix(a[2], "float") {
		return found{kind: "power"}
	}
	return found{kind: "operator", args: []string{a[0], a[1], typed(a[2])}}
}

// notDeclaration: outside of functions stand declarations only.
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
		// The function has ended before: a brace too many.
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

// isMain reports whether the line begins what is to be run.
func isMain(line string) bool {
	line = strings.TrimPrefix(line, "//gonb:")
	return line == "%%" || strings.HasPrefix(line, "%% ") || strings.HasPrefix(line, "%%\t") || strings.HasPrefix(line, "%main")
}

// A bracket in a cell.
type bracket struct {
	line, indent int
	text         string
}

// brackets calls open and shut for the brackets in the lines that are Go's.
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

// surplus is the line of the first closing brace that closes nothing, or 0.
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

// unclosed is the bracket that is most likely the one without its closing one:
// one whose closing bracket has another indentation, or the last that is left.
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

func (p *Program) braceMissing(m *message, _ []string) found {
	f := found{kind: "brace missing"}
	if n := unclosed(p.Cells[p.Cell], "{", "}"); n > 0 {
		f.at, f.mark = Line{p.Cell, n}, "{"
	} else if n := unclosed(p.Cells[p.Cell], "(", ")"); n > 0 {
		f.kind, f.args, f.at, f.mark = "bracket missing", []string{")"}, Line{p.Cell, n}, "("
	}
	return f
}

// bracketMissing: a line ends inside a bracket. That may be a comma which is
// missing in a list over several lines.
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

// commaMissing: two things stand in a call without a comma between them.
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

// listComma: a line of a list does not end with a comma, or what was taken for a
// list is a block after a word that Go does not have.
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

// Words that stand before a block in other languages.
var blockWord = regexp.MustCompile(`^(try|do|loop|repeat|until|unless|with|finally|except|catch|begin)\s*\{$`)

// character: one that Go does not know.
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
	case strings.ContainsRune("、。「」", r):
		return found{kind: "full width", args: []string{string(r), string([]rune(`,.""`)[strings.IndexRune("、。「」", r)/3])}}
	case !unicode.IsPrint(r):
		return found{kind: "invisible", args: []string{a[0]}}
	}
	return found{kind: "character", args: []string{string(r)}}
}

// unexpected: something stands where it cannot.
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
