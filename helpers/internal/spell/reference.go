package spell

import (
	"reflect"
)

// Endless reports whether v contains itself or is deeper than the given number
// of steps. It does not look into values of a type for which closed returns
// true.
func Endless(v reflect.Value, steps int, closed func(reflect.Type) bool) bool {
	return endless(v, map[Reference]bool{}, map[Reference]bool{}, steps, closed)
}

// Reference identifies what a pointer, a map or a slice refers to.
type Reference struct {
	at   uintptr
	size int // of a slice; two slices may begin at the same place
	kind reflect.Type
}

// RefersTo returns what v refers to; ok is false if that is nothing.
func RefersTo(v reflect.Value) (to Reference, ok bool) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Map:
		return Reference{v.Pointer(), 0, v.Type()}, !v.IsNil()
	case reflect.Slice:
		return Reference{v.Pointer(), v.Len(), v.Type()}, v.Len() > 0
	}
	return Reference{}, false
}

// endless does the work of Endless. path holds the references on the way to v,
// and done those that are known to end.
func endless(v reflect.Value, path, done map[Reference]bool, steps int, closed func(reflect.Type) bool) bool {
	if !v.IsValid() || !holds(v.Type()) || closed != nil && closed(v.Type()) {
		return false
	}
	if at, ok := RefersTo(v); ok {
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
