//go:build unix

package main

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The table in docs/architecture.md has each package once, and no other; the files
// and folders in a row's last column are in that package.
func TestArchitectureHasEveryPackage(t *testing.T) {
	// go keeps the result of a test until a file changes that the test itself has
	// looked at; go list is another program.
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && strings.HasPrefix(d.Name(), ".") && path != "." {
			return fs.SkipDir
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("go", "list", "-f", "{{.Dir}}", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	var packages []string
	for _, dir := range strings.Fields(string(out)) {
		name, err := filepath.Rel(root, dir)
		if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, name)
	}

	row := regexp.MustCompile("(?m)^\\| `(.+?)` \\|.*\\|(.*)\\|$")
	within := regexp.MustCompile("`([a-z]+|[\\w-]+\\.(?:go|md))`")
	var listed []string
	for _, found := range row.FindAllStringSubmatch(read(t, "docs/architecture.md"), -1) {
		name, last := found[1], found[2]
		if slices.Contains(listed, name) {
			t.Errorf("docs/architecture.md has two rows for %s", name)
		}
		listed = append(listed, name)
		if !slices.Contains(packages, name) {
			t.Errorf("docs/architecture.md has a row for %s, which is not a package", name)
			continue
		}
		for _, file := range within.FindAllStringSubmatch(last, -1) {
			if _, err := os.Stat(filepath.Join(name, file[1])); err != nil {
				t.Errorf("docs/architecture.md: there is no %s in %s", file[1], name)
			}
		}
	}
	for _, name := range packages {
		if !slices.Contains(listed, name) {
			t.Errorf("docs/architecture.md has no row for %s", name)
		}
	}
}

// The files and folders that the documents link to or name exist, also those in
// their commands.
func TestDocumentsNameWhatExists(t *testing.T) {
	documents, err := filepath.Glob("docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	packages, err := filepath.Glob("internal/*/README.md")
	if err != nil || len(packages) < 2 {
		t.Fatal(packages, err)
	}
	documents = append(documents, packages...)
	inGoNB := []string{"internal/golessons", "internal/goexec"} // folders of that repository
	atRoot := func(name string) bool { _, err := os.Stat(name); return err == nil }
	seen := 0
	for _, document := range append(documents, "README.md", "CONTRIBUTING.md", "docs/architecture.svg") {
		for _, name := range namesIn(read(t, document), filepath.Dir(document), atRoot) {
			seen++
			if strings.HasPrefix(document, "internal/gonb/") && slices.Contains(inGoNB, name) {
				continue
			}
			if found, err := filepath.Glob(name); err != nil || len(found) == 0 {
				t.Errorf("%s names %s, which is not there", document, name)
			}
		}
	}
	if seen < 100 {
		t.Errorf("the documents name only %d files", seen)
	}
}

var (
	links = regexp.MustCompile(`\]\(([^):#]+)(?:#[^)]*)?\)`)
	codes = regexp.MustCompile("(?s)```.*?```|`[^`\n]+`|<text.*?</text>")
	words = regexp.MustCompile("[^\\s`'\"<>=,;()]+")
	// Placeholders for a name of the reader's choice: NAME, NN_name.
	placeholder = regexp.MustCompile(`(^|/)[A-Z]{2,}(_\w+)?(\.\w+)?(/|$)`)
)

// namesIn returns the paths that a document in a folder names: its links, and the
// words in its code or in a picture's text that begin with a folder at the root.
func namesIn(document, folder string, atRoot func(name string) bool) []string {
	var names []string
	for _, link := range links.FindAllStringSubmatch(document, -1) {
		names = append(names, filepath.Join(folder, link[1]))
	}
	for _, code := range codes.FindAllString(document, -1) {
		for _, word := range words.FindAllString(code, -1) {
			name := strings.TrimSuffix(strings.TrimPrefix(word, "./"), "/...")
			first, _, below := strings.Cut(name, "/")
			if (below || name != word) && first != "" && atRoot(first) && !placeholder.MatchString(name) {
				names = append(names, filepath.Clean(name))
			}
		}
	}
	return names
}

func TestNamesIn(t *testing.T) {
	got := namesIn("See [it](../mlx/doc.go#top), [that](https://go.dev/x), [below](#below), `mlx/relu.go`, `mlx/NAME.go`,"+
		" `lessons/solutions/NN_name/NAME.go`, `go test ./helpers/... -run X`, `progress.tsv`, `~/mlx/mine`, `text/plain`,"+
		" `lessons/*/02.ipynb` and `lessons/`.\n\n```\ncd mlx/testdata && go test ./internal\n```\n<text x=\"1\">internal/words</text>\n",
		"docs", func(name string) bool {
			return slices.Contains([]string{"mlx", "lessons", "helpers", "internal"}, name)
		})
	want := []string{"mlx/doc.go", "mlx/relu.go", "helpers", "lessons/*/02.ipynb", "lessons", "mlx/testdata", "internal", "internal/words"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
