package lite

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"path/filepath"
	"slices"

	"golessons/internal/lite/simd"
	"golessons/internal/words"
)

// A compiled package is what `go list -export` says of it.
type compiled struct {
	ImportPath string
	Export     string // the file
	Imports    []string
	ImportMap  map[string]string
	Error      *struct{ Err string }
}

// imports returns the packages that p's object file was compiled against. The
// standard library has packages of others in a folder vendor; the sources call
// them by their own names.
func (p *compiled) imports() []string {
	paths := []string{}
	for _, path := range p.Imports {
		if path == "unsafe" {
			continue // is built into the compiler
		}
		if mapped, ok := p.ImportMap[path]; ok {
			path = mapped
		}
		paths = append(paths, path)
	}
	return paths
}

// compile compiles all packages that a cell can import, and returns them and all
// that they import in turn. They are the whole standard library, which is only
// fetched as far as a cell imports it, and b.Imports.
//
// What mlx computes with calls SIMD instructions (simd). Compiled packages for
// WebAssembly have no debug information; go build leaves
// it out.
func (b *Builder) compile(ctx context.Context, g *goRelease) ([]*compiled, error) {
	overlay, err := b.programsOverlay(g)
	if err != nil {
		return nil, err
	}
	modules, err := simd.Prepare(ctx, filepath.Join(b.Cache, "simd"), b.Go)
	if err != nil {
		return nil, err
	}
	args := []string{"list", "-export", "-deps", "-trimpath", "-overlay", overlay, modules, "-json=ImportPath,Export,Imports,ImportMap,Error"}
	out, err := output(wasm(b.Go(ctx, slices.Concat(args, []string{"std"}, b.Imports)...)))
	if err != nil {
		return nil, words.Errorf("the packages for cells in a browser could not be compiled: %w", err)
	}
	var packages []*compiled
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		p := &compiled{}
		if err := d.Decode(p); err == io.EOF {
			return packages, nil
		} else if err != nil {
			return nil, err
		}
		if p.Error != nil {
			return nil, words.Errorf("the packages for cells in a browser could not be compiled: %w", errors.New(p.Error.Err))
		}
		if p.Export != "" { // unsafe has no file
			packages = append(packages, p)
		}
	}
}
