package explain

import (
	"regexp"
	"strings"
)

// typeRules know the messages on types: a value of one stands where another is
// needed.
var typeRules = []rule{
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
}

// kindOf returns the type in Go's description of an operand: "variable of type int".
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

// typed returns the type that an untyped constant becomes by itself.
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

// use says why a value cannot be used as one of another type.
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

// mismatched says why two operands do not go together.
func mismatched(_ *Program, m *message, a []string) found {
	x, y := typed(a[1]), typed(a[2])
	args := []string{a[0], x, y}
	switch {
	case strings.HasPrefix(x, "func(") || strings.HasPrefix(y, "func("):
		return found{kind: "function in expression", args: args}
	case (x == "string") != (y == "string") && (numeric(x) || numeric(y)) && strings.Contains(a[0], " + "):
		return found{kind: "mixed text", args: args}
	case numeric(x) && numeric(y):
		// These are the operands, if they are names or numbers.
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

// operator handles an operator that its operand's type does not have.
func operator(_ *Program, m *message, a []string) found {
	if a[0] == "^" && strings.HasPrefix(a[2], "float") {
		return found{kind: "power"}
	}
	return found{kind: "operator", args: []string{a[0], a[1], typed(a[2])}}
}
