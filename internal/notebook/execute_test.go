package notebook

import (
	"errors"
	"golessons/internal/disktest"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// If nbclient does not start, the error says so.
func TestExecuteWithoutNbclient(t *testing.T) {
	x := &Executor{Python: "/bin/false", Kernel: "golessons", Limit: time.Second}
	if _, err := x.Execute(t.Context(), &Notebook{Format: 4, Minor: 5}, t.TempDir()); err == nil || !strings.HasPrefix(err.Error(), "nbclient: ") {
		t.Errorf("error %v", err)
	}
	x.Python = "/no/python"
	var missing *os.PathError
	if _, err := x.Execute(t.Context(), &Notebook{Format: 4, Minor: 5}, t.TempDir()); !errors.As(err, &missing) {
		t.Errorf("error %v", err)
	}
}

func TestReason(t *testing.T) {
	for _, tt := range []struct{ printed, name, value, want string }{
		{"before\n", "CompileError", "line 2: undefined: x", "line 2: undefined: x"},
		{"before\n", "Panic", "line 3: panic: boom", "line 3: panic: boom"},
		// A program that ends itself prints the reason before.
		{"one\n\x1b[31mno data\x1b[0m\n", "ExitError", "the program ended itself: log.Fatal", "no data (the program ended itself: log.Fatal)"},
		{"", "ExitError", "the program ended itself: os.Exit(3)", "the program ended itself: os.Exit(3)"},
		{"", "ERROR", "", "ERROR"},
	} {
		cell := &Cell{Outputs: []*Output{{Type: "stream", Name: "stderr", Text: tt.printed}}}
		if got := reason(cell, &Output{EName: tt.name, EValue: tt.value}); got != tt.want {
			t.Errorf("reason of %q is %q, want %q", tt.printed, got, tt.want)
		}
	}
}

// A line of any length from the program that runs the cells is read to its end,
// and reading something that is no file does not wait.
func TestNothingWaits(t *testing.T) {
	dir := t.TempDir()
	python := filepath.Join(dir, "python")
	script := "#!/bin/sh\nhead -c 3000000 /dev/zero | tr '\\0' x >&2\necho >&2\necho '{\"failed\": \"in the end\"}' >&2\ncat\n"
	if err := os.WriteFile(python, []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	nb := &Notebook{Format: 4, Minor: 5, Metadata: map[string]any{}, Cells: []*Cell{{ID: "one", Type: "code", Source: "%%", Metadata: map[string]any{}}}}
	disktest.Within(t, "Execute or Read", func() {
		x := &Executor{Python: python, Env: os.Environ()}
		if _, err := x.Execute(t.Context(), nb, dir); err == nil || !strings.Contains(err.Error(), "in the end") {
			t.Errorf("error %v", err)
		}
		pipe := filepath.Join(dir, "pipe.ipynb")
		if err := syscall.Mkfifo(pipe, 0o644); err != nil {
			t.Error(err)
		}
		if _, err := Read(pipe); err == nil || !strings.Contains(err.Error(), "pipe.ipynb is a named pipe, not a file") {
			t.Errorf("error %v", err)
		}
	})
}
