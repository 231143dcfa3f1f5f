package launch

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

// link makes name a symbolic link to target, if it is not one already.
func link(target, name string) error {
	if old, err := os.Readlink(name); err == nil && old == target {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return unwritable(filepath.Dir(name), err)
	}
	os.Remove(name)
	if err := os.Symlink(target, name); err != nil {
		return unwritable(filepath.Dir(name), err)
	}
	return nil
}

// escapeGlob makes a path stand for itself in a pattern.
func escapeGlob(path string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(path)
}

// writable reports whether files can be made in dir, which need not exist.
func writable(dir string) error {
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

// freeSpace is the space for files below dir, which need not exist, in GB.
func freeSpace(dir string) (float64, error) {
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

func (s *State) tempDir() (string, error) {
	if err := os.MkdirAll(s.Dir, 0o777); err != nil {
		return "", unwritable(s.Dir, err)
	}
	tmp, err := os.MkdirTemp(s.Dir, "tmp-")
	if err != nil {
		return "", unwritable(s.Dir, err)
	}
	return tmp, nil
}
