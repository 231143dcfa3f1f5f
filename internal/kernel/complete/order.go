package complete

import (
	"cmp"
	"go/types"
	"slices"
	"strings"
	"unicode"
)

// A quality is how well a name goes with what has been typed of it.
type quality int

const (
	sameCase quality = iota // it begins with it
	anyCase                 // it does, but for capitals
	inside                  // a word in it does: ReLU in LeakyReLU
	not
)

func qualityOf(name, typed string) quality {
	if strings.HasPrefix(name, typed) {
		return sameCase
	}
	small, typed := strings.ToLower(name), strings.ToLower(typed)
	if strings.HasPrefix(small, typed) {
		return anyCase
	}
	for i, r := range name { // a word begins with a capital
		if i > 0 && unicode.IsUpper(r) && len(small) == len(name) && strings.HasPrefix(small[i:], typed) {
			return inside
		}
	}
	return not
}

// label returns what is put in for a candidate.
func (c candidate) label() string {
	if c.name != "" {
		return c.name
	}
	return c.object.Name()
}

// A fit is how well a candidate is what the place asks for.
type fit int

const (
	asksForIt   fit = iota // the name of a field in a literal
	right                  // a value of the type, or a function that returns one; a type, where one is wanted
	convertible            // a constant that can be of the type
	anything
)

// sorted returns those candidates as matches that go with what has been typed:
// first those that go with it best, then those that the place asks for, then by
// where they come from and by their names.
func (k *checked) sorted(found []candidate, typed string) []Match {
	expected, wantsType := k.expected(), k.wantsType()
	type ranked struct {
		candidate
		quality quality
		fit     fit
	}
	var all []ranked
	for _, c := range found {
		q := qualityOf(c.label(), typed)
		if q == not || c.group == keyword && q != sameCase || c.group == notImported && q > anyCase {
			continue
		}
		all = append(all, ranked{c, q, c.fit(expected, wantsType)})
	}
	slices.SortStableFunc(all, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(a.quality, b.quality), cmp.Compare(a.fit, b.fit), cmp.Compare(a.group, b.group),
			cmp.Compare(a.depth, b.depth), strings.Compare(a.label(), b.label()))
	})
	var matches []Match
	have := map[string]bool{}
	for _, c := range all {
		if label := c.label(); !have[label] {
			have[label] = true
			matches = append(matches, Match{label, c.kind()})
		}
	}
	return matches
}

// kind returns what a candidate is.
func (c candidate) kind() Kind {
	if c.pkg != "" {
		return Package
	}
	switch o := c.object.(type) {
	case *types.Func:
		if o.Signature().Recv() != nil {
			return Method
		}
		return Func
	case *types.Builtin:
		return Func
	case *types.Const, *types.Nil:
		return Const
	case *types.TypeName:
		switch o.Type().Underlying().(type) {
		case *types.Struct:
			return Struct
		case *types.Interface:
			return Interface
		}
		return Type
	case *types.PkgName:
		return Package
	case *types.Var:
		if o.IsField() {
			return Field
		}
		return Var
	}
	if c.group == local {
		return Var // a label
	}
	return Keyword
}
