package complete

import (
	"go/ast"
	"go/token"
	"go/types"
)

// members returns what may stand behind the dot of x.|.
func (k *checked) members(x ast.Expr) []candidate {
	if id, ok := x.(*ast.Ident); ok {
		if name, ok := k.info.Uses[id].(*types.PkgName); ok {
			return ofPackages(append([]*types.Package{name.Imported()}, k.guessed[id.Name]...))
		}
	}
	tv, ok := k.info.Types[x]
	if !ok || tv.Type == nil {
		return nil
	}
	if tv.IsType() {
		return k.methods(tv.Type, false)
	}
	return append(k.fields(tv.Type), k.methods(tv.Type, tv.Addressable())...)
}

// ofPackages returns what packages export; of what several do, the first's.
func ofPackages(packages []*types.Package) []candidate {
	var found []candidate
	have := map[string]bool{}
	for _, pkg := range packages {
		for _, name := range pkg.Scope().Names() {
			if token.IsExported(name) && !have[name] {
				have[name] = true
				found = append(found, candidate{object: pkg.Scope().Lookup(name)})
			}
		}
	}
	return found
}

// methods returns the methods of a value's type, of a variable's also those of
// its address.
func (k *checked) methods(t types.Type, variable bool) []candidate {
	if variable && !types.IsInterface(t) {
		if _, ok := types.Unalias(t).(*types.Pointer); !ok {
			t = types.NewPointer(t)
		}
	}
	var found []candidate
	set := types.NewMethodSet(t)
	for s := range set.Methods() {
		if k.visible(s.Obj()) {
			found = append(found, candidate{object: s.Obj(), typ: s.Type(), depth: len(s.Index()) - 1})
		}
	}
	return found
}

// fields returns the fields of a struct, or of what a pointer points to, with
// those of the structs embedded in it.
func (k *checked) fields(t types.Type) []candidate {
	var found []candidate
	have := map[string]bool{}
	seen := map[types.Type]bool{}
	level := []types.Type{t}
	for depth := 0; len(level) > 0; depth++ {
		var next []types.Type
		var here []candidate
		for _, t := range level {
			s := structOf(t)
			if s == nil || seen[s] {
				continue
			}
			seen[s] = true
			for f := range s.Fields() {
				if f.Embedded() {
					next = append(next, f.Type())
				}
				if !have[f.Name()] && k.visible(f) {
					here = append(here, candidate{object: f, depth: depth})
				}
			}
		}
		for _, f := range here {
			have[f.object.Name()] = true // what is deeper is hidden
		}
		found = append(found, here...)
		level = next
	}
	return found
}

// structOf returns the struct that a type is, or points to; nil if it does
// neither.
func structOf(t types.Type) *types.Struct {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, _ := t.Underlying().(*types.Struct)
	return s
}

// visible reports whether the cell may use a field or a method.
func (k *checked) visible(o types.Object) bool {
	return o.Name() != "_" && (o.Exported() || o.Pkg() == k.pkg)
}
