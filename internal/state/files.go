package state

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"golessons/internal/plainfile"
)

// WriteFile writes a file of ours atomically: a killed launcher leaves the old
// file or the new one, never a part.
func WriteFile(name string, data []byte) error {
	if err := plainfile.Write(name, data); err != nil {
		return Unwritable(filepath.Dir(name), err)
	}
	return nil
}

// ReadFile reads a file of ours.
func ReadFile(name string) ([]byte, error) { return plainfile.Read(name, plainfile.Large) }

// WriteNew writes a file, unless it has the same content already.
func WriteNew(name string, data []byte) error {
	if old, err := ReadFile(name); err == nil && bytes.Equal(old, data) {
		return nil
	}
	return WriteFile(name, data)
}

// WriteJSON writes a file of settings, unless it has the same content already.
func WriteJSON(name string, settings any) error {
	data, err := json.MarshalIndent(settings, "", "  ")
	if err != nil {
		return err
	}
	return WriteNew(name, data)
}

// Exists reports whether there is a file, a folder or a link at path.
func Exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// Link makes name a symbolic link to target, unless it is one already.
func Link(target, name string) error {
	if old, err := os.Readlink(name); err == nil && old == target {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return Unwritable(filepath.Dir(name), err)
	}
	os.Remove(name)
	if err := os.Symlink(target, name); err != nil {
		return Unwritable(filepath.Dir(name), err)
	}
	return nil
}

// EscapeGlob returns the pattern that matches path and nothing else.
func EscapeGlob(path string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(path)
}

// Writable reports whether files can be made in dir, which need not exist.
func Writable(dir string) error {
	for {
		info, err := os.Stat(dir)
		if errors.Is(err, os.ErrNotExist) && dir != filepath.Dir(dir) {
			dir = filepath.Dir(dir)
			continue
		}
		if err != nil {
			return err
		}
		if !info.IsDir() {
			return syscall.ENOTDIR
		}
		f, err := os.CreateTemp(dir, ".golessons-new-*") // as package plainfile's, which tidies up
		var pathErr *fs.PathError
		if errors.As(err, &pathErr) {
			return pathErr.Err
		}
		if err != nil {
			return err
		}
		f.Close()
		return os.Remove(f.Name())
	}
}

// FreeSpace returns how much can be written below dir, which need not exist, in
// GB.
func FreeSpace(dir string) (float64, error) {
	for {
		var st syscall.Statfs_t
		err := syscall.Statfs(dir, &st)
		if err == nil {
			return float64(st.Bavail) * float64(st.Bsize) / 1e9, nil
		}
		if dir == filepath.Dir(dir) {
			return 0, err
		}
		dir = filepath.Dir(dir)
	}
}

// TempDir makes a folder in the state folder for the caller to remove. The next
// set-up removes one that a killed launcher has left.
func (s *State) TempDir() (string, error) {
	if err := os.MkdirAll(s.Dir, 0o777); err != nil {
		return "", Unwritable(s.Dir, err)
	}
	tmp, err := os.MkdirTemp(s.Dir, "tmp-")
	if err != nil {
		return "", Unwritable(s.Dir, err)
	}
	return tmp, nil
}
