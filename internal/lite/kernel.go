package lite

import (
	"context"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golessons/internal/gonb"
	"golessons/internal/plainfile"
	"golessons/internal/words"
)

// BuildKernel builds the kernel for browsers, GoNB with our packages in the place
// of those that need a system, in the folder dir, and returns its file. source is
// GoNB's folder in the module cache, and checkout ours.
func (b *Builder) BuildKernel(ctx context.Context, source, checkout, dir string) (file string, err error) {
	if err := os.RemoveAll(dir); err != nil {
		return "", err
	}
	copied := filepath.Join(dir, "source")
	if err := gonb.ApplyForBrowser(source, checkout, copied); err != nil {
		return "", err
	}
	list, err := b.exports(ctx)
	if err != nil {
		return "", err
	}
	known := fmt.Appendf(nil, "package goimports\n\nfunc init() { Packages = %q }\n", list)
	if err := plainfile.Write(filepath.Join(copied, "internal", "golessons", "goimports", "packages.go"), known); err != nil {
		return "", err
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := plainfile.Read(filepath.Join(checkout, name), plainfile.Large)
		if err != nil {
			return "", err
		}
		if name == "go.mod" {
			data = fmt.Appendf(data, "\nreplace %s => %q\n", gonb.Module, copied)
		}
		if err := plainfile.Write(filepath.Join(dir, name), data); err != nil {
			return "", err
		}
	}
	file = filepath.Join(dir, "kernel.wasm")
	g, err := b.findGo(ctx)
	if err != nil {
		return "", err
	}
	overlay, err := b.programsOverlay(g)
	if err != nil {
		return "", err
	}
	_, err = output(wasm(b.Go(ctx, "build", "-modfile", filepath.Join(dir, "go.mod"), "-trimpath", "-overlay", overlay, "-ldflags=-s -w", "-o", file, gonb.Module)))
	if err != nil {
		return "", words.Errorf("the kernel for browsers could not be built: %w", err)
	}
	return file, nil
}

// exports returns the list from which the kernel in the browser adds missing
// imports (internal/lite/kernel/goimports): the packages that a cell can import,
// with their names and what they export.
func (b *Builder) exports(ctx context.Context) (string, error) {
	packages, err := b.sources(ctx)
	if err != nil {
		return "", err
	}
	var list strings.Builder
	for _, p := range packages {
		names, err := exported(p.Dir, p.GoFiles)
		if err != nil {
			return "", err
		}
		fmt.Fprintln(&list, p.ImportPath, p.Name, strings.Join(names, " "))
	}
	return list.String(), nil
}

// exported returns the exported names that Go files declare, methods aside.
func exported(dir string, files []string) (names []string, err error) {
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Recv == nil {
					names = append(names, d.Name.Name)
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					switch s := s.(type) {
					case *ast.TypeSpec:
						names = append(names, s.Name.Name)
					case *ast.ValueSpec:
						for _, n := range s.Names {
							names = append(names, n.Name)
						}
					}
				}
			}
		}
	}
	names = slices.DeleteFunc(names, func(name string) bool { return !ast.IsExported(name) })
	slices.Sort(names)
	return names, nil
}
