package explain

import (
	"regexp"
	"slices"
)

// found is the kind of a mistake, under which each language has a sentence.
type found struct {
	kind string
	args []string // for the sentence
	at   Line     // the line to blame, if not the one of Go's message
	mark string   // what to mark in it, if not what Go's message points at
}

// A rule knows a message of the compiler or the parser by a regular expression.
// If a message may be of several kinds, closer finds out which.
type rule struct {
	pattern string
	kind    string
	closer  func(p *Program, m *message, args []string) found
}

// rules are tried in order; each section stands in the file of its name. The
// wordings are those of Go 1.26.
var rules = compile(nameRules, functionRules, typeRules, packageRules, grammarRules)

type compiled struct {
	rule
	re *regexp.Regexp
}

func compile(sections ...[]rule) []compiled {
	var all []compiled
	for _, r := range slices.Concat(sections...) {
		all = append(all, compiled{r, regexp.MustCompile("(?s)" + r.pattern)})
	}
	return all
}

// find returns the kind of a message.
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
