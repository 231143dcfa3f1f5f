package rebuild

import (
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// mainImports lists the imports of main.go; not ok if the program is more than
// that file, or if the file has instructions for go build.
func (b *Builder) mainImports() (imports []string, ok bool) {
	files, err := os.ReadDir(b.Dir)
	if err != nil {
		return nil, false
	}
	for _, file := range files {
		switch filepath.Ext(file.Name()) {
		case ".s", ".S", ".sx", ".c", ".cc", ".cpp", ".cxx", ".m", ".h", ".hh", ".hpp", ".hxx", ".f", ".F", ".for", ".f90", ".swig", ".swigcxx", ".syso", ".pgo":
			return nil, false
		case ".go":
			if name := file.Name(); name != "main.go" && !strings.HasSuffix(name, "_test.go") {
				return nil, false
			}
		}
	}
	source, err := os.ReadFile(filepath.Join(b.Dir, "main.go"))
	if err != nil || directive.Match(source) {
		return nil, false
	}
	file, err := parser.ParseFile(token.NewFileSet(), "main.go", source, parser.ImportsOnly)
	if err != nil {
		return nil, false
	}
	for _, spec := range file.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil || path == "C" || path == "embed" {
			return nil, false
		}
		if path != "unsafe" { // which has no compiled package
			imports = append(imports, path)
		}
	}
	return imports, true
}

// directive matches the comments that change how go build calls the tools.
var directive = regexp.MustCompile(`(?m)^\s*//\s?(go:(build|debug|embed|linkname|cgo_)|\+build)`)
