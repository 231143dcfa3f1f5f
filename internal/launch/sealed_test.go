package launch

import (
	"io"
	"os"
	"path/filepath"
	"testing"
)

func TestSealed(t *testing.T) {
	checkout := t.TempDir()
	write(t, filepath.Join(checkout, "go.mod"), "module golessons\n")
	t.Setenv(checkoutVariable, checkout)
	t.Setenv("GOLESSONS_STATE", "")
	t.Chdir(t.TempDir())
	s, err := FindState()
	if err != nil || s.Checkout != checkout {
		t.Fatalf("%+v, %v", s, err)
	}
	if s.sealed() || s.stamped("anything", "key", s.Dir) {
		t.Error("a set-up that nobody made is complete")
	}
	write(t, s.path("sealed"), "")
	if !s.sealed() || !s.stamped("anything", "key", s.Dir) {
		t.Error("a sealed set-up is not complete")
	}
	if _, err := (&Environment{s}).setUp(t.Context(), io.Discard); err != nil {
		t.Error(err)
	}
	if made, _ := os.ReadDir(s.Dir); len(made) != 1 {
		t.Errorf("a sealed set-up was written to: %v", made)
	}
}
