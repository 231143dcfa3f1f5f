package gonb

import (
	"bytes"
	"errors"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// checkout is where go.mod is.
var checkout = filepath.Join("..", "..")

// pinned returns the source of the version of GoNB that go.mod names.
func pinned(t *testing.T) string {
	t.Helper()
	cmd := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", Module)
	cmd.Dir = checkout
	out, err := cmd.Output()
	dir := strings.TrimSpace(string(out))
	if err != nil || dir == "" {
		t.Skipf("GoNB's source is not here: go mod download %s (%v)", Module, err)
	}
	return dir
}

func load(t *testing.T) []*Patch {
	t.Helper()
	patches, err := Patches()
	if err != nil {
		t.Fatal(err)
	}
	return patches
}

func TestEachPatchAppliesAndSaysWhy(t *testing.T) {
	source, patches := pinned(t), load(t)
	if len(patches) == 0 {
		t.Fatal("there are no patches")
	}
	before := map[string][]byte{}
	for i, p := range patches {
		t.Run(p.File, func(t *testing.T) {
			if p.Title == "" || p.Reason == "" || p.Upstream == "" {
				t.Errorf("title %q, reason %q, upstream %q", p.Title, p.Reason, p.Upstream)
			}
			after, err := apply(source, patches[:i+1])
			if err != nil {
				t.Fatal(err)
			}
			for _, change := range p.changes {
				if bytes.Equal(after[change.NewName], before[change.NewName]) {
					t.Errorf("%s is as it was", change.NewName)
				}
			}
			before = after
			// Longer changes belong in a package of ours.
			for name, n := range longest(p.text) {
				if n > 16 {
					t.Errorf("%d lines are added to %s in a row", n, name)
				}
			}
		})
	}
	if err := Check(source); err != nil {
		t.Error(err)
	}
}

// longest returns how many lines at most a patch adds in a row to each file.
func longest(text string) map[string]int {
	most := map[string]int{}
	name, run := "", 0
	for line := range strings.Lines(text) {
		if file, ok := strings.CutPrefix(line, "+++ b/"); ok {
			name, run = strings.TrimSpace(file), 0
		} else if strings.HasPrefix(line, "+") {
			run++
			most[name] = max(most[name], run)
		} else {
			run = 0
		}
	}
	return most
}

func TestApply(t *testing.T) {
	source, dst := pinned(t), filepath.Join(t.TempDir(), "gonb")
	if err := Apply(source, checkout, dst); err != nil {
		t.Fatal(err)
	}
	changed, err := apply(source, load(t))
	if err != nil {
		t.Fatal(err)
	}
	called := map[string]bool{}
	err = filepath.WalkDir(dst, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dst, file)
		if err != nil {
			return err
		}
		got, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		mine := strings.HasPrefix(name, folder+"/")
		if strings.HasSuffix(name, ".go") {
			parsed, err := parser.ParseFile(token.NewFileSet(), name, got, parser.SkipObjectResolution)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				return nil
			}
			for _, spec := range parsed.Imports {
				imported, _ := strconv.Unquote(spec.Path.Value)
				if strings.HasPrefix(imported, ours) {
					t.Errorf("%s imports %s, which GoNB cannot", name, imported)
				}
				if !mine && strings.HasPrefix(imported, imports) {
					called[path.Base(imported)] = true
				}
			}
		}
		if want, ok := changed[name]; ok {
			if !bytes.Equal(got, want) {
				t.Errorf("%s differs from the patched file", name)
			}
			if before, err := os.ReadFile(filepath.Join(source, filepath.FromSlash(name))); err == nil && formatted(before) && !formatted(got) {
				t.Errorf("%s is no longer as gofmt writes it", name)
			}
			return nil
		}
		if !mine {
			want, err := os.ReadFile(filepath.Join(source, filepath.FromSlash(name)))
			if err != nil || !bytes.Equal(got, want) {
				t.Errorf("%s has changed, by no patch (%v)", name, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range packages {
		if name := path.Base(dir); !called[name] {
			t.Errorf("no patch calls %s", dir)
		} else if _, err := os.Stat(filepath.Join(dst, folder, name)); err != nil {
			t.Error(err)
		}
		delete(called, path.Base(dir))
	}
	for name := range called {
		t.Errorf("a patch calls %s, which is not in packages", name)
	}
}

// formatted reports whether a file is as gofmt writes it. A file that is not Go
// is not.
func formatted(source []byte) bool {
	want, err := format.Source(source)
	return err == nil && bytes.Equal(source, want)
}

// Package declares depends on two texts in GoNB's source.
func TestTextsOfGoNB(t *testing.T) {
	source := pinned(t)
	for file, text := range map[string]string{
		"parser.go": `"func main() { flag.Parse() }"`,
		"goexec.go": `InitFunctionPrefix = "init_"`,
	} {
		if data, err := os.ReadFile(filepath.Join(source, "internal", "goexec", file)); err != nil || !strings.Contains(string(data), text) {
			t.Errorf("GoNB's %s has no %s any more (%v): see internal/kernel/declares", file, text, err)
		}
	}
}

func TestConflict(t *testing.T) {
	source, patches := pinned(t), load(t)
	mutilated := filepath.Join(t.TempDir(), "gonb@v9.8.7")
	if err := os.CopyFS(mutilated, os.DirFS(source)); err != nil {
		t.Fatal(err)
	}
	const name = "internal/goexec/goplsclient/exec.go"
	file := filepath.Join(mutilated, filepath.FromSlash(name))
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const call = "<-time.After(ConnectTimeout)\n\t\tc.mu.Lock()" // in the second hunk
	lines := 1 + strings.Count(string(text[:max(strings.Index(string(text), call), 0)]), "\n")
	replace := func(with string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(strings.Replace(string(text), call, with, 1)), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	p := patches[slices.IndexFunc(patches, func(p *Patch) bool { return p.Title == "Make the first completion fast" })]

	replace("time.Sleep(ConnectTimeout)\n\t\tc.mu.Lock()")
	err = Check(mutilated)
	var c *Conflict
	if !errors.As(err, &c) || c.Patch.File != p.File {
		t.Fatalf("Check = %v", err)
	}
	for _, part := range []string{`"Make the first completion fast"`, p.File, "GoNB v9.8.7", name, "hunk 2 (@@ -157,7", "line " + strconv.Itoa(lines), "README.md"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("the error does not say %q: %v", part, err)
		}
	}
	dst := filepath.Join(t.TempDir(), "dst")
	if again := Apply(mutilated, checkout, dst); again == nil || again.Error() != err.Error() {
		t.Errorf("Apply = %v, Check = %v", again, err)
	}
	if _, err := os.Stat(dst); err == nil {
		t.Error("Apply has left something")
	}

	// One more line is enough: where the hunk fits then may be the wrong place.
	replace("_ = 0\n\t\t" + call)
	if err := Check(mutilated); err == nil {
		t.Error("a hunk that has moved applies")
	}

	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if err := Check(mutilated); err == nil || !strings.Contains(err.Error(), p.File) || !strings.Contains(err.Error(), name) || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("without the file: %v", err)
	}
}

// A file that a patch adds must not be there: GoNB may have got one of its own.
func TestNewFile(t *testing.T) {
	p, err := parse("01.patch", "From: A <a@localhost>\nSubject: Title\n\nWhy.\n\nUpstream: nothing.\n\ndiff --git a/f b/f\nnew file mode 100644\n--- /dev/null\n+++ b/f\n@@ -0,0 +1 @@\n+b\n")
	if err != nil {
		t.Fatal(err)
	}
	source := t.TempDir()
	if files, err := apply(source, []*Patch{p}); err != nil || string(files["f"]) != "b\n" {
		t.Errorf("apply = %q, %v", files, err)
	}
	if _, err := apply(source, []*Patch{p, p}); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a file that an earlier patch adds: %v", err)
	}
	if err := os.WriteFile(filepath.Join(source, "f"), []byte("a\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := apply(source, []*Patch{p}); !errors.Is(err, fs.ErrExist) || !strings.Contains(err.Error(), ": f: ") {
		t.Errorf("a file that is there: %v", err)
	}
}

func TestParse(t *testing.T) {
	const diff = "\ndiff --git a/f b/f\n--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n+b\n"
	const head = "From: A <a@localhost>\nSubject: Title\n\n"
	p, err := parse("01.patch", head+"Why.\nMore.\n\nSecond.\n\nUpstream: an issue\nor two.\n"+diff)
	if err != nil || p.Title != "Title" || p.Reason != "Why.\nMore.\n\nSecond." || p.Upstream != "an issue\nor two." {
		t.Errorf("parse = %+v, %v", p, err)
	}
	for text, want := range map[string]string{
		head + "Why.\n" + diff:                   "Upstream:",
		head + "Why.\n\nUpstream:\n" + diff:      "Upstream:",
		head + "Upstream: an issue\n" + diff:     "Upstream:",
		head + "\n\nUpstream: an issue\n" + diff: "Upstream:",
		head + diff:                              "reason",
		strings.Replace(head, "Title", "", 1) + "Why.\n\nUpstream: an issue\n" + diff:                                             "title",
		head + "Why.\n\nUpstream: an issue\n":                                                                                     "changes nothing",
		head + "Why.\n\nUpstream: x\n\ndiff --git a/f b/f\ndeleted file mode 100644\n--- a/f\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n": "only",
	} {
		if _, err := parse("01.patch", text); err == nil || !strings.HasPrefix(err.Error(), "01.patch") || !strings.Contains(err.Error(), want) {
			t.Errorf("parse(%q) = %v, want an error with %q", text, err, want)
		}
	}
}
