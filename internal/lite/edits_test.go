package lite

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golessons/internal/words"
)

func init() { words.Use("en") }

// builder returns a Builder that works in a temporary folder.
func builder(t *testing.T) *Builder {
	t.Helper()
	return &Builder{Cache: t.TempDir(), Go: func(ctx context.Context, args ...string) *exec.Cmd {
		return exec.CommandContext(ctx, "go", args...)
	}}
}

// TestEdits fails where the sources of Go's tools have changed: a new version of
// Go needs new edits.
func TestEdits(t *testing.T) {
	b := builder(t)
	g, err := b.findGo(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.overlay(g); err != nil {
		t.Fatal(err)
	}
	other := regexp.MustCompile(`internal/(?:x86|arm64|riscv64|mips)"|(?:arm64|x86)\.Init|rewriteValue(?:ARM64|RISCV64|386)`)
	for _, e := range slices.Concat(edits, programEdits) {
		source, err := os.ReadFile(filepath.Join(g.Root, "src", e.file))
		if err != nil {
			t.Fatal(err)
		}
		text, err := e.change(string(source))
		if err != nil {
			t.Errorf("%s: %v", e.file, err)
		}
		if left := other.FindString(text); left != "" {
			t.Errorf("%s still has %s", e.file, left)
		}
		if _, err := e.change("package main\n"); err == nil {
			t.Errorf("%s: an empty file passes for Go's", e.file)
		}
	}
}

func TestUnknownGo(t *testing.T) {
	b := builder(t)
	g := &goRelease{"go1.99", t.TempDir()}
	for _, e := range slices.Concat(edits, programEdits) {
		file := filepath.Join(g.Root, "src", e.file)
		os.MkdirAll(filepath.Dir(file), 0o777)
		os.WriteFile(file, []byte("package main\n"), 0o666)
	}
	_, err := b.overlay(g)
	if err == nil || !strings.Contains(err.Error(), "the tools of go1.99 cannot be built for the browser: cmd/compile/main.go has changed") {
		t.Error(err)
	}
	if err := os.RemoveAll(g.Root); err != nil {
		t.Fatal(err)
	}
	if _, err := b.overlay(g); err == nil || !strings.Contains(err.Error(), "the sources of Go's tools are missing") {
		t.Error(err)
	}
}
