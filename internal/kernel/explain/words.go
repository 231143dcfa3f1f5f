package explain

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// words are what a language says. A language is added by a file beside
// english.go and a line in languages.
type words struct {
	line      string            // where, in the cell that was run: a number
	cellLine  string            // where, in another cell: its number and the line's
	colon     string            // what stands behind a place
	calledAt  string            // how a program came to a line: the places
	and       string            // between two places
	verdicts  map[string]string // what has become of the cell
	folded    map[string]string // what to unfold what Go said by
	sentences map[string]string // by the kind of mistake; with %[1]s and so on
}

var languages = map[string]*words{"en": &english, "ja": &japanese}

func wordsOf(language string) *words {
	if w := languages[language]; w != nil {
		return w
	}
	return &english
}

func (w *words) sentence(kind string, args ...string) string {
	format, ok := w.sentences[kind]
	if !ok {
		format = w.sentences["unknown"]
	}
	if !strings.Contains(format, "%[") {
		return strings.ReplaceAll(format, "%%", "%")
	}
	all := make([]any, len(args))
	for i, a := range args {
		all[i] = a
	}
	return fmt.Sprintf(format, all...)
}

// heading is a place as the beginning of a line.
func (w *words) heading(where string) string {
	r, n := utf8.DecodeRuneInString(where)
	return string(unicode.ToUpper(r)) + where[n:] + w.colon
}

func (w *words) where(p *Program, at Line) string {
	if at.Cell == p.Cell {
		return fmt.Sprintf(w.line, at.Number)
	}
	return fmt.Sprintf(w.cellLine, at.Cell, at.Number)
}
