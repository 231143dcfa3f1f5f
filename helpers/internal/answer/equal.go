// Package answer calls what a learner wrote, compares the answer with the right
// one, and says in a sentence what is wrong with it. The checks of package helpers
// and the exercises of package exercises are made of it.
package answer

import (
	"maps"
	"math"
	"reflect"

	"golessons/helpers/internal/spell"
	"golessons/internal/words"
)

// Same reports whether two numbers agree: within one part in a million, near 0
// within a millionth.
func Same(a, b float64) bool {
	if a == b || math.IsNaN(a) && math.IsNaN(b) {
		return true
	}
	return math.Abs(a-b) <= 1e-6*max(1, math.Abs(a), math.Abs(b))
}

// shownElements is the length of the longest slice that is shown whole; of a
// longer one the element that differs is shown.
const shownElements = 12

// Difference returns a sentence about how got differs from want; "" if they agree:
// numbers within one part in a million, inside slices, maps and structs too.
func Difference[T any](got, want T) string {
	return differ(reflect.ValueOf(&got).Elem(), reflect.ValueOf(&want).Elem())
}

func differ(got, want reflect.Value) string {
	c := comparison{}
	if c.equal(got, want, 0) {
		if c.deep {
			return words.Sprintf("yours goes more than %d levels deep, and cannot be compared", mostLevels)
		}
		return ""
	}
	for got.Kind() == reflect.Interface && want.Kind() == reflect.Interface && !got.IsNil() && !want.IsNil() && got.Elem().Type() == want.Elem().Type() {
		got, want = got.Elem(), want.Elem()
	}
	if got.Kind() == reflect.Slice && want.Kind() == reflect.Slice {
		if got.Len() != want.Len() {
			return words.Sprintf("yours has length %d, want %d", got.Len(), want.Len())
		}
		for i := range got.Len() {
			if got.Len() > shownElements && !(&comparison{}).equal(got.Index(i), want.Index(i), 0) {
				return words.Sprintf("in element %d ", i) + givenValues(got.Index(i), want.Index(i))
			}
		}
	}
	return givenValues(got, want)
}

// Given returns the sentence about an answer that is wrong.
func Given(got, want string) string {
	return words.Sprintf("yours gives %s, want %s", got, want)
}

// givenValues is like Given, for two values. It writes all digits, or the types,
// if the values would look the same otherwise.
func givenValues(got, want reflect.Value) string {
	texts := [][2]string{{spell.Value(got), spell.Value(want)}, {spell.Exactly(got), spell.Exactly(want)}}
	for _, text := range texts {
		if text[0] != text[1] {
			return Given(text[0], text[1])
		}
	}
	inside := func(v reflect.Value) (text string, t reflect.Type) {
		for v.IsValid() && v.Kind() == reflect.Interface {
			v = v.Elem()
		}
		if !v.IsValid() {
			return "nil", nil
		}
		return spell.Value(v) + " (" + v.Type().String() + ")", v.Type()
	}
	a, one := inside(got)
	b, two := inside(want)
	switch {
	case one != two:
		return Given(a, b)
	case one != nil && one.Kind() == reflect.Func:
		return words.T("functions cannot be compared")
	}
	return words.Sprintf("yours gives %s, which looks like the right answer and is not", texts[0][0])
}

// mostLevels is the depth down to which values are compared.
const mostLevels = 100_000

// A comparison of two values remembers the pairs that it has compared, because a
// value may contain itself.
type comparison struct {
	been map[[2]spell.Reference]bool
	deep bool // there were more than mostLevels
}

// equal reports whether a and b, which are so deep inside the values, agree.
func (c *comparison) equal(a, b reflect.Value, level int) bool {
	if !a.IsValid() || !b.IsValid() {
		return a.IsValid() == b.IsValid()
	}
	if a.Type() != b.Type() {
		return false
	}
	if level > mostLevels {
		c.deep = true
		return true
	}
	level++
	if toA, ok := spell.RefersTo(a); ok {
		if toB, ok := spell.RefersTo(b); ok && c.again(toA, toB) {
			return true
		}
	}
	switch a.Kind() {
	case reflect.Float32, reflect.Float64:
		return Same(a.Float(), b.Float())
	case reflect.Complex64, reflect.Complex128:
		return Same(real(a.Complex()), real(b.Complex())) && Same(imag(a.Complex()), imag(b.Complex()))
	case reflect.Slice, reflect.Array:
		if a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !c.equal(a.Index(i), b.Index(i), level) {
				return false
			}
		}
		return true
	case reflect.Map:
		return c.equalMaps(a, b, level)
	case reflect.Struct:
		for i := range a.NumField() {
			if !c.equal(a.Field(i), b.Field(i), level) {
				return false
			}
		}
		return true
	case reflect.Pointer, reflect.Interface:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() == b.IsNil()
		}
		return c.equal(a.Elem(), b.Elem(), level)
	case reflect.Func:
		return a.IsNil() && b.IsNil()
	}
	return a.Equal(b)
}

// again reports whether the two have been compared, or are being compared. If they
// are not equal, that comparison finds it.
func (c *comparison) again(a, b spell.Reference) bool {
	pair := [2]spell.Reference{a, b}
	if c.been[pair] {
		return true
	}
	if c.been == nil {
		c.been = map[[2]spell.Reference]bool{}
	}
	c.been[pair] = true
	return false
}

// equalMaps is like equal, for maps.
func (c *comparison) equalMaps(a, b reflect.Value, level int) bool {
	if a.Len() != b.Len() {
		return false
	}
	// These keys are not found in the other map: NaN, and numbers that agree
	// only nearly.
	type entry struct{ key, value reflect.Value }
	var left, others []entry
	for entries := a.MapRange(); entries.Next(); {
		if other := b.MapIndex(entries.Key()); !other.IsValid() {
			left = append(left, entry{entries.Key(), entries.Value()})
		} else if !c.equal(entries.Value(), other, level) {
			return false
		}
	}
	if len(left) == 0 {
		return true
	}
	for entries := b.MapRange(); entries.Next(); {
		if !a.MapIndex(entries.Key()).IsValid() {
			others = append(others, entry{entries.Key(), entries.Value()})
		}
	}
	if len(left) > 100 { // to compare each with each would take long
		return false
	}
	for _, l := range left {
		found := false
		for i, o := range others {
			// Try with a copy, because c takes the pairs that it remembers for
			// equal.
			if try := (&comparison{been: maps.Clone(c.been)}); try.equal(l.key, o.key, level) && try.equal(l.value, o.value, level) {
				others = append(others[:i], others[i+1:]...)
				found = true
				break
			}
		}
		if !found {
			return false
		}
	}
	return true
}
