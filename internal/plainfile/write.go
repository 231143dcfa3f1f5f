package plainfile

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// Write replaces a file in one step, or makes it, with the folders above it. It
// also replaces whatever else has the name, unless that is a folder. The mode of
// a new file is what the umask leaves of 0666.
func Write(name string, data []byte) error { return write(name, data, 0o666) }

// WritePrivate is like Write, for a file that only its user may read, from its
// first byte on.
func WritePrivate(name string, data []byte) error { return write(name, data, private) }

const private fs.FileMode = 0o600

func write(name string, data []byte, perm fs.FileMode) error {
	dir := filepath.Dir(name)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	return replace(root, filepath.Base(name), data, perm)
}

// replace writes a file beside its place, then moves it there.
func replace(root *os.Root, name string, data []byte, perm fs.FileMode) error {
	old, err := root.Lstat(name)
	if err == nil && old.IsDir() {
		return &WrongKind{filepath.Join(root.Name(), name), old.Mode(), "file"}
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	temp := filepath.Join(filepath.Dir(name), tempPrefix+rand.Text())
	f, err := root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	// A mode that the user has given to the file is kept, unless it must be
	// private.
	if err == nil && old != nil && old.Mode().IsRegular() && perm != private {
		err = keepMode(f, old.Mode().Perm())
	}
	if err == nil {
		err = f.Sync()
	}
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOSYS) || errors.Is(err, syscall.ENOTSUP) {
		err = nil // the file system cannot do it
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = root.Rename(temp, name)
	}
	if err != nil {
		root.Remove(temp)
	}
	return err
}

// tempPrefix begins a file's name while the file is being written.
const tempPrefix = ".golessons-new-"

// keepMode gives f the mode of the file it replaces.
func keepMode(f *os.File, mode fs.FileMode) error {
	info, err := f.Stat()
	if err != nil || info.Mode().Perm() == mode {
		return err
	}
	return f.Chmod(mode)
}

// Everywhere reports whether writing any other file on the disk would fail with
// the same err: the disk is full, or cannot be written.
func Everywhere(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EROFS)
}
