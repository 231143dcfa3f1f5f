package gonb

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// tree writes files, by their names, and returns their folder.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// Our packages that a package imports are copied with it.
func TestCopied(t *testing.T) {
	files := map[string]string{
		"internal/a/a.go":      "package a\n\nimport (\n\t\"fmt\"\n\n\tword \"golessons/internal/words\" // a word\n\t_ \"golessons/b\"\n)\n\n// \"golessons/b\" is a text here.\nvar _ = fmt.Sprint(word.T, \"golessons/b\")\n",
		"internal/a/a_test.go": "package a\n\nimport _ \"golessons/internal/c\"\n",
		"internal/a/linux.go":  "//go:build linux\n\npackage a\n",
		"internal/a/a.md":      "a",
		"internal/words/w.go":  "package words\n\nimport \"os\"\n\nvar T = os.Args\n",
		"b/b.go":               "package b\n\nimport _ \"golessons/internal/words\"\n",
		"internal/c/c.go":      "package c\n",
	}
	dir := tree(t, files)
	got, err := copied(dir, []string{"internal/a"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if names := slices.Sorted(maps.Keys(got)); !slices.Equal(names, []string{
		"internal/golessons/a/a.go", "internal/golessons/a/linux.go", "internal/golessons/b/b.go", "internal/golessons/words/w.go",
	}) {
		t.Errorf("copied %q", names)
	}
	const at = "github.com/janpfeifer/gonb/internal/golessons/"
	want := "package a\n\nimport (\n\t\"fmt\"\n\n\tword \"" + at + "words\" // a word\n\t_ \"" + at + "b\"\n)\n\n// \"golessons/b\" is a text here.\nvar _ = fmt.Sprint(word.T, \"golessons/b\")\n"
	if text := string(got["internal/golessons/a/a.go"]); text != want {
		t.Errorf("a.go is\n%s\nwant\n%s", text, want)
	}
	if text := string(got["internal/golessons/words/w.go"]); text != files["internal/words/w.go"] {
		t.Errorf("w.go is\n%s", text)
	}

	if _, err := copied(dir, []string{"internal/a", "internal/missing"}, nil); err == nil {
		t.Error("a missing package gives no error")
	}
	same := tree(t, map[string]string{"x/a/a.go": "package a\n", "y/a/a.go": "package a\n"})
	if _, err := copied(same, []string{"x/a", "y/a"}, nil); err == nil || !strings.Contains(err.Error(), "x/a and y/a") {
		t.Errorf("two packages of one name: %v", err)
	}
}

// GoNB is built anew when a patch or a file of ours that goes into it changes,
// and not when something else does.
func TestKey(t *testing.T) {
	dir := tree(t, map[string]string{"a/a.go": "package a\n", "a/a_test.go": "package a\n"})
	patches := load(t)
	now := func(patches []*Patch) string {
		t.Helper()
		files, err := copied(dir, []string{"a"}, nil)
		if err != nil {
			t.Fatal(err)
		}
		return key(patches, files)
	}
	first := now(patches)
	same := func(name string, changed bool, patches []*Patch) {
		t.Helper()
		if got := now(patches) != first; got != changed {
			t.Errorf("%s: the key changes: %t, want %t", name, got, changed)
		}
	}
	same("nothing", false, load(t))
	edited := *patches[3]
	edited.text = strings.Replace(edited.text, "\n+", "\n+ ", 1)
	same("a patch's diff", true, slices.Concat(patches[:3], []*Patch{&edited}, patches[4:]))
	same("a patch less", true, patches[1:])
	same("another order", true, slices.Concat(patches[1:], patches[:1]))
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, "a", name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("a_test.go", "package a\n\n// Changed.\n")
	write("README.md", "new")
	same("a test", false, patches)
	write("a.go", "package a\n\n// Changed.\n")
	same("a file", true, patches)
	write("a.go", "package a\n")
	same("the file as it was", false, patches)
	write("b.go", "package a\n")
	same("a file more", true, patches)

	got, err := Key(checkout)
	if err != nil {
		t.Fatal(err)
	}
	files, err := copied(checkout, packages, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got != key(patches, files) {
		t.Error("Key is not that of the patches and packages")
	}
	if _, err := Key(t.TempDir()); err == nil {
		t.Error("a checkout without our packages has a key")
	}
}
