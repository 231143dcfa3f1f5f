package helpers

// This file decides which types of values Remember can keep.

import (
	"encoding"
	"encoding/gob"
	"reflect"
	"strings"
)

// unkeepable returns the part of a type that gob would leave out or refuse; "" if
// it keeps all.
func unkeepable(t reflect.Type, seen map[reflect.Type]bool) string {
	if seen[t] {
		return ""
	}
	if seen == nil {
		seen = map[reflect.Type]bool{}
	}
	seen[t] = true
	if keepsItself(t) {
		return ""
	}
	switch t.Kind() {
	case reflect.Func, reflect.Chan, reflect.UnsafePointer, reflect.Uintptr, reflect.Interface:
		return t.String()
	case reflect.Pointer, reflect.Slice, reflect.Array:
		return unkeepable(t.Elem(), seen)
	case reflect.Map:
		if s := unkeepable(t.Key(), seen); s != "" {
			return s
		}
		return unkeepable(t.Elem(), seen)
	case reflect.Struct:
		for i := range t.NumField() {
			field := t.Field(i)
			if !field.IsExported() {
				return t.String() + "." + field.Name
			}
			if s := unkeepable(field.Type, seen); s != "" {
				return s
			}
		}
	}
	return ""
}

// keepsItself reports whether gob uses the methods of type t, or of a pointer to
// it, to write and read a value.
func keepsItself(t reflect.Type) bool {
	own := func(t reflect.Type) bool {
		return t.Implements(reflect.TypeFor[gob.GobEncoder]()) && (t.Kind() != reflect.Pointer || t.Implements(reflect.TypeFor[gob.GobDecoder]())) ||
			t.Implements(reflect.TypeFor[encoding.BinaryMarshaler]()) && (t.Kind() != reflect.Pointer || t.Implements(reflect.TypeFor[encoding.BinaryUnmarshaler]()))
	}
	return own(t) || own(reflect.PointerTo(t))
}

// describeType returns the name of a type with those of its fields, so that a
// struct with other fields is another type.
func describeType(t reflect.Type, seen map[reflect.Type]bool) string {
	if seen == nil {
		seen = map[reflect.Type]bool{}
	}
	name := t.String()
	if seen[t] {
		return name
	}
	seen[t] = true
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array:
		return name + " of " + describeType(t.Elem(), seen)
	case reflect.Map:
		return name + " of " + describeType(t.Key(), seen) + " to " + describeType(t.Elem(), seen)
	case reflect.Struct:
		parts := []string{}
		for i := range t.NumField() {
			parts = append(parts, t.Field(i).Name+" "+describeType(t.Field(i).Type, seen))
		}
		return name + "{" + strings.Join(parts, "; ") + "}"
	}
	return name
}
