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
