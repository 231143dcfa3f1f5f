package launch

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"golessons/internal/kernel"
	"golessons/internal/plainfile"
)

// learnerFolder is the default of -dir, below the home folder.
const learnerFolder = "golessons-notebooks"

// State is where everything that the set-up makes lives: .golessons in the
// checkout, or the folder that GOLESSONS_STATE names. Deleting it undoes the
// set-up.
type State struct {
	Checkout string // the folder with go.mod
	Dir      string
}

// FindState finds the checkout from the current folder upwards, or in an image
// where checkoutVariable says.
func FindState() (*State, error) {
	dir := os.Getenv(checkoutVariable)
	if dir == "" {
		var err error
		if dir, err = os.Getwd(); err != nil {
			return nil, err
		}
	}
	for d := dir; ; d = filepath.Dir(d) {
		mod, err := readFile(filepath.Join(d, "go.mod"))
		if err == nil && bytes.HasPrefix(mod, []byte("module golessons\n")) {
			s := &State{Checkout: d, Dir: filepath.Join(d, ".golessons")}
			if other := os.Getenv(kernel.StateVariable); other != "" {
				if s.Dir, err = filepath.Abs(other); err != nil {
					return nil, err
				}
			}
			return s, nil
		}
		if d == filepath.Dir(d) {
			return nil, fmt.Errorf("%s is not inside the golessons checkout; change into the checkout and try again", dir)
		}
	}
}

func (s *State) path(elem ...string) string {
	return filepath.Join(append([]string{s.Dir}, elem...)...)
}

// lock keeps a second launcher from doing the same thing, which doing names, at
// the same time. It waits, and says so, until the first one has finished. The
// lock is dropped when the returned file is closed in each process that has
// it: the programs that a step runs are given it, so that one that outlives a
// killed launcher still holds it.
//
// What differs from one launcher to another stands in of: they wait for nobody
// who does the same of something else.
func (s *State) lock(ctx context.Context, out io.Writer, doing, of string) (*os.File, error) {
	f, err := s.openLock(doing + of)
	if err != nil {
		return nil, err
	}
	said := false
	for {
		locked, err := tryLock(f)
		if err != nil || locked {
			return f, err
		}
		if !said {
			fmt.Fprintln(out, "  another golessons is "+doing+"; waiting for it")
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

// openLock opens the file of a lock. The state folder is ours: what stands there
// and is no file goes.
func (s *State) openLock(name string) (*os.File, error) {
	if err := os.MkdirAll(s.Dir, 0o777); err != nil {
		return nil, unwritable(s.Dir, err)
	}
	path := s.path("lock-" + strings.ReplaceAll(name, " ", "-"))
	if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {
		os.Remove(path)
	}
	f, err := plainfile.OpenFile(path, os.O_CREATE|os.O_RDWR|syscall.O_NOFOLLOW, 0o600)
	if err != nil {
		return nil, unwritable(s.Dir, err)
	}
	// Who can read a file can lock it, and keep us waiting. (Not every file
	// system has modes.)
	f.Chmod(0o600)
	return f, nil
}

// tryLock locks f, which it closes if there is an error, unless somebody else
// has it locked.
func tryLock(f *os.File) (bool, error) {
	for {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		switch {
		case err == nil:
			return true, nil
		case errors.Is(err, syscall.EWOULDBLOCK):
			return false, nil
		case !errors.Is(err, syscall.EINTR):
			f.Close()
			return false, fmt.Errorf("cannot lock %s: %w", f.Name(), err)
		}
	}
}

// unwritable is the sentence for a folder that cannot be written, whatever the
// reason: rights, a read-only disk, a file in the way.
func unwritable(dir string, err error) error {
	var pathErr *fs.PathError
	var linkErr *os.LinkError
	switch {
	case errors.As(err, &pathErr):
		err = pathErr.Err
	case errors.As(err, &linkErr):
		err = linkErr.Err
	}
	return fmt.Errorf("cannot write to %s (%w); name another folder with -dir, or %s for what the set-up makes", dir, err, kernel.StateVariable)
}

// Stamps: a step that is done leaves a file with the key of what it was done
// for and the list of the files it made. A step whose key or files differ is
// done again, so that neither a kill halfway nor a deleted file leaves a
// half-set-up environment behind.

func (s *State) stamped(name, key string, root string) bool {
	if s.sealed() {
		return true
	}
	stamp, err := readFile(s.path("stamps", name))
	if err != nil {
		return false
	}
	head, list, _ := strings.Cut(string(stamp), "\n")
	if head != key {
		return false
	}
	for line := range strings.Lines(list) {
		var size int64
		var file string
		if n, _ := fmt.Sscanf(line, "%d %q", &size, &file); n != 2 {
			return false
		}
		info, err := os.Lstat(filepath.Join(root, file))
		if err != nil || info.Mode().IsRegular() && info.Size() != size {
			return false
		}
	}
	return true
}

// stamp records that step name is done for key, and the files below root
// among paths that it made.
func (s *State) stamp(name, key, root string, paths ...string) error {
	var b strings.Builder
	b.WriteString(key + "\n")
	for _, p := range paths {
		err := filepath.WalkDir(filepath.Join(root, p), func(file string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.IsDir() {
				if d.Name() == "__pycache__" { // Python writes these when it likes
					return fs.SkipDir
				}
				return nil
			}
			info, err := d.Info()
			if err != nil {
				return err
			}
			rel, err := filepath.Rel(root, file)
			if err != nil {
				return err
			}
			fmt.Fprintf(&b, "%d %q\n", info.Size(), rel)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return writeFile(s.path("stamps", name), []byte(b.String()))
}

// writeFile writes a file of ours in one move, so that a kill leaves the old
// one or the new one and never a part.
func writeFile(name string, data []byte) error {
	if err := plainfile.Write(name, data); err != nil {
		return unwritable(filepath.Dir(name), err)
	}
	return nil
}

// readFile reads a file of ours.
func readFile(name string) ([]byte, error) { return plainfile.Read(name, plainfile.Large) }

// writeNew writes a file unless it says the same already.
func writeNew(name string, data []byte) error {
	if old, err := readFile(name); err == nil && bytes.Equal(old, data) {
		return nil
	}
	return writeFile(name, data)
}

// writeJSON writes a file of settings, unless it says the same already.
func writeJSON(name string, settings any) error {
	data, err := json.MarshalIndent(settings, "", "  ")
	if err != nil {
		return err
	}
	return writeNew(name, data)
}

// exists reports whether there is something at path.
func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// hash names what a step was done for.
func hash(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d %s\n", len(p), p)
	}
	return fmt.Sprintf("%x", h.Sum(nil)[:12])
}

// hashTree is the hash of the Go files below dirs, tests aside.
func hashTree(dirs ...string) (string, error) {
	var parts []string
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.IsDir() && d.Name() == "testdata" {
				return fs.SkipDir
			}
			if !d.Type().IsRegular() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
				return nil
			}
			data, err := readFile(file)
			parts = append(parts, file, string(data))
			return err
		})
		if err != nil {
			return "", err
		}
	}
	return hash(parts...), nil
}
