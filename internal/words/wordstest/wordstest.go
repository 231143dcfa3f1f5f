// Package wordstest has a language for tests whose texts are all in marks.
// Where it is spoken, text without marks was never looked up.
package wordstest

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"

	"golessons/internal/words"
)

// Marked returns the language xx, which says what English says, in the marks ⟦
// and ⟧.
func Marked() *words.Language {
	l := *words.In("en") // has the sentences of all languages
	mark(reflect.ValueOf(&l).Elem())
	l.Tag, l.Locale = "xx", "xx_XX"
	l.Count = func(n int, noun string) string { return Mark(fmt.Sprintf("%d %s", n, noun)) }
	return &l
}

func mark(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			mark(v.Field(i))
		}
	case reflect.String:
		v.SetString(Mark(v.String()))
	case reflect.Map:
		for _, key := range v.MapKeys() {
			v.SetMapIndex(key, reflect.ValueOf(Mark(v.MapIndex(key).String())))
		}
	}
}

// Mark puts marks around a text, but for the ends of lines around it.
func Mark(text string) string {
	inner := strings.Trim(text, "\r\n")
	if inner == "" {
		return text
	}
	i := strings.Index(text, inner)
	return text[:i] + "⟦" + inner + "⟧" + text[i+len(inner):]
}

var innermost = regexp.MustCompile(`⟦[^⟦⟧]*⟧`)

// Unmarked returns text without everything in marks, which may be nested.
func Unmarked(text string) string {
	for {
		less := innermost.ReplaceAllString(text, "")
		if less == text {
			return text
		}
		text = less
	}
}
