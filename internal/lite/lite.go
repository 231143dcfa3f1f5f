// Package lite makes the course that runs in a browser, without any server
// behind it: files that a web server hands out as they are.
//
// A cell in the browser is built as the kernel on a computer builds it, by Go's
// own compiler and linker, which are compiled to WebAssembly here (tools.go, edits.go),
// from the compiled packages that it imports (packages.go). All of them are
// stored compressed, and the manifest says what there is. JupyterLite and the lessons come to
// it (site.go).
package lite

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"

	"golessons/internal/lite/simd"
	"golessons/internal/words"
)

// A Builder writes what the kernel in the browser works with.
type Builder struct {
	// Go returns a go command that runs in the checkout.
	Go func(ctx context.Context, args ...string) *exec.Cmd
	// Cache is a folder that keeps results for the next time.
	Cache string
	// Imports are the packages that cells may import besides the standard
	// library.
	Imports []string
	// Tools are programs for the browser that others have built, such as the
	// kernel: their .wasm files, by name.
	Tools map[string]string
}

// Folder is where all that a Builder writes is, below the site's folder.
const Folder = "go"

// A Manifest lists what a Builder has written. The file names are relative to
// Folder.
type Manifest struct {
	Version  string             `json:"version"` // another one if any file is
	Go       string             `json:"go"`      // the version of Go, as go1.26.5
	Tools    map[string]File    `json:"tools"`
	Packages map[string]Package `json:"packages"`
	Docs     map[string]File    `json:"docs"` // documentation, by import paths
	Base     Base               `json:"base"`
}

// A Base is what the linker needs to link cells to the base, which is among the
// tools.
type Base struct {
	Bundle File `json:"bundle"`
	Rest   File `json:"rest"` // a bundle for cells that the other does not suffice for
}

// A File is a compressed file.
type File struct {
	File string `json:"file"`
	Size int    `json:"size"` // in bytes, when it is unpacked
	GZ   int    `json:"gz"`   // as it is stored
}

// A Package is the compiled package of an import path.
type Package struct {
	File
	Imports []string `json:"imports"`        // by their import paths, without unsafe
	Base    bool     `json:"base,omitempty"` // whether it is in the base; its file has only what the compiler reads
}

// Build writes the tools, the packages and the manifest to the folder go in dir,
// and returns the manifest.
func (b *Builder) Build(ctx context.Context, dir string) (*Manifest, error) {
	g, err := b.findGo(ctx)
	if err != nil {
		return nil, err
	}
	out := &store{dir: filepath.Join(dir, Folder), cache: b.Cache, used: map[string]bool{}}
	m := &Manifest{Go: g.Version, Tools: map[string]File{}, Packages: map[string]Package{}}
	built, err := b.buildTools(ctx, g)
	if err != nil {
		return nil, err
	}
	for name, file := range built {
		if m.Tools[name], err = out.addFile(file, name, ".wasm"); err != nil {
			return nil, err
		}
	}
	for name, file := range b.Tools {
		if m.Tools[name], err = out.addFile(file, name, ".wasm"); err != nil {
			return nil, err
		}
	}
	if m.Tools["simd"], err = out.add(simd.Module(), "simd", ".wasm"); err != nil {
		return nil, err
	}
	packages, err := b.compile(ctx, g)
	if err != nil {
		return nil, err
	}
	base, err := b.linkBase(ctx, g, packages)
	if err != nil {
		return nil, err
	}
	if m.Tools["base"], err = out.addFile(base.Module, "base", ".wasm"); err != nil {
		return nil, err
	}
	if m.Base.Bundle, err = out.addFile(base.Bundle, "base", ".bundle"); err != nil {
		return nil, err
	}
	if m.Base.Rest, err = out.addFile(base.Rest, "rest", ".bundle"); err != nil {
		return nil, err
	}
	in := b.inBase(packages)
	for _, p := range packages {
		data, err := os.ReadFile(p.Export)
		if err == nil && in[p.ImportPath] {
			data, err = exportData(data)
		}
		if err != nil {
			return nil, err
		}
		f, err := out.add(data, "packages/", ".a")
		if err != nil {
			return nil, err
		}
		m.Packages[p.ImportPath] = Package{f, p.imports(), in[p.ImportPath]}
	}
	if m.Docs, err = b.addDocs(ctx, g, out); err != nil {
		return nil, err
	}
	data, err := json.Marshal(m)
	if err != nil {
		return nil, err
	}
	// The version is that of all that the manifest names.
	m.Version = fmt.Sprintf("%x", sha256.Sum256(data))[:12]
	if data, err = json.Marshal(m); err != nil {
		return nil, err
	}
	if err := out.write("manifest.json", data); err != nil {
		return nil, err
	}
	if err := writeAssets(out); err != nil {
		return nil, err
	}
	exec, err := os.ReadFile(filepath.Join(g.Root, "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return nil, words.Errorf("Go's wasm_exec.js is missing (%w); install Go again, from https://go.dev/dl/", err)
	}
	texts, err := b.collectLicences(ctx, g)
	if err != nil {
		return nil, err
	}
	if err := out.write(licences, texts); err != nil {
		return nil, err
	}
	if err := out.write("wasm_exec.js", exec); err != nil {
		return nil, err
	}
	return m, out.tidy()
}

// A goRelease is a Go of the go command.
type goRelease struct {
	Version string `json:"GOVERSION"`
	Root    string `json:"GOROOT"`
}

// findGo asks the go command which Go it is.
func (b *Builder) findGo(ctx context.Context) (*goRelease, error) {
	out, err := output(b.Go(ctx, "env", "-json", "GOVERSION", "GOROOT"))
	if err != nil {
		return nil, err
	}
	g := &goRelease{}
	return g, json.Unmarshal(out, g)
}

// wasm makes a go command one that compiles for browsers.
func wasm(cmd *exec.Cmd) *exec.Cmd {
	cmd.Env = append(cmd.Environ(), "GOOS=js", "GOARCH=wasm", "GOWASM=", "CGO_ENABLED=0")
	return cmd
}

// output runs a command and returns what it writes; the error has what it says.
func output(cmd *exec.Cmd) ([]byte, error) {
	out, err := cmd.Output()
	if e, ok := err.(*exec.ExitError); ok {
		err = fmt.Errorf("%s: %w\n%s", path.Base(cmd.Path), err, e.Stderr)
	}
	return out, err
}
