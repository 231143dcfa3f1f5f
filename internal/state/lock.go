package state

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"syscall"
	"time"

	"golessons/internal/plainfile"
	"golessons/internal/words"
)

// Lock takes the lock named doing; it waits, saying so, while another launcher
// holds it. Launchers that do the same to different things give different names
// in of, and do not wait for each other.
//
// The lock is released when the returned file is closed in every process that
// has it: the programs that a step runs inherit it, so one that outlives a
// killed launcher still holds it.
func (s *State) Lock(ctx context.Context, out io.Writer, doing, of string) (*os.File, error) {
	f, err := s.OpenLock(doing + of)
	if err != nil {
		return nil, err
	}
	said := false
	for {
		locked, err := TryLock(f)
		if err != nil || locked {
			return f, err
		}
		if !said {
			words.Fprintf(out, "  another golessons is %s; waiting for it\n", words.T(doing))
			said = true
		}
		select {
		case <-ctx.Done():
			f.Close()
			return nil, ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// OpenLock opens the file of a lock. The state folder is ours: whatever else
// stands in its place is removed.
func (s *State) OpenLock(name string) (*os.File, error) {
	if err := os.MkdirAll(s.Dir, 0o777); err != nil {
		return nil, Unwritable(s.Dir, err)
	}
	path := s.Path("lock-" + strings.ReplaceAll(name, " ", "-"))
	if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {
		os.Remove(path)
	}
	f, err := plainfile.OpenFile(path, os.O_CREATE|os.O_RDWR|syscall.O_NOFOLLOW, 0o600)
	if err != nil {
		return nil, Unwritable(s.Dir, err)
	}
	// Whoever can read a file can lock it, and would keep us waiting. (Not every
	// file system has modes.)
	f.Chmod(0o600)
	return f, nil
}

// TryLock locks f and reports true, or false if somebody else has locked it.
// With an error it closes f.
func TryLock(f *os.File) (bool, error) {
	for {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		switch {
		case err == nil:
			return true, nil
		case errors.Is(err, syscall.EWOULDBLOCK):
			return false, nil
		case !errors.Is(err, syscall.EINTR):
			f.Close()
			return false, words.Errorf("cannot lock %s: %w", f.Name(), err)
		}
	}
}
