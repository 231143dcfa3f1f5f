package state

import (
	"syscall"
	"testing"

	"golessons/internal/disktest"
)

// Whoever can read a file can lock it: another user could keep every start
// waiting.
func TestLocksArePrivate(t *testing.T) {
	s := &State{Dir: t.TempDir()}
	old := syscall.Umask(0)
	defer syscall.Umask(old)
	disktest.Write(t, s.Path("lock-old"), "")
	for _, name := range []string{"old", "new"} {
		f, err := s.OpenLock(name)
		if err != nil {
			t.Fatal(err)
		}
		info, err := f.Stat()
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v", name, info.Mode())
		}
		f.Close()
	}
}
