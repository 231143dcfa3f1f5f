package lite

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golessons/internal/state"
	"golessons/internal/words"
)

// A program with mlx has 12 MB, of which the cell is some thousand bytes. To link
// it the linker reads 70 MB of packages, which takes seconds in a browser, and
// the browser compiles all of it anew. So what programs have in common is linked
// once, here: the base, with all packages of the lessons. In the browser the
// linker only adds a cell to it (linker/ld/cells.go.txt): a module of its own
// that shares the base's memory, registers and table of functions, and calls its
// functions. The page compiles the base once for all cells.

// baseStd are the packages of the standard library whose functions are all in the
// base. Cells may import others too; what they use of them is linked to the cell.
// The last ones are for generic functions of the others, which are compiled with
// the cell.
var baseStd = []string{
	"bufio", "bytes", "cmp", "context", "encoding/csv", "encoding/json", "errors", "fmt", "io", "iter", "maps", "math", "math/bits", "math/cmplx",
	"math/rand", "math/rand/v2", "os", "path/filepath", "reflect", "regexp", "runtime", "runtime/debug", "slices", "sort", "strconv", "strings",
	"sync", "sync/atomic", "text/tabwriter", "time", "unicode", "unicode/utf8",
	"internal/bytealg", "internal/race", "internal/sync", "unique", "weak",
}

// A linkedBase is the files of a base.
type linkedBase struct {
	Module string // the program
	Bundle string // what the linker needs of it
	Rest   string // the same, and all that the packages have and the base has not
}

// linkBase links the packages to a base.
func (b *Builder) linkBase(ctx context.Context, g *goRelease, packages []*compiled) (*linkedBase, error) {
	overlay, err := b.overlay(g)
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(b.Cache, "base")
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	file := func(name string) string { return filepath.Join(dir, name) }
	fail := func(err error) (*linkedBase, error) {
		return nil, words.Errorf("the packages for cells in a browser could not be linked: %w", err)
	}

	// The linker, for this computer.
	linker := file("link")
	if _, err := output(b.Go(ctx, "build", "-trimpath", "-overlay", overlay, "-o", linker, "cmd/link")); err != nil {
		return fail(err)
	}
	var source, config bytes.Buffer
	source.WriteString("package main\n\nimport (\n")
	for _, path := range b.basePackages() {
		fmt.Fprintf(&source, "\t_ %s\n", strconv.Quote(path))
	}
	source.WriteString(")\n\nfunc main() {}\n")
	for _, p := range packages {
		fmt.Fprintf(&config, "packagefile %s=%s\n", p.ImportPath, p.Export)
	}
	if err := state.WriteNew(file("base.go"), source.Bytes()); err != nil {
		return nil, err
	}
	if err := state.WriteNew(file("importcfg"), config.Bytes()); err != nil {
		return nil, err
	}
	if _, err := output(wasm(b.Go(ctx, "tool", "compile", "-o", file("base.a"), "-trimpath", dir+"=>", "-p", "main", "-complete", "-dwarf=false",
		"-importcfg", file("importcfg"), "-pack", file("base.go")))); err != nil {
		return fail(err)
	}
	base := &linkedBase{file("base.wasm"), file("base.bundle"), file("base.rest")}
	link := wasm(exec.CommandContext(ctx, linker, "-o", base.Module, "-importcfg", file("importcfg"), "-buildmode=exe", "-s", "-w",
		"-base", "-bundle", base.Bundle, "-rest", base.Rest, file("base.a")))
	link.Env = append(link.Env, "GOROOT="+g.Root)
	if _, err := output(link); err != nil {
		return fail(err)
	}
	return base, nil
}

// basePackages returns the packages whose functions are all in the base.
func (b *Builder) basePackages() []string {
	paths := slices.Concat(baseStd, b.Imports)
	slices.Sort(paths)
	return slices.Compact(paths)
}

// inBase returns the packages that the base has something of: those whose
// functions are all in it, and what these import in turn.
func (b *Builder) inBase(packages []*compiled) map[string]bool {
	byPath := map[string]*compiled{}
	for _, p := range packages {
		byPath[p.ImportPath] = p
	}
	in := map[string]bool{}
	var add func(path string)
	add = func(path string) {
		if p := byPath[path]; p != nil && !in[path] {
			in[path] = true
			for _, imported := range p.imports() {
				add(imported)
			}
		}
	}
	for _, path := range b.basePackages() {
		add(path)
	}
	return in
}

// exportData returns the part of a compiled package that the compiler reads when
// another one imports it. It is an archive with that part alone; what the linker
// reads of a package in the base is in the base's bundle.
func exportData(archive []byte) ([]byte, error) {
	const magic, head, size = "!<arch>\n", 60, 48 // an entry's head ends with its size and two bytes
	if len(archive) < len(magic)+head || !bytes.HasPrefix(archive, []byte(magic+"__.PKGDEF ")) {
		return nil, fmt.Errorf("a compiled package does not begin with what others import")
	}
	n, err := strconv.Atoi(strings.TrimSpace(string(archive[len(magic)+size : len(magic)+head-2])))
	if err != nil || n > len(archive)-len(magic)-head {
		return nil, fmt.Errorf("a compiled package is broken")
	}
	return archive[:len(magic)+head+n], nil
}
