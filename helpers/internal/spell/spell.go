// Package spell writes a learner's value for a sentence, whatever it is: a value
// may contain itself, be huge, or have a String method that panics.
package spell

import (
	"cmp"
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golessons/helpers/internal/number"
	"golessons/internal/words"
)

// How much of a value is written.
const (
	elements = 12   // of a slice, a map or a struct
	longest  = 400  // letters
	deepest  = 1000 // pointers, maps and slices inside each other
)

// Value returns v as Go writes it, except that numbers are short and that pointers
// are written as what they point to. "…" stands for what is left out.
func Value(v reflect.Value) string { return write(v, number.Short) }

// Exactly is [Value] with all digits of numbers.
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

// Endless reports whether v contains itself or is deeper than so many steps. It
// does not look into values of a type for which closed returns true.
func Endless(v reflect.Value, steps int, closed func(reflect.Type) bool) bool {
	return endless(v, map[visit]bool{}, map[visit]bool{}, steps, closed)
}

// visit is one of the things that a value refers to.
type visit struct {
	at   uintptr
	size int // of a slice; two slices may begin at the same place
	kind reflect.Type
}

// refersTo returns what v refers to; ok is false if it refers to nothing.
func refersTo(v reflect.Value) (to visit, ok bool) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Map:
		return visit{v.Pointer(), 0, v.Type()}, !v.IsNil()
	case reflect.Slice:
		return visit{v.Pointer(), v.Len(), v.Type()}, v.Len() > 0
	}
	return visit{}, false
}

// endless is Endless with the things on the way to v, and those that were seen to
// end.
func endless(v reflect.Value, path, done map[visit]bool, steps int, closed func(reflect.Type) bool) bool {
	if !v.IsValid() || !holds(v.Type()) || closed != nil && closed(v.Type()) {
		return false
	}
	if at, ok := refersTo(v); ok {
		if path[at] || steps < 0 {
			return true
		}
		if done[at] {
			return false
		}
		path[at], done[at] = true, true
		defer delete(path, at)
	}
	for part := range parts(v) {
		if endless(part, path, done, steps-1, closed) {
			return true
		}
	}
	return false
}

// holds reports whether a value of type t may contain itself. A slice of slices of
// slices … may: its type refers to itself.
func holds(t reflect.Type) bool {
	for range 10 {
		switch t.Kind() {
		case reflect.Slice, reflect.Array:
			t = t.Elem()
		case reflect.Pointer, reflect.Map, reflect.Interface, reflect.Struct:
			return true
		default:
			return false
		}
	}
	return true
}

// parts returns an iterator over the values that v consists of or points to.
func parts(v reflect.Value) func(func(reflect.Value) bool) {
	return func(yield func(reflect.Value) bool) {
		switch v.Kind() {
		case reflect.Pointer, reflect.Interface:
			if !v.IsNil() {
				yield(v.Elem())
			}
		case reflect.Slice, reflect.Array:
			for i := range v.Len() {
				if !yield(v.Index(i)) {
					return
				}
			}
		case reflect.Struct:
			for i := range v.NumField() {
				if !yield(v.Field(i)) {
					return
				}
			}
		case reflect.Map:
			for entries := v.MapRange(); entries.Next(); {
				if !yield(entries.Key()) || !yield(entries.Value()) {
					return
				}
			}
		}
	}
}

// writer writes a value.
type writer struct {
	strings.Builder
	path   map[visit]bool
	inside int // this many structs and maps, in which strings are not quoted
	number func(float64) string
}

// write returns v, with its numbers as number writes them.
func write(v reflect.Value, number func(float64) string) string {
	w := &writer{path: map[visit]bool{}, number: number}
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
	if at, ok := refersTo(v); ok {
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

// timeLimit is how long a value's own method may take.
var timeLimit = time.Second

// ownText returns what a value's Error or String method returns; ok is false if it
// has none.
func ownText(v reflect.Value) (text string, ok bool) {
	if !v.IsValid() || !v.CanInterface() || v.Kind() == reflect.Pointer && v.IsNil() || v.Kind() == reflect.Interface {
		return "", false
	}
	var method func() string
	name := "String"
	switch value := v.Interface().(type) {
	case error:
		method, name = value.Error, "Error"
	case fmt.Stringer:
		method = value.String
	default:
		return "", false
	}
	done := make(chan string, 1)
	go func() {
		said := words.Sprintf("(its %s method gives nothing)", name)
		defer func() { done <- said }()
		defer func() {
			if r := recover(); r != nil {
				reason := fmt.Sprintf("%T", r) // whose own method may panic too
				switch r := r.(type) {
				case string:
					reason = Panic(r)
				case runtime.Error:
					reason = Panic(r.Error())
				}
				said = words.Sprintf("(its %s method panics: %s)", name, reason)
			}
		}()
		said = method()
	}()
	select {
	case text = <-done:
	case <-time.After(timeLimit):
		text = words.Sprintf("(its %s method does not end)", name)
	}
	return text, true
}

// cut returns a text without what is too long for a sentence.
func cut(text string) string {
	if len(text) <= longest || utf8.RuneCountInString(text) <= longest {
		return text
	}
	return string([]rune(text[:min(len(text), 4*longest)])[:longest]) + "…"
}
