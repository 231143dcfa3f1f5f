package explain

import (
	"go/scanner"
	gotoken "go/token"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// nameRules know the messages on names: one is missing, misspelt, unused, or
// names the wrong kind of thing.
var nameRules = []rule{
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
}

// foreign maps names of Python, and of other languages, to Go's.
var foreign = map[string]string{
	"True": "true", "False": "false", "None": "nil", "null": "nil", "NULL": "nil",
	"elif": "else if", "print": "fmt.Println", "printf": "fmt.Printf", "Println": "fmt.Println", "Printf": "fmt.Printf",
	"float": "float64", "double": "float64", "str": "string", "boolean": "bool", "int16_t": "int16", "list": "[]float64", "dict": "map",
	"abs": "math.Abs", "sqrt": "math.Sqrt", "exp": "math.Exp", "log": "math.Log", "pow": "math.Pow", "pi": "math.Pi", "torch": "mlx", "nn": "mlx", "np": "math",
}

// name looks for what an undefined name was meant to be: a member of a package, a
// name of another language, or one in the program that is spelt almost like it.
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
	// A name that the line itself declares was not meant: p := P{}.
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

// packages maps the names of packages that are imported by themselves to their
// paths.
var packages = map[string]string{
	"fmt": "fmt", "math": "math", "strings": "strings", "strconv": "strconv", "os": "os", "time": "time", "sort": "sort", "slices": "slices",
	"maps": "maps", "errors": "errors", "log": "log", "rand": "math/rand/v2", "sync": "sync", "context": "context",
	"mlx": "golessons/mlx", "helpers": "golessons/helpers", "data": "golessons/helpers/data", "figure": "golessons/helpers/figure",
	"exercises": "golessons/helpers/exercises", "predict": "golessons/helpers/predict", "survival": "golessons/helpers/survival",
	"experiments": "golessons/helpers/experiments", "line": "golessons/helpers/experiments/line", "patients": "golessons/helpers/experiments/patients",
	"layers": "golessons/helpers/experiments/layers", "show": "golessons/helpers/experiments/layers/show",
}

// names returns the names in the program, except for one, and those that were
// declared and left out: a misspelt name reaches nothing.
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
			return append(names, p.Unreached...)
		}
		if tok == gotoken.IDENT && previous != gotoken.PERIOD && !seen[text] {
			seen[text] = true
			names = append(names, text)
		}
		previous = tok
	}
}

// nearest returns the one of names that is most like name, or "" if none is.
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

// distance returns how many letters have to be inserted, left out, changed, or
// swapped with the next one, to turn a into b.
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

// member handles a name that its package does not have; it may have one like it.
func (p *Program) member(m *message, a []string) found {
	if near := nearest(a[1], p.members(a[0], "")); near != "" {
		return found{kind: "member near", args: []string{a[0], a[1], near}}
	}
	return found{kind: "member", args: a}
}

// typeMember does the same for a field or method of a type.
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
