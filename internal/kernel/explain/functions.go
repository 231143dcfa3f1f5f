package explain

import (
	"fmt"
	"regexp"
	"strings"
)

// functionRules know the messages on functions: their arguments, their results,
// and what can be called.
var functionRules = []rule{
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
}

var havePattern = regexp.MustCompile(`have \((.*)\)\s*want \((.*)\)`)

// haveWant counts the arguments or results that there are, and those that are
// needed.
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
