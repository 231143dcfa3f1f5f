package explain

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golessons/internal/words"
)

// spoken puts sentences together from the words that a language has for cells.
type spoken struct{ words.Kernel }

func wordsOf(language string) *spoken { return &spoken{words.In(language).Kernel} }

func (w *spoken) sentence(kind string, args ...string) string {
	format, ok := w.Mistakes[kind]
	if !ok {
		format = w.Mistakes["unknown"]
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

// heading returns a place as the beginning of a line.
func (w *spoken) heading(where string) string {
	r, n := utf8.DecodeRuneInString(where)
	return string(unicode.ToUpper(r)) + where[n:] + w.Colon
}

func (w *spoken) where(p *Program, at Line) string {
	if at.Cell == p.Cell {
		return fmt.Sprintf(w.Line, at.Number)
	}
	return fmt.Sprintf(w.CellLine, at.Cell, at.Number)
}
