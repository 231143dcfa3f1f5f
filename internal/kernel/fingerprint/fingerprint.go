// Package fingerprint tells a cell's program what the values that it remembers
// are computed with, so that helpers.Remember knows whether a value that it has
// was computed by this very code. The kernel has the program's source and may
// parse it; the program would pay for a parser of its own with every link.
//
// It is copied into the kernel, GoNB (internal/gonb), and so imports the
// standard library only.
package fingerprint

import (
	"crypto/sha256"
	"fmt"
	"go/ast"
	"go/types"
	"maps"
	"slices"
)

// A Code is what one call of helpers.Remember computes its value with.
type Code struct {
	// Sum is of the function that computes and of all that it uses of its file.
	// Comments, spacing and places do not matter.
	Sum string
	// Unknown names what the function uses whose value the code does not tell:
	// a parameter of the function around the call, a loop's variable. One that
	// the key is made from is not among them. A name of what holds an address, a
	// function or a pointer, has [AddressMark] before it: no key tells its value.
	Unknown []string
}

// Of returns the code of each call of helpers.Remember in a program's source, by
// the line that the call starts on. Calls that start on one line count as one.
// Calls in generic functions, which are many, are left out; what does not parse
// has none.
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

// code follows what a function uses, from one declaration to the next.
func (p *program) code(function, key ast.Expr) Code {
	c := &closure{program: p, function: function, nodes: map[ast.Node]bool{}, imports: map[string]bool{}, methods: map[string]bool{}, types: map[types.Object]bool{}}
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
	c.follow() // what the values of captured variables are made with
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

// sum does not depend on the order of texts: cells move.
func sum(texts []string) string {
	slices.Sort(texts)
	h := sha256.New()
	for _, text := range texts {
		fmt.Fprintf(h, "%d %s\n", len(text), text)
	}
	return fmt.Sprintf("%x", h.Sum(nil)[:16])
}
