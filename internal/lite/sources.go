package lite

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"golessons/internal/lite/apidoc"
)

// A sourced package is one that a cell can import, with where its source is.
type sourced struct {
	ImportPath, Name, Dir string
	GoFiles               []string // by their names in Dir
}

// sources returns the packages that a cell can import.
func (b *Builder) sources(ctx context.Context) ([]sourced, error) {
	args := append([]string{"list", "-deps", "-json=ImportPath,Name,Dir,GoFiles", "std"}, b.Imports...)
	out, err := output(wasm(b.Go(ctx, args...)))
	if err != nil {
		return nil, err
	}
	var packages []sourced
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p sourced
		if err := d.Decode(&p); err == io.EOF {
			return packages, nil
		} else if err != nil {
			return nil, err
		}
		folders := strings.Split(p.ImportPath, "/")
		if !slices.Contains(folders, "internal") && !slices.Contains(folders, "vendor") && p.Name != "main" {
			packages = append(packages, p)
		}
	}
}

// addDocs writes the documentation of the packages, and of Go's own names, which
// is read when somebody asks for help on one of their names, and returns its files
// by the packages' import paths.
func (b *Builder) addDocs(ctx context.Context, g *goRelease, out *store) (map[string]File, error) {
	packages, err := b.sources(ctx)
	if err != nil {
		return nil, err
	}
	packages = append(packages, sourced{apidoc.Builtin, apidoc.Builtin, filepath.Join(g.Root, "src", apidoc.Builtin), []string{"builtin.go"}})
	docs := map[string]File{}
	for _, p := range packages {
		data, err := apidoc.Of(p.ImportPath, p.Dir, p.GoFiles)
		if err != nil {
			return nil, err
		}
		if data != nil {
			if docs[p.ImportPath], err = out.add(data, "docs/", ".json"); err != nil {
				return nil, err
			}
		}
	}
	return docs, nil
}
