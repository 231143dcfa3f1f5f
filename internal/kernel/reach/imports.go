package reach

import (
	"go/ast"
	"go/types"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// goimports removes the imports that nothing uses, but takes as long for it as
// the linker for a small program: it asks go for the packages' real names. So the
// imports whose names are known are left out before.

// unusedImports returns those imports of a closure's program that it does not
// use, by GoNB's keys. Imports as "_" or "." are used, and so is a package whose
// name may be another than its path tells.
func (c *closure) unusedImports(specs []*ast.ImportSpec) map[string]bool {
	used := map[string]bool{}
	for d := range c.has {
		ast.Inspect(d.node, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := s.X.(*ast.Ident); ok && c.mayBePackage(x) {
					used[x.Name] = true
				}
			}
			return true
		})
	}
	unused := map[string]bool{}
	for _, spec := range specs {
		imported, _ := strconv.Unquote(spec.Path.Value)
		key, name := lastWord.FindString(imported), packageName(imported)
		if spec.Name != nil {
			key, name = spec.Name.Name, spec.Name.Name
		}
		if name != "" && name != "_" && name != "." && !used[name] {
			unused[key] = true
		}
	}
	return unused
}

// mayBePackage reports whether a name before a dot may be that of a package.
func (p *program) mayBePackage(name *ast.Ident) bool {
	object := p.info.Uses[name]
	_, ok := object.(*types.PkgName)
	return ok || object == nil
}

// lastWord is what GoNB takes for the name of a package.
var lastWord = regexp.MustCompile(`\w+$`)

var version = regexp.MustCompile(`^v[0-9]+$`)

// packageName returns the name of a package of Go's own, or of this course; ""
// for others, whose path need not tell it.
func packageName(imported string) string {
	if !strings.HasPrefix(imported, "golessons/") {
		root := os.Getenv("GOROOT")
		if _, err := os.Stat(filepath.Join(root, "src", filepath.FromSlash(imported))); root == "" || err != nil {
			return ""
		}
	}
	name := path.Base(imported)
	if version.MatchString(name) {
		name = path.Base(path.Dir(imported))
	}
	return name
}
