package gonb

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// For a browser, GoNB imports each stand-in, and nothing that one stands in for.
// TestKernel in internal/lite builds it.
func TestApplyForBrowser(t *testing.T) {
	dst := filepath.Join(t.TempDir(), "gonb")
	if err := ApplyForBrowser(pinned(t), checkout, dst); err != nil {
		t.Fatal(err)
	}
	imported := map[string]bool{}
	err := filepath.WalkDir(dst, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(file, ".go") {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range parsed.Imports {
			path, _ := strconv.Unquote(spec.Path.Value)
			imported[path] = true
			if standIns[path] != "" || strings.HasPrefix(path, ours) {
				t.Errorf("%s imports %s", file, path)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for replaced, dir := range standIns {
		if !imported[imports+path.Base(dir)] {
			t.Errorf("nothing imports %s in the place of %s", dir, replaced)
		}
		if path.Base(dir) != path.Base(replaced) {
			t.Errorf("%s has another name than %s, by which GoNB calls it", dir, replaced)
		}
	}
}
