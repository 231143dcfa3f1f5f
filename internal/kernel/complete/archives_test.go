package complete

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// A built package is what go list says of it.
type built struct {
	ImportPath, Export, Dir string
	GoFiles                 []string
}

// archives are the packages that lessons use, as the compiler wrote them for this
// machine, and that of Go's own names.
var archives = sync.OnceValues(func() (map[string]built, error) {
	packages := map[string]built{}
	for _, args := range [][]string{
		{"-export", "-deps", "golessons/mlx", "golessons/helpers/...", "github.com/gomlx/gomlx/ml/layers/activation", "crypto/rand", "encoding/json", "go/types", "maps", "math/rand", "math/rand/v2", "slices"},
		{"builtin"},
	} {
		out, err := exec.Command("go", append([]string{"list", "-json=ImportPath,Export,Dir,GoFiles"}, args...)...).Output()
		if err != nil {
			return nil, err
		}
		for d := json.NewDecoder(strings.NewReader(string(out))); ; {
			var p built
			if err := d.Decode(&p); err == io.EOF {
				break
			} else if err != nil {
				return nil, err
			}
			packages[p.ImportPath] = p
		}
	}
	return packages, nil
})

// completer returns a Completer for the archives.
func completer(tb testing.TB) *Completer {
	tb.Helper()
	packages, err := archives()
	if err != nil {
		tb.Fatal(err)
	}
	return &Completer{
		Open: func(importPath string) (io.ReadCloser, error) {
			p := packages[importPath]
			if p.Export == "" {
				return nil, errors.New("there is no package " + importPath)
			}
			return os.Open(p.Export)
		},
		Known: func() []string {
			var known []string
			for importPath, p := range packages {
				if p.Export != "" {
					known = append(known, importPath)
				}
			}
			return known
		},
		Docs: func(importPath string) ([]byte, error) {
			p := packages[importPath]
			var files []*ast.File
			for _, name := range p.GoFiles {
				file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, name), nil, parser.ParseComments|parser.SkipObjectResolution)
				if err != nil {
					return nil, err
				}
				files = append(files, file)
			}
			docs := DocsOf(files...)
			if importPath == "builtin" {
				docs["=append"] = "func append(slice []Type, elems ...Type) []Type"
			}
			return json.Marshal(docs)
		},
	}
}
