// Package plainfile reads and writes plain files, and nothing else that may
// stand where a file is expected: a named pipe or a device would make its
// reader wait for ever, a folder or a socket cannot be read, and a link may
// lead anywhere.
//
// Opening never waits, and what was opened is looked at after it was opened, so
// that nobody can put something else there in between. Reading stops at a
// limit. Writing is all or nothing, reaches the disk before the old content
// goes, and leaves the file's mode to the umask.
//
// The functions are for files of our own, by any path; [Folder] is for a folder
// that somebody else works in.
package plainfile

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// Large is a limit for files that have no reason to be large, and sometimes
// are: a notebook with all of its figures.
const Large = 256 << 20

// A WrongKind is the error for something that is not what was expected.
type WrongKind struct {
	Path string
	Is   fs.FileMode // what it is
	Want string      // "file" or "folder"
}

func (e *WrongKind) Error() string {
	return fmt.Sprintf("%s is %s, not a %s", e.Path, kind(e.Is), e.Want)
}

// kind names a mode's kind, for a sentence.
func kind(mode fs.FileMode) string {
	switch {
	case mode.IsRegular():
		return "a file"
	case mode.IsDir():
		return "a folder"
	case mode&fs.ModeSymlink != 0:
		return "a link"
	case mode&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	}
	return "a device"
}

// Open opens a file for reading. The name may be a link to the file.
func Open(name string) (*os.File, error) { return OpenFile(name, os.O_RDONLY, 0) }

// OpenFile is os.OpenFile for plain files. It does not wait for the other end
// of a named pipe.
func OpenFile(name string, flag int, perm fs.FileMode) (*os.File, error) {
	f, err := os.OpenFile(name, flag|syscall.O_NONBLOCK, perm)
	return plain(f, err, name)
}

// plain is what an opening returns: f, if it is a plain file.
func plain(f *os.File, err error, name string) (*os.File, error) {
	if errors.Is(err, syscall.ENXIO) { // a socket, or a pipe that nobody reads
		if info, statErr := os.Stat(name); statErr == nil && !info.Mode().IsRegular() {
			return nil, &WrongKind{name, info.Mode(), "file"}
		}
	}
	if errors.Is(err, syscall.EISDIR) {
		return nil, &WrongKind{name, fs.ModeDir, "file"}
	}
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = &WrongKind{name, info.Mode(), "file"}
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// Read reads a file of at most limit bytes.
func Read(name string, limit int64) ([]byte, error) {
	f, err := Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readAll(f, name, limit)
}

func readAll(f *os.File, name string, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = fmt.Errorf("%s is larger than %d MB", name, limit>>20)
	}
	return data, err
}

// Write replaces a file, or whatever stands there that is no folder, in one
// step, and makes the folders above it. Its mode is what the umask leaves of
// 0666.
func Write(name string, data []byte) error { return write(name, data, 0o666) }

// WritePrivate is Write for a file that only its user may read, from its first
// byte on.
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

// replace writes a file beside its place and moves it there.
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
	// The mode that its user gave to the file is kept, unless we know better.
	if err == nil && old != nil && old.Mode().IsRegular() && perm != private {
		err = keepMode(f, old.Mode().Perm())
	}
	if err == nil {
		err = f.Sync()
	}
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOSYS) || errors.Is(err, syscall.ENOTSUP) {
		err = nil // a file system that does not know how
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

// tempPrefix is how a file's name begins while it is being written.
const tempPrefix = ".golessons-new-"

// keepMode gives f the mode of the file it replaces.
func keepMode(f *os.File, mode fs.FileMode) error {
	info, err := f.Stat()
	if err != nil || info.Mode().Perm() == mode {
		return err
	}
	return f.Chmod(mode)
}

// A Folder is a folder that somebody else works in. By its own name it may be a
// link; inside it no link is followed, neither to read nor to write, and what
// is no plain file is left as it is.
type Folder struct{ root *os.Root }

// OpenFolder opens the folder dir, which must exist.
func OpenFolder(dir string) (*Folder, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &Folder{root}, nil
}

// Close closes the folder.
func (d *Folder) Close() error { return d.root.Close() }

// Sub opens the folder name in the folder, which must not be a link.
func (d *Folder) Sub(name string) (*Folder, error) {
	looked, err := d.root.Lstat(name)
	if err != nil {
		return nil, err
	}
	if !looked.IsDir() {
		return nil, &WrongKind{d.Path(name), looked.Mode(), "folder"}
	}
	root, err := d.root.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	if info, err := root.Stat("."); err != nil || !os.SameFile(looked, info) {
		root.Close()
		return nil, errors.Join(err, fmt.Errorf("%s was just replaced", d.Path(name)))
	}
	return &Folder{root}, nil
}

// Path returns the path of the name in the folder, for messages.
func (d *Folder) Path(name string) string { return filepath.Join(d.root.Name(), name) }

// Check returns an error if name is neither a folder that can be entered, by
// no link, nor free for one to be made there.
func (d *Folder) Check(name string) error {
	err := d.above(filepath.Join(name, "x"))
	if err != nil {
		return err
	}
	sub, err := d.root.OpenRoot(name)
	if err == nil {
		return sub.Close()
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// above returns an error if what is above name is no real folder.
func (d *Folder) above(name string) error {
	dir := filepath.Dir(name)
	if dir == "." {
		return nil
	}
	parts := strings.Split(dir, string(filepath.Separator))
	for i := range parts {
		part := filepath.Join(parts[:i+1]...)
		info, err := d.root.Lstat(part)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		if !info.IsDir() {
			return &WrongKind{d.Path(part), info.Mode(), "folder"}
		}
	}
	return nil
}

// Stat returns what is known of the plain file name.
func (d *Folder) Stat(name string) (fs.FileInfo, error) {
	if err := d.above(name); err != nil {
		return nil, err
	}
	info, err := d.root.Lstat(name)
	if err == nil && !info.Mode().IsRegular() {
		err = &WrongKind{d.Path(name), info.Mode(), "file"}
	}
	return info, err
}

// Open opens the plain file name for reading.
func (d *Folder) Open(name string) (*os.File, error) {
	looked, err := d.Stat(name)
	if err != nil {
		return nil, err
	}
	f, err := d.root.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if f, err = plain(f, err, d.Path(name)); err != nil {
		return nil, err
	}
	// A link that was put there in between leads to another file.
	if info, err := f.Stat(); err != nil || !os.SameFile(looked, info) {
		f.Close()
		return nil, errors.Join(err, fmt.Errorf("%s was just replaced", d.Path(name)))
	}
	return f, nil
}

// Read reads the plain file name of at most limit bytes.
func (d *Folder) Read(name string, limit int64) ([]byte, error) {
	f, err := d.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readAll(f, d.Path(name), limit)
}

// Write replaces the plain file name in one step, or makes it, with the folders
// above it.
func (d *Folder) Write(name string, data []byte) error {
	if _, err := d.Stat(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := d.root.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	return replace(d.root, name, data, 0o666)
}

// FreeName returns base+ext, or with a number the first such name that nobody
// has. An error is one that looking at a name gave, and not for the next name
// to be rid of.
func (d *Folder) FreeName(base, ext string) (string, error) {
	if err := d.above(base + ext); err != nil {
		return "", err
	}
	name := base + ext
	for i := 2; i < 10_000; i++ {
		_, err := d.root.Lstat(name)
		if errors.Is(err, fs.ErrNotExist) {
			return name, nil
		}
		if err != nil {
			return "", err
		}
		name = fmt.Sprintf("%s%d%s", base, i, ext)
	}
	return "", fmt.Errorf("%s and all names like it are taken", d.Path(base+ext))
}

// Tidy removes what kills have left of files that were being written in the
// folder name.
func (d *Folder) Tidy(name string) {
	if d.Check(name) != nil {
		return
	}
	entries, _ := fs.ReadDir(d.root.FS(), filepath.ToSlash(name))
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), tempPrefix) {
			continue
		}
		// A young one may be another launcher's, which is at work.
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() && time.Since(info.ModTime()) > time.Minute {
			d.root.Remove(filepath.Join(name, e.Name()))
		}
	}
}

// Everywhere reports whether err is one that every file of the disk would give:
// it is full, or cannot be written.
func Everywhere(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EROFS)
}
