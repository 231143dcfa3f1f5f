package lite

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"golessons/internal/browser/browsertest"
)

// A laidOut is a folder with a base and cells, for a browser and for the linker
// of this computer.
type laidOut struct {
	*Builder
	dir, linker string
	base        *linkedBase
	packages    map[string]*compiled
	in          map[string]bool
}

// layOut links a base of what cells of the lessons import.
func layOut(t *testing.T) *laidOut {
	t.Helper()
	b := builder(t)
	b.Imports = []string{"golessons/helpers", "golessons/helpers/figure", "golessons/mlx"}
	g, err := b.findGo(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	packages, err := b.compile(t.Context(), g)
	if err != nil {
		t.Fatal(err)
	}
	l := &laidOut{Builder: b, dir: t.TempDir(), packages: map[string]*compiled{}, in: b.inBase(packages)}
	for _, p := range packages {
		l.packages[p.ImportPath] = p
	}
	if l.base, err = b.linkBase(t.Context(), g, packages); err != nil {
		t.Fatal(err)
	}
	l.linker = filepath.Join(b.Cache, "base", "link")
	return l
}

// run runs a tool for programs of browsers.
func (l *laidOut) run(t *testing.T, name string, args ...string) {
	t.Helper()
	if _, err := output(wasm(exec.CommandContext(t.Context(), name, args...))); err != nil {
		t.Fatal(err)
	}
}

// compileCell compiles a cell of testdata and returns the object.
func (l *laidOut) compileCell(t *testing.T, name string) string {
	t.Helper()
	object := filepath.Join(l.dir, name+".a")
	args := []string{"tool", "compile", "-o", object, "-p", "main", "-dwarf=false", "-importcfg", filepath.Join(l.Cache, "base", "importcfg"), "-pack"}
	if name != "undefined" {
		args = append(args, "-complete")
	}
	l.run(t, "go", append(args, filepath.Join("testdata", "cells", name+".go"))...)
	return object
}

// linkWhole links a compiled cell to a program of its own.
func (l *laidOut) linkWhole(t *testing.T, name string) {
	t.Helper()
	l.run(t, l.linker, "-o", filepath.Join(l.dir, name+".wasm"), "-importcfg", filepath.Join(l.Cache, "base", "importcfg"), "-s", "-w", filepath.Join(l.dir, name+".a"))
}

// outside returns the packages of a cell that are not in the base.
func (l *laidOut) outside(imports ...string) []string {
	var paths []string
	seen := map[string]bool{}
	for len(imports) > 0 {
		p := l.packages[imports[0]]
		imports = imports[1:]
		if p != nil && !seen[p.ImportPath] && !l.in[p.ImportPath] {
			seen[p.ImportPath] = true
			paths = append(paths, p.ImportPath)
			imports = append(imports, p.imports()...)
		}
	}
	return paths
}

// serveCells links cells with the linker of this computer, in one process, and
// returns their exit codes.
func (l *laidOut) serveCells(t *testing.T, bundle string, names ...string) string {
	t.Helper()
	cmd := wasm(exec.CommandContext(t.Context(), l.linker, "-o", os.DevNull, "-cells", bundle, "none"))
	var in bytes.Buffer
	for i, name := range names {
		fmt.Fprintf(&in, "%s\t%s.a\t%s\n", filepath.Join(l.Cache, "base", "importcfg"), filepath.Join(l.dir, name), filepath.Join(l.dir, fmt.Sprint(i)))
	}
	cmd.Stdin = &in
	cmd.Stderr = os.Stderr
	codes, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(string(codes)), " ")
}

// TestLinkCells links cells one after the other in one process. What one of them
// leaves behind must not show in the next.
func TestLinkCells(t *testing.T) {
	l := layOut(t)
	names := []string{"hello", "everything", "training", "undefined", "outside"}
	for _, name := range names {
		l.compileCell(t, name)
	}
	order := append(append([]string{}, names...), "outside", "undefined", "training", "everything", "hello")
	if codes := l.serveCells(t, l.base.Bundle, order...); codes != "0 0 0 3 3 3 3 0 0 0" {
		t.Errorf("with the light bundle: %s", codes)
	}
	if codes := l.serveCells(t, l.base.Rest, order...); codes != "0 0 0 2 0 0 2 0 0 0" {
		t.Errorf("with the rest: %s", codes)
	}
	for i := range names {
		if names[i] == "undefined" {
			continue
		}
		first, err := os.ReadFile(filepath.Join(l.dir, fmt.Sprint(i)))
		if err != nil {
			t.Fatal(err)
		}
		second, err := os.ReadFile(filepath.Join(l.dir, fmt.Sprint(len(order)-1-i)))
		if err != nil {
			t.Fatal(err)
		}
		if len(first) == 0 || !bytes.Equal(first, second) {
			t.Errorf("%s is linked in two ways, with %d and %d bytes", names[i], len(first), len(second))
		}
		t.Logf("%s: %d bytes", names[i], len(first))
	}
}

// outcome is what a program does.
type outcome struct {
	Code int
	Said string
	Ms   float64
}

// TestCellsInBrowser runs cells that are linked to the base, by the linker in the
// browser, and the same programs linked whole. They must do the same.
func TestCellsInBrowser(t *testing.T) {
	tab := browsertest.Tab(t, 5*time.Minute)
	l := layOut(t)
	g, err := l.findGo(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	l.run(t, "go", "build", "-trimpath", "-overlay", filepath.Join(l.Cache, "overlay", "overlay.json"), "-ldflags=-s -w", "-o", filepath.Join(l.dir, "link.wasm"), "cmd/link")
	for from, to := range map[string]string{
		filepath.Join(g.Root, "lib", "wasm", "wasm_exec.js"): "wasm_exec.js", "testdata/cells.html": "cells.html",
		l.base.Module: "base.wasm", l.base.Bundle: "base.bundle", l.base.Rest: "base.rest",
	} {
		copyFile(t, from, filepath.Join(l.dir, to))
	}
	scripts, err := filepath.Glob("assets/*.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, script := range scripts {
		copyFile(t, script, filepath.Join(l.dir, filepath.Base(script)))
	}
	var config strings.Builder
	for name, imports := range map[string][]string{"hello": nil, "everything": nil, "training": nil, "last": nil, "names": nil, "inlined": nil, "undefined": nil, "outside": {"text/template"}} {
		l.compileCell(t, name)
		if name != "undefined" {
			l.linkWhole(t, name)
		}
		outside := l.outside(imports...)
		if len(imports) > 0 && len(outside) == 0 {
			t.Errorf("%s imports nothing that is not in the base", name)
		}
		for _, path := range outside {
			fmt.Fprintf(&config, "packagefile %s=/pkg/%s.a\n", path, path)
			copyFile(t, l.packages[path].Export, filepath.Join(l.dir, "pkg", path+".a"))
		}
		if err := os.WriteFile(filepath.Join(l.dir, name+".packages"), []byte(strings.Join(outside, "\n")), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(l.dir, "importcfg"), []byte(config.String()), 0o666); err != nil {
		t.Fatal(err)
	}

	server := httptest.NewServer(http.FileServer(http.Dir(l.dir)))
	defer server.Close()
	for _, with := range []struct {
		bundle, names string
		absent        string // the cell that the bundle does not suffice for
		undefined     int    // the exit code for a cell that uses what there is not
	}{
		{"base.bundle", `["hello", "outside", "everything", "undefined", "last", "names", "inlined", "training", "hello", "training", "hello"]`, "outside", 3},
		{"base.rest", `["outside", "everything", "undefined", "names", "inlined", "outside"]`, "", 2},
	} {
		if err := chromedp.Do(tab, chromedp.Navigate(server.URL+"/cells.html")); err != nil {
			t.Fatal(err)
		}
		if _, err := chromedp.Run(tab, chromedp.Poll[bool]("window.ready")); err != nil {
			t.Fatal(err)
		}
		results, err := chromedp.Run(tab, chromedp.Evaluate[[]struct {
			Name                string
			Linked, Cell, Whole outcome
		}](fmt.Sprintf("check(%s, %q)", with.names, with.bundle), chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range results {
			t.Logf("%s of %s: linked in %.0f ms; runs %.0f ms, whole %.0f ms", r.Name, with.bundle, r.Linked.Ms, r.Cell.Ms, r.Whole.Ms)
			switch {
			case r.Name == with.absent:
				if r.Linked.Code != 3 || !strings.Contains(r.Linked.Said, "what is not in the base") {
					t.Errorf("%s: %+v", r.Name, r.Linked)
				}
			case r.Name == "undefined":
				if r.Linked.Code != with.undefined || !strings.Contains(r.Linked.Said, "doesNotExist not defined") {
					t.Errorf("%s: %+v", r.Name, r.Linked)
				}
			case r.Linked.Code != 0 || r.Linked.Said != "":
				t.Errorf("%s: %+v", r.Name, r.Linked)
			case r.Whole.Said == "" || r.Cell.Said != r.Whole.Said || r.Cell.Code != r.Whole.Code:
				t.Errorf("%s: the cell ended with %d after\n%s\nthe program that is linked whole with %d after\n%s", r.Name, r.Cell.Code, r.Cell.Said, r.Whole.Code, r.Whole.Said)
			}
		}
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, data, 0o666); err != nil {
		t.Fatal(err)
	}
}
