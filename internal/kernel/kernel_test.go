package kernel

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRunOutsideAKernelspec(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	t.Setenv(StateVariable, "")
	if err := Run(nil); err == nil || !strings.Contains(err.Error(), "GOLESSONS_STATE is not set: start the kernel through its kernelspec") {
		t.Errorf("error %v", err)
	}
	t.Setenv(StateVariable, t.TempDir())
	if err := Run(nil); err == nil || !strings.Contains(err.Error(), "run `go run .` in the golessons checkout to set it up again") {
		t.Errorf("error %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(os.TempDir(), "golessons-*")); len(left) > 0 {
		t.Errorf("left %q", left)
	}
}

func TestSet(t *testing.T) {
	env := []string{"A=1", "AB=2", "A=3"}
	if got, want := strings.Join(set(env, "A", "4"), " "), "AB=2 A=4"; got != want {
		t.Errorf("env is %q, want %q", got, want)
	}
	if env[0] != "A=1" {
		t.Error("the given env was changed")
	}
}
