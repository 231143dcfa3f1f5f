package explain

import (
	"fmt"
	"regexp"
	"strings"
)

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
