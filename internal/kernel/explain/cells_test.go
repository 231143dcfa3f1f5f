package explain

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestCells(t *testing.T) {
	t.Setenv("GOROOT", filepath.FromSlash("/go"))
	var cells Cells
	cells.Run(3, []string{"func f() {}"})
	cells.Run(4, []string{"%%", "f(1)"})
	p := cells.Program("package main\n\nf(1)", false, map[string]struct{}{filepath.FromSlash("/course"): {}})
	for _, origin := range [][2]int{{-1, -1}, {-1, -1}, {4, 1}} {
		p.From(origin[0], origin[1])
	}
	if p.Cell != 4 || len(p.Code) != 3 || len(p.Cells) != 2 || p.origin(2) != (Line{4, 2}) || p.origin(0) != (Line{}) {
		t.Errorf("Program = %+v", p)
	}
	if report := Build("en", p, "./main.go:3:3: too many arguments in call to f"); !strings.HasPrefix(report.Value, "line 2: ") {
		t.Errorf("the report names the wrong line: %q", report.Value)
	} else if mime := report.MIME(); mime["text/html"] != report.HTML() || mime["text/plain"] != report.Text() || len(mime) != 2 {
		t.Errorf("MIME() = %v", mime)
	}
	for path, want := range map[string][]string{
		"fmt":                 {"/go/src/fmt"},
		"golessons/mlx/inner": {"/go/src/golessons/mlx/inner", "/course/mlx/inner"},
	} {
		for i := range want {
			want[i] = filepath.FromSlash(want[i])
		}
		if got := p.Folders(path); !slices.Equal(got, want) {
			t.Errorf("Folders(%q) = %q, want %q", path, got, want)
		}
	}
}
