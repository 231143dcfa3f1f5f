package setup

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"golessons/internal/disktest"
	"golessons/internal/state"
)

func TestSealed(t *testing.T) {
	checkout := t.TempDir()
	disktest.Write(t, filepath.Join(checkout, "go.mod"), "module golessons\n")
	t.Setenv(state.CheckoutVariable, checkout)
	t.Setenv("GOLESSONS_STATE", "")
	t.Chdir(t.TempDir())
	s, err := state.Find()
	if err != nil || s.Checkout != checkout {
		t.Fatalf("%+v, %v", s, err)
	}
	if s.Sealed() || s.Stamped("anything", "key", s.Dir) {
		t.Error("a set-up that nobody made is complete")
	}
	disktest.Write(t, s.Path("sealed"), "")
	if !s.Sealed() || !s.Stamped("anything", "key", s.Dir) {
		t.Error("a sealed set-up is not complete")
	}
	if _, err := (&Environment{s}).SetUp(t.Context(), io.Discard); err != nil {
		t.Error(err)
	}
	if made, _ := os.ReadDir(s.Dir); len(made) != 1 {
		t.Errorf("a sealed set-up was written to: %v", made)
	}
}
