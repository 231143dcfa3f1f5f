package lab

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golessons/internal/disktest"
)

// Whatever else stands in the place of the log is replaced by a new file, and
// nobody waits for it.
func TestOddLog(t *testing.T) {
	for kind, make := range disktest.OddThings {
		if kind == "a folder" || kind == "a file" || strings.Contains(kind, "cannot be") {
			continue // a sentence says it
		}
		t.Run(kind, func(t *testing.T) {
			file := filepath.Join(disktest.ShortDir(t), "jupyter.log")
			make(t, file)
			disktest.Within(t, "the log", func() {
				if log, err := newLog(file); err != nil {
					t.Error(err)
				} else {
					log.Close()
				}
			})
		})
	}
}

// Whatever the umask says, only its user can read the log.
func TestLogIsPrivate(t *testing.T) {
	file := filepath.Join(t.TempDir(), "jupyter.log")
	for _, umask := range []int{0o077, 0o027, 0o022} {
		old := syscall.Umask(umask)
		log, err := newLog(file)
		syscall.Umask(old)
		if err != nil {
			t.Fatal(err)
		}
		log.Close()
		if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("umask %o: the log has mode %o", umask, info.Mode().Perm())
		}
	}
}
