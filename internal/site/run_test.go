package site_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A site with a part that runs has it in a folder of its own, and a button on each page
// that leads there; when the next one has no such part, nothing of it is left.
func TestPartThatRuns(t *testing.T) {
	b := builder(t)
	lessons := filepath.Join(t.TempDir(), "lessons")
	b.Lessons, b.Files, b.Languages = lessons, []string{"en/02_relu.ipynb"}, []string{"en"}
	lesson(t, filepath.Join(lessons, "en", "02_relu.ipynb"), text("# 02 ReLU"))
	dir := filepath.Join(t.TempDir(), "site")
	b.Run = map[string][]byte{"en/index.html": []byte("runs"), "scripts/0123/page/boot.js": []byte("start()")}
	if _, _, err := b.Build(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	read := func(name string) string {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	if got := read("run/scripts/0123/page/boot.js"); got != "start()" {
		t.Errorf("a script is %q", got)
	}
	for name, want := range map[string]string{
		"index.html":      `href="run/en/index.html"`,
		"en/index.html":   `href="../run/en/index.html"`,
		"en/02_relu.html": `href="../run/en/index.html?path=en%2F02_relu.ipynb"`,
	} {
		if !strings.Contains(read(name), want) {
			t.Errorf("%s has no button with %s", name, want)
		}
	}

	b.Run = nil
	if _, _, err := b.Build(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "run")); err == nil {
		t.Error("run is left in a site that is to be read only")
	}
	for _, name := range []string{"index.html", "en/index.html", "en/02_relu.html"} {
		if strings.Contains(read(name), "run/") {
			t.Errorf("%s leads to a part that runs, and there is none", name)
		}
	}
}
