package plainfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"golessons/internal/words"
)

// A Folder is a folder in which somebody else works. It may be given as a link;
// inside it no link is followed, neither to read nor to write, and anything that
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
		return nil, errors.Join(err, words.Errorf("%s was just replaced", d.Path(name)))
	}
	return &Folder{root}, nil
}

// Path returns the path of the name in the folder, for messages.
func (d *Folder) Path(name string) string { return filepath.Join(d.root.Name(), name) }

// Check returns an error unless name is a folder that can be entered without
// following a link, or is free, so that a folder can be made there.
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

// above returns an error if something above name is not a folder, but a link to
// one, for example.
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

// Stat returns the information on the plain file name.
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
	// If a link was put there after Stat, it has led to another file.
	if info, err := f.Stat(); err != nil || !os.SameFile(looked, info) {
		f.Close()
		return nil, errors.Join(err, words.Errorf("%s was just replaced", d.Path(name)))
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

// FreeName returns base+ext if there is no such file, else the first free one of
// base2+ext, base3+ext and so on. If looking at a name fails, it returns that
// error and does not try the next one.
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
	return "", words.Errorf("%s and all names like it are taken", d.Path(base+ext))
}

// Tidy removes unfinished files from the folder name, which programs that were
// killed while they wrote have left.
func (d *Folder) Tidy(name string) {
	if d.Check(name) != nil {
		return
	}
	entries, _ := fs.ReadDir(d.root.FS(), filepath.ToSlash(name))
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), tempPrefix) {
			continue
		}
		// Another launcher may still be writing a young one.
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() && time.Since(info.ModTime()) > time.Minute {
			d.root.Remove(filepath.Join(name, e.Name()))
		}
	}
}
