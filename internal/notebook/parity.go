package notebook

import (
	"fmt"
	"go/scanner"
	"go/token"
	"slices"
	"strings"
	"unicode"
)

// SameLesson returns an error that names the first cell in which two languages of
// a lesson differ by more than their language. Their cells must have the same
// ids, types and tags in the same order, and be folded in both or in neither.
// Their code must be the same, apart from comments and from strings of which one
// is in Japanese and one is not.
func SameLesson(a, b *Notebook) error {
	for i := range max(len(a.Cells), len(b.Cells)) {
		if i >= len(a.Cells) || i >= len(b.Cells) {
			return fmt.Errorf("%d cells and %d cells", len(a.Cells), len(b.Cells))
		}
		x, y := a.Cells[i], b.Cells[i]
		switch {
		case x.ID != y.ID:
			return fmt.Errorf("cell %d: ids %q and %q", i+1, x.ID, y.ID)
		case x.Type != y.Type:
			return fmt.Errorf("cell %d: types %s and %s", i+1, x.Type, y.Type)
		case !slices.Equal(x.Tags(), y.Tags()):
			return fmt.Errorf("cell %d: tags %q and %q", i+1, x.Tags(), y.Tags())
		case x.Folded() != y.Folded():
			return fmt.Errorf("cell %d: folded in one language only", i+1)
		}
		if x.Type != "code" {
			continue
		}
		if err := sameCode(x.Source, y.Source); err != nil {
			return fmt.Errorf("cell %d: %w", i+1, err)
		}
	}
	return nil
}

func sameCode(a, b string) error {
	x, y := tokens(a), tokens(b)
	for i := range max(len(x), len(y)) {
		if i >= len(x) || i >= len(y) {
			return fmt.Errorf("the code of one language is longer, from token %d on", i+1)
		}
		if x[i] == y[i] {
			continue
		}
		if isString(x[i]) && isString(y[i]) && (hasJapanese(x[i]) != hasJapanese(y[i])) {
			continue // translated
		}
		return fmt.Errorf("the code differs: %s and %s", x[i], y[i])
	}
	return nil
}

// tokens splits a cell into Go's tokens; lines for GoNB are left whole.
func tokens(source string) []string {
	var list []string
	var code strings.Builder
	flush := func() {
		var s scanner.Scanner
		src := []byte(code.String())
		set := token.NewFileSet()
		s.Init(set.AddFile("", set.Base(), len(src)), src, func(token.Position, string) {}, 0)
		for {
			_, tok, lit := s.Scan()
			if tok == token.EOF {
				break
			}
			if lit == "" || tok == token.SEMICOLON {
				lit = tok.String()
			}
			list = append(list, lit)
		}
		code.Reset()
	}
	for line := range strings.Lines(source) {
		if strings.HasPrefix(line, "%") || strings.HasPrefix(line, "!") {
			flush()
			list = append(list, strings.TrimSpace(line))
			continue
		}
		code.WriteString(line)
	}
	flush()
	return list
}

func isString(lit string) bool { return strings.HasPrefix(lit, `"`) || strings.HasPrefix(lit, "`") }

func hasJapanese(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Han)
	})
}
