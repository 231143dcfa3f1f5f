package gotool

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golessons/internal/lite/kernel/page"
)

// A source is the Go files of a folder that are built together.
type source struct {
	files   []string // as they are given to the compiler, ./main.go
	parsed  []*ast.File
	imports []string
	at      map[string]token.Position // where a package is imported first
	embeds  bool                      // files have to be embedded
}

// read reads the files. Mistakes in their grammar are left to the compiler, which
// has better words for them.
func (b *build) read() (*source, error) {
	entries, err := os.ReadDir(b.dir)
	if err != nil {
		return nil, err
	}
	s := &source{at: map[string]token.Position{}}
	fset := token.NewFileSet()
	for _, e := range entries {
		name := e.Name()
		if !strings.HasSuffix(name, ".go") || strings.HasPrefix(name, "_") || strings.HasPrefix(name, ".") || strings.HasSuffix(name, "_test.go") && !b.test {
			continue
		}
		s.files = append(s.files, "./"+name)
		mode := parser.ImportsOnly
		if b.test {
			mode = parser.SkipObjectResolution
		}
		text, err := os.ReadFile(filepath.Join(b.dir, name))
		if err != nil {
			return nil, err
		}
		s.embeds = s.embeds || embedding.Match(text)
		file, _ := parser.ParseFile(fset, name, text, mode)
		if file == nil {
			continue
		}
		s.parsed = append(s.parsed, file)
		for _, spec := range file.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil || path == "unsafe" { // which has no compiled package
				continue
			}
			if _, known := s.at[path]; !known {
				s.at[path] = fset.Position(spec.Path.Pos())
				s.imports = append(s.imports, path)
			}
		}
	}
	if len(s.files) == 0 {
		return nil, errors.New("no Go files in " + b.dir)
	}
	return s, nil
}

// embedding matches what asks for a file.
var embedding = regexp.MustCompile(`(?m)^//go:embed\s`)

// fetch makes the packages present and returns them, with all that they import.
func (s *source) fetch(imports []string) ([]string, error) {
	if slices.Contains(imports, "C") || s.embeds && slices.Contains(imports, "embed") {
		path := "C"
		if s.embeds {
			path = "embed"
		}
		return nil, fmt.Errorf("%s: import %q is not possible in a browser", s.place(path), path)
	}
	present, unknown, err := page.Current.Need(append(slices.Clone(imports), "runtime"))
	if err != nil {
		return nil, fmt.Errorf("the packages could not be fetched: %w", err)
	}
	if len(unknown) == 0 {
		return present, nil
	}
	var said strings.Builder
	for _, path := range unknown {
		first, _, _ := strings.Cut(path, "/")
		switch {
		case strings.Contains(first, "."):
			fmt.Fprintf(&said, "%s: package %s is not in a browser\n", s.place(path), path)
		default:
			fmt.Fprintf(&said, "%s: package %s is not in std\n", s.place(path), path)
		}
	}
	return nil, errors.New(said.String())
}

// allowed returns an error, go's, if the package importer may not import what the
// source imports.
func (s *source) allowed(importer string) error {
	for _, path := range s.imports {
		if slices.Contains(strings.Split(path, "/"), "internal") {
			return fmt.Errorf("package %s\n\t%s: use of internal package %s not allowed", importer, s.place(path), path)
		}
	}
	return nil
}

// place returns where a package is imported.
func (s *source) place(path string) string {
	at := s.at[path]
	return fmt.Sprintf("%s:%d:%d", at.Filename, at.Line, at.Column)
}
