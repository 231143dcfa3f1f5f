package lab

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golessons/internal/disktest"
	"golessons/internal/state"
)

// A launcher that hangs does not keep others from opening the lessons in another
// folder.
func TestLocksArePerFolder(t *testing.T) {
	s := &state.State{Dir: t.TempDir()}
	dir, other := t.TempDir(), t.TempDir()
	link := filepath.Join(t.TempDir(), "link")
	disktest.Symlink(t, dir, link)
	lock := func(dir string) (*os.File, error) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		return Lock(ctx, s, dir, &bytes.Buffer{})
	}
	hangs, err := lock(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer hangs.Close()
	if f, err := lock(other); err != nil {
		t.Errorf("another folder: %v", err)
	} else {
		f.Close()
	}
	if f, err := lock(link); err == nil {
		f.Close()
		t.Error("the same folder by another path was locked twice")
	}
}
