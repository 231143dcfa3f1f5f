package apidoc

import (
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golessons/internal/kernel/complete"
)

func write(t *testing.T, files map[string]string) (dir string, names []string) {
	t.Helper()
	dir = t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir, slices.Sorted(maps.Keys(files))
}

func docsOf(t *testing.T, importPath, dir string, files []string) complete.Docs {
	t.Helper()
	data, err := Of(importPath, dir, files)
	if err != nil {
		t.Fatal(err)
	}
	var docs complete.Docs
	if err := json.Unmarshal(data, &docs); err != nil {
		t.Fatalf("%s: %v", data, err)
	}
	return docs
}

func TestOf(t *testing.T) {
	dir, files := write(t, map[string]string{
		"a.go": `// Package a is a package.
package a

// F does something.
func F(x int) int { return hidden(x) }

// hidden is not told.
func hidden(x int) int { return x }

// A T is a type.
type T struct {
	// A is a field.
	A int
	B int // the other one
	c int // not told
}

// M is a method.
func (t *T) M() {}

func (t T) Silent() {}

type (
	// An I is an interface.
	I interface {
		// Do does.
		Do()
	}
	small struct{ A int /* not told */ }
)

// Silent is of a type that is not told.
func (small) Silent() {}
`,
		"b.go": `package a

// The days.
const (
	Monday = iota
	// Tuesday is after Monday.
	Tuesday
)

// G is generic.
type G[K comparable, V any] struct{}

// Get gets.
func (g *G[K, V]) Get(k K) (v V) { return }

var X = 1 // said behind it
`,
	})
	want := complete.Docs{
		"": "Package a is a package.\n", "F": "F does something.\n", "T": "A T is a type.\n", "T.A": "A is a field.\n",
		"T.B": "the other one\n", "T.M": "M is a method.\n", "I": "An I is an interface.\n", "I.Do": "Do does.\n",
		"Monday": "The days.\n", "Tuesday": "Tuesday is after Monday.\n", "G": "G is generic.\n", "G.Get": "Get gets.\n", "X": "said behind it\n",
	}
	if got := docsOf(t, "a", dir, files); !maps.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func TestOfNothing(t *testing.T) {
	dir, files := write(t, map[string]string{"a.go": "package a\n\nfunc F() {}\n"})
	if data, err := Of("a", dir, files); data != nil || err != nil {
		t.Errorf("%s, %v", data, err)
	}
	if _, err := Of("a", dir, []string{"missing.go"}); err == nil {
		t.Error("a missing file gives no error")
	}
}

// Go's own functions have no type, so their declarations are told as they are
// written.
func TestOfBuiltin(t *testing.T) {
	dir, err := exec.Command("go", "list", "-f", "{{.Dir}}", Builtin).Output()
	if err != nil {
		t.Fatal(err)
	}
	docs := docsOf(t, Builtin, strings.TrimSpace(string(dir)), []string{"builtin.go"})
	if got, want := docs["=append"], "func append(slice []Type, elems ...Type) []Type"; got != want {
		t.Errorf("append is %q, want %q", got, want)
	}
	if !strings.Contains(docs["append"], "appends elements") || !strings.Contains(docs["error"], "error condition") {
		t.Errorf("append: %q, error: %q", docs["append"], docs["error"])
	}
}

func TestShortened(t *testing.T) {
	long := strings.Repeat("word ", longest/10) + "end.\n"
	for _, tt := range []struct{ text, want string }{
		{"Short.\n", "Short.\n"},
		{long, long},
		{long + "\n" + long + "\n" + long, long + "\n…\n"},
		{long + "\n# A heading\n\n" + long + "\n" + long, long + "\n…\n"},
		{long + "\nThese are:\n\n" + long + "\n" + long, long + "\n…\n"},
		{long + long + long, long + long + long},
	} {
		if got := shortened(tt.text); got != tt.want {
			t.Errorf("of %d bytes %d are left: …%q", len(tt.text), len(got), got[max(0, len(got)-60):])
		}
	}
}
