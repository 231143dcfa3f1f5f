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
	for _, tt := range []struct {
		cells []*Cell
		want  string
	}{
		{nb.Cells[:3], `exercise "leaky" has 1 stubs and 0 checks`},
		{nb.Cells[1:], `exercise "relu" has 0 stubs and 1 checks`},
		{append(nb.Cells[:4:4], tagged("exercise-relu")), `exercise "relu" has 2 stubs and 1 checks`},
		{append(nb.Cells[:4:4], tagged("check-leaky")), `exercise "leaky" has 1 stubs and 2 checks`},
	} {
		if _, err := (&Notebook{Cells: tt.cells}).Exercises(); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("error %v, want %s", err, tt.want)
		}
	}
}

func TestSolution(t *testing.T) {
	file := filepath.Join(t.TempDir(), "relu.go")
	if err := os.WriteFile(file, []byte("//go:build ignore\n\npackage main\n\n// myReLU is max(0, x).\nfunc myReLU(x float64) float64 { return max(0, x) }\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got, err := Solution(file); err != nil || got != "// myReLU is max(0, x).\nfunc myReLU(x float64) float64 { return max(0, x) }" {
		t.Errorf("solution %q, %v", got, err)
	}
}
