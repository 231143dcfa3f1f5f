// Package fingerprint tells helpers.Remember whether the value that it has kept
// was computed by the code that now asks for it.
//
// For each call of Remember in a cell's program it makes a checksum of the code
// that computes the value: the function, and everything that it uses. The kernel
// does so before it builds the cell, and leaves the sums in a file, which
// Remember reads (helpers/code.go). Remember could not do it: to link a parser
// into each cell would cost every cell 10 ms.
//
//	main.go ─ program (program.go: parse, resolve names)
//	             │ each call Remember(key, function)
//	             ├─ closure.go: what the function uses, declaration by declaration
//	             ├─ around.go:  what the variables hold that it captures
//	             ├─ key.go:     which of them the key tells
//	             └─ Code ─ Write (write.go) ─ .golessons/code ─ helpers.Remember
//
// The caller is GoNB, which gets a copy of this package (see internal/gonb);
// therefore it imports the standard library only.
package fingerprint

import (
	"crypto/sha256"
	"fmt"
	"go/ast"
	"go/types"
	"maps"
	"slices"
)

// A Code identifies the code with which a call of helpers.Remember computes its
// value.
type Code struct {
	// Sum is the checksum of the function and of everything that it uses in its
	// file. Comments, spacing and where things stand do not change it.
	Sum string
	// Unknown names the variables that the function uses and whose values cannot
	// be told from the code, such as a loop's variable or a parameter of the
	// function around the call. Those that the key is made from are left out.
	// A variable that holds an address (a function, a pointer) has [AddressMark]
	// before its name: no key can tell its value.
	Unknown []string
}

// Of returns the Code of each call of helpers.Remember in a program's source, by
// the line on which the call starts. Calls that start on one line count as one.
// A call in a generic function is left out, because it is a different one for
// each type. Source that does not parse has no calls.
func Of(source []byte) map[int]Code {
	p := read(source)
	if p == nil {
		return nil
	}
	out := map[int]Code{}
	ast.Inspect(p.file, func(node ast.Node) bool {
		call, ok := node.(*ast.CallExpr)
		if !ok || len(call.Args) != 2 || !p.isRemember(call.Fun) || p.inGeneric(call) {
			return true
		}
		line := p.files.Position(call.Pos()).Line
		code := p.code(call.Args[1], call.Args[0])
		if other, ok := out[line]; ok {
			code = Code{sum([]string{other.Sum, code.Sum}), slices.Compact(slices.Sorted(slices.Values(slices.Concat(other.Unknown, code.Unknown))))}
		}
		out[line] = code
		return true
	})
	return out
}

// code returns the Code of a call of Remember with these arguments.
func (p *program) code(function, key ast.Expr) Code {
	c := newClosure(p)
	c.function = function
	c.add(function)
	c.follow()
	known := map[types.Object]bool{}
	p.madeFrom(key, function, known)
	around := &around{closure: c, seen: map[*types.Var]bool{}, known: known}
	var unknown []string
	for _, v := range c.captured {
		if around.unknown(v) {
			unknown = append(unknown, named(v))
		}
	}
	c.follow() // what around has added: the code that makes the captured variables
	for _, v := range c.globals {
		if !known[v] && c.setElsewhere(v) {
			unknown = append(unknown, named(v))
		}
	}
	texts := slices.Collect(maps.Keys(c.imports))
	for node := range c.nodes {
		texts = append(texts, p.text(node))
	}
	slices.Sort(unknown)
	return Code{sum(texts), slices.Compact(unknown)}
}

// named returns the name of a variable, with AddressMark before it if it holds an
// address.
func named(v *types.Var) string {
	if isAddress(v.Type()) {
		return AddressMark + v.Name()
	}
	return v.Name()
}

// sum returns a checksum that does not depend on the order of texts, since cells
// may be moved.
func sum(texts []string) string {
	slices.Sort(texts)
	h := sha256.New()
	for _, text := range texts {
		fmt.Fprintf(h, "%d %s\n", len(text), text)
	}
	return fmt.Sprintf("%x", h.Sum(nil)[:16])
}
