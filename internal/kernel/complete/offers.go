package complete

import (
	"go/types"
	"slices"
)

// Exported returns the exported names of a package, or, with the name of one of
// its types, those of the type's methods and fields, sorted; nil if there is no
// such package or type.
func (c *Completer) Exported(importPath, typeName string) []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	pkg, err := c.importing().Import(importPath)
	if err != nil {
		return nil
	}
	var names []string
	add := func(o types.Object) {
		if o.Exported() {
			names = append(names, o.Name())
		}
	}
	if typeName == "" {
		for _, name := range pkg.Scope().Names() {
			add(pkg.Scope().Lookup(name))
		}
	} else if o, ok := pkg.Scope().Lookup(typeName).(*types.TypeName); ok {
		if named, ok := types.Unalias(o.Type()).(*types.Named); ok {
			for method := range named.Methods() {
				add(method)
			}
		}
		if s, ok := o.Type().Underlying().(*types.Struct); ok {
			for field := range s.Fields() {
				add(field)
			}
		}
	}
	slices.Sort(names)
	return names
}
