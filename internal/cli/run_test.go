package cli

import (
	"path/filepath"
	"strings"
	"testing"

	"golessons/internal/disktest"
	"golessons/internal/setup/setuptest"
)

// `go run . run` says in one line which cell failed and why.
func TestRunSaysWhichCellFailed(t *testing.T) {
	setuptest.Ready(t)
	for _, tt := range []struct{ name, cell, want string }{
		{"a compile error", "%%\nfmt.Println(nothing)", "cell 2 failed: line 2: undefined: nothing"},
		{"a compile error in a declaration", "func f() int {\n\treturn nothing\n}", "cell 2 failed: line 2: undefined: nothing"},
		{"a panic", "%%\npanic(\"boom\")", "cell 2 failed: line 2: panic: boom"},
		{"a mistake that mlx explains", "import \"golessons/mlx\"\n%%\nmlx.Dropout(1.5)", "cell 2 failed: line 3: mlx: Dropout: p = 1.5"},
		{"a claim that does not hold", "import \"golessons/helpers\"\n%%\nhelpers.Claim(\"one is two\", 1 == 2)", "cell 2 failed: this claim does not hold: one is two"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			nb := oneCell("%%\nfmt.Println(1)")
			nb.Cells = append(nb.Cells, oneCell(tt.cell).Cells...)
			nb.Cells[1].ID = "second"
			data, err := nb.Bytes()
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(t.TempDir(), "mine.ipynb")
			disktest.Write(t, file, string(data))
			var out, errOut strings.Builder
			if code := Main([]string{"run", file}, &out, &errOut); code != 1 {
				t.Errorf("exit status %d, want 1", code)
			}
			if !strings.Contains(out.String(), "✗ "+file+": "+tt.want) || !strings.Contains(errOut.String(), "golessons: 1 of 1 lessons failed") {
				t.Errorf("said\n%s%s, want %q", out.String(), errOut.String(), tt.want)
			}
		})
	}
}
