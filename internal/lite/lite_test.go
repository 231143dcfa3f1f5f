package lite

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestBuild builds the tools, which takes a minute where nobody has done it
// before, and the packages.
func TestBuild(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles Go's compiler")
	}
	b := builder(t)
	b.Imports = []string{"golessons/helpers/predict"}
	extra := filepath.Join(t.TempDir(), "k.wasm")
	if err := os.WriteFile(extra, []byte("\x00asm kernel"), 0o666); err != nil {
		t.Fatal(err)
	}
	b.Tools = map[string]string{"kernel": extra}
	dir := t.TempDir()
	m, err := b.Build(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(dir, Folder)
	var read Manifest
	data, err := os.ReadFile(filepath.Join(folder, "manifest.json"))
	if err == nil {
		err = json.Unmarshal(data, &read)
	}
	if err != nil || read.Version != m.Version || len(read.Packages) != len(m.Packages) || !strings.HasPrefix(read.Go, "go1.") {
		t.Errorf("the manifest has version %s of %s and %d packages: %v", read.Version, read.Go, len(read.Packages), err)
	}
	for _, name := range []string{"fs.js", "view.js", "go.js", "tools.js", "packages.js", "wasm_exec.js"} {
		if _, err := os.Stat(filepath.Join(folder, name)); err != nil {
			t.Error(err)
		}
	}

	texts, err := os.ReadFile(filepath.Join(folder, licences))
	for _, of := range []string{"github.com/janpfeifer/gonb", "go1.", "Redistribution and use in source and binary forms"} {
		if err != nil || !strings.Contains(string(texts), of) {
			t.Errorf("%s does not have %s (%v)", licences, of, err)
		}
	}

	check := func(f File, begin string) {
		t.Helper()
		packed, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(f.File)))
		if err != nil {
			t.Error(err)
			return
		}
		r, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			t.Errorf("%s: %v", f.File, err)
			return
		}
		content, err := io.ReadAll(r)
		if err != nil || len(packed) != f.GZ || len(content) != f.Size || !strings.HasPrefix(string(content), begin) {
			t.Errorf("%s has %d bytes, and %d unpacked, that begin with %.10q: %v", f.File, len(packed), len(content), content, err)
		}
	}
	for _, tool := range []string{"compile", "link", "kernel"} {
		check(m.Tools[tool], "\x00asm")
	}
	for path, p := range m.Packages {
		check(p.File, "!<arch>\n")
		for _, imported := range p.Imports {
			if _, ok := m.Packages[imported]; !ok {
				t.Errorf("%s imports %s, which is not there", path, imported)
			}
		}
	}
	for path, base := range map[string]bool{"fmt": true, "golessons/helpers/predict": true, "golessons/internal/words": true, "internal/abi": true, "testing": false} {
		if p, ok := m.Packages[path]; !ok || p.Base != base {
			t.Errorf("%s is there: %v, in the base: %v", path, ok, p.Base)
		}
	}
	// The compiler for browsers knows one processor.
	if size := m.Tools["compile"].GZ; size > 7e6 {
		t.Errorf("the compiler has %d bytes", size)
	}

	// The version stays where nothing has changed, and is another where something
	// has.
	if again, err := b.Build(t.Context(), dir); err != nil || again.Version != m.Version {
		t.Errorf("the second time the version is %s and not %s: %v", again.Version, m.Version, err)
	}
	if err := os.WriteFile(extra, []byte("\x00asm kernel 2"), 0o666); err != nil {
		t.Fatal(err)
	}
	if again, err := b.Build(t.Context(), dir); err != nil || again.Version == m.Version {
		t.Errorf("with another kernel the version is still %s: %v", again.Version, err)
	}
}
