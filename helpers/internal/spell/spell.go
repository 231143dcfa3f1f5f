// Package spell writes a learner's value for a sentence, whatever it is: a value
// may contain itself, be huge, or have a String method that panics.
package spell

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golessons/helpers/internal/number"
	"golessons/internal/words"
)

// These limit how much of a value is written.
const (
	elements = 12   // of a slice, a map or a struct
	longest  = 400  // letters
	deepest  = 1000 // pointers, maps and slices inside each other
)

// Value returns v as Go writes it, except that numbers are short and that pointers
// are written as what they point to. "…" stands for what is left out.
func Value(v reflect.Value) string { return write(v, number.Short) }

// Exactly is like [Value], but writes numbers with all digits.
func Exactly(v reflect.Value) string {
	return write(v, func(f float64) string {
		return number.TrueMinus(strconv.FormatFloat(f, 'g', -1, 64))
	})
}

// Text returns the value as fmt.Sprint writes it, cut if it is too long. For a value
// that contains itself, on which fmt.Sprint would not end, it is [Value].
func Text(value any) string {
	v := reflect.ValueOf(value)
	if own, ok := ownText(v); ok {
		return cut(own)
	}
	if Endless(v, deepest, nil) {
		return Value(v)
	}
	return cut(fmt.Sprint(value))
}

// Panic returns what a function panicked with, in one line.
func Panic(value any) string {
	text, ok := value.(string)
	if !ok {
		text = Text(value)
	}
	text, _, _ = strings.Cut(text, "\n")
	return cut(strings.TrimPrefix(text, "runtime error: "))
}

// writer writes a value.
type writer struct {
	strings.Builder
	path   map[Reference]bool
	inside int // this many structs and maps, in which strings are not quoted
	number func(float64) string
}

// write returns v, with its numbers as number writes them.
func write(v reflect.Value, number func(float64) string) string {
	w := &writer{path: map[Reference]bool{}, number: number}
	w.value(v)
	return cut(w.String())
}

func (w *writer) value(v reflect.Value) {
	if w.Len() > 4*longest { // bytes: the rest is cut off
		return
	}
	if own, ok := ownText(v); ok {
		w.WriteString(own)
		return
	}
	if at, ok := RefersTo(v); ok {
		if w.path[at] {
			w.WriteString(words.T("(itself)"))
			return
		}
		if len(w.path) > deepest {
			w.WriteString("…")
			return
		}
		w.path[at] = true
		defer delete(w.path, at)
	}
	if v.Kind() == reflect.Struct || v.Kind() == reflect.Map {
		w.inside++
		defer func() { w.inside-- }()
	}
	switch v.Kind() {
	case reflect.Invalid:
		w.WriteString("nil")
	case reflect.Float32, reflect.Float64:
		w.WriteString(w.number(v.Float()))
	case reflect.String:
		if w.inside > 0 {
			w.WriteString(cut(v.String()))
		} else {
			fmt.Fprintf(w, "%q", cut(v.String()))
		}
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() {
			w.WriteString("nil")
		} else {
			w.value(v.Elem())
		}
	case reflect.Slice, reflect.Array:
		w.list("[", v.Len(), func(i int) { w.value(v.Index(i)) })
	case reflect.Struct:
		w.list("{", v.NumField(), func(i int) { w.value(v.Field(i)) })
	case reflect.Map:
		keys := v.MapKeys()
		if len(keys) <= 100*elements {
			slices.SortFunc(keys, compareKeys)
		}
		w.WriteString("map")
		entries := v.MapRange() // for keys that are NaN, which MapIndex does not find
		w.list("[", len(keys), func(i int) {
			w.value(keys[i])
			w.WriteString(":")
			value := v.MapIndex(keys[i])
			for !value.IsValid() && entries.Next() {
				if k := entries.Key(); !v.MapIndex(k).IsValid() {
					value = entries.Value()
				}
			}
			w.value(value)
		})
	case reflect.Func, reflect.Chan, reflect.UnsafePointer:
		if v.IsNil() {
			w.WriteString("nil")
		} else {
			w.WriteString(v.Type().String())
		}
	default:
		w.WriteString(number.TrueMinus(fmt.Sprint(v)))
	}
}

// list writes n elements between brackets.
func (w *writer) list(open string, n int, element func(i int)) {
	w.WriteString(open)
	for i := range n {
		if i > 0 {
			w.WriteString(" ")
		}
		if i == elements || w.Len() > 4*longest {
			w.WriteString("…")
			break
		}
		element(i)
	}
	w.WriteString(map[string]string{"[": "]", "{": "}"}[open])
}

// compareKeys compares two keys of a map, to sort them.
func compareKeys(a, b reflect.Value) int {
	switch {
	case a.Kind() != b.Kind():
	case a.CanInt():
		return cmp.Compare(a.Int(), b.Int())
	case a.CanUint():
		return cmp.Compare(a.Uint(), b.Uint())
	case a.CanFloat():
		return cmp.Compare(a.Float(), b.Float())
	case a.Kind() == reflect.String:
		return cmp.Compare(a.String(), b.String())
	}
	return cmp.Compare(Value(a), Value(b))
}

// cut shortens a text that is too long for a sentence.
func cut(text string) string {
	if len(text) <= longest || utf8.RuneCountInString(text) <= longest {
		return text
	}
	return string([]rune(text[:min(len(text), 4*longest)])[:longest]) + "…"
}
