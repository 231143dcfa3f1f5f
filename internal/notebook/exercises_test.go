package notebook

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestExercises(t *testing.T) {
	tagged := func(tags ...any) *Cell { return &Cell{Type: "code", Metadata: map[string]any{"tags": tags}} }
	nb := &Notebook{Cells: []*Cell{tagged("exercise-relu"), tagged("check-relu"), tagged("exercise-leaky"), tagged("check-leaky")}}
	names, err := nb.Exercises()
	if err != nil || strings.Join(names, " ") != "relu leaky" {
		t.Errorf("exercises %q, %v", names, err)
	}
	nb.Cells = nb.Cells[:3]
	if _, err := nb.Exercises(); err == nil || !strings.Contains(err.Error(), `exercise "leaky" has 1 stubs and 0 checks`) {
		t.Errorf("error %v", err)
	}
	file := filepath.Join(t.TempDir(), "relu.go")
	if err := os.WriteFile(file, []byte("//go:build ignore\n\npackage main\n\n// myReLU is max(0, x).\nfunc myReLU(x float64) float64 { return max(0, x) }\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got, err := Solution(file); err != nil || got != "// myReLU is max(0, x).\nfunc myReLU(x float64) float64 { return max(0, x) }" {
		t.Errorf("solution %q, %v", got, err)
	}
}
