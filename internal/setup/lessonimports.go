package setup

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"golessons/internal/notebook"
	"golessons/internal/state"
)

// LessonImports returns the imports of the shipped notebooks and all packages
// that cells may import, so that learners' own cells are fast too.
func (e *Environment) LessonImports() ([]string, error) {
	// GoNB's own main imports flag.
	imports := []string{"bufio", "bytes", "errors", "flag", "fmt", "maps", "math", "math/rand", "math/rand/v2", "os", "slices", "sort", "strings", "time"}
	for _, name := range cellPackages {
		packages, err := e.packagesBelow(name)
		if err != nil {
			return nil, err
		}
		imports = append(imports, packages...)
	}
	files, err := e.Course().Shipped()
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		nb, err := notebook.Read(filepath.Join(e.Course().Dir, f))
		if err != nil {
			return nil, err
		}
		for _, cell := range nb.Cells {
			if cell.Type == "code" {
				imports = append(imports, importsOf(cell.Source)...)
			}
		}
	}
	if list, err := state.ReadFile(e.Path(ImportsFile)); err == nil {
		imports = append(imports, strings.Fields(string(list))...)
	}
	slices.Sort(imports)
	return slices.Compact(imports), nil
}

// packagesBelow returns the packages below a folder of the checkout that a cell
// can import.
func (e *Environment) packagesBelow(name string) ([]string, error) {
	var packages []string
	err := filepath.WalkDir(filepath.Join(e.Checkout, name), func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if !d.IsDir() {
			return nil
		}
		// mlx/xla needs cgo, which cells are built without.
		if d.Name() == "internal" || d.Name() == "testdata" || d.Name() == "xla" {
			return fs.SkipDir
		}
		files, err := filepath.Glob(filepath.Join(state.EscapeGlob(path), "*.go"))
		if slices.ContainsFunc(files, func(f string) bool { return !strings.HasSuffix(f, "_test.go") }) {
			rel, _ := filepath.Rel(e.Checkout, path)
			packages = append(packages, "golessons/"+filepath.ToSlash(rel))
		}
		return err
	})
	return packages, err
}

// importsOf returns the paths that a cell imports.
func importsOf(source string) []string {
	var kept []string
	for line := range strings.Lines(source) {
		if !strings.HasPrefix(line, "%") && !strings.HasPrefix(line, "!") {
			kept = append(kept, line)
		}
	}
	// After its imports a cell need not be a Go file, but only the imports are
	// read.
	file, _ := parser.ParseFile(token.NewFileSet(), "", "package cell\n"+strings.Join(kept, ""), parser.ImportsOnly)
	var paths []string
	if file != nil {
		for _, spec := range file.Imports {
			paths = append(paths, strings.Trim(spec.Path.Value, "\"`"))
		}
	}
	return paths
}

// ImportsFile holds the result of LessonImports for a layer of the image that is
// made before the lessons are there, and stays while they change.
const ImportsFile = "imports"
