package notebook

import (
	"path/filepath"
	"strings"
	"testing"
)

// The lessons' exercises have the names under which the lesson itself counts them.
func TestCheckedNamesAreThoseOfProgress(t *testing.T) {
	files, _ := filepath.Glob("../../lessons/*/*.ipynb")
	if len(files) == 0 {
		t.Fatal("there are no lessons")
	}
	for _, file := range files {
		nb, err := Read(file)
		if err != nil {
			t.Fatal(err)
		}
		names, err := nb.Checked()
		if err != nil {
			t.Fatal(err)
		}
		want := `helpers.Progress("` + strings.Join(names, `", "`) + `")`
		found := false
		for _, c := range nb.Cells {
			found = found || strings.Contains(c.Source, want)
		}
		if !found {
			t.Errorf("%s: no cell calls %s", file, want)
		}
	}
}
