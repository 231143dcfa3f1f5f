package site

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golessons/internal/plainfile"
)

// markFile says that a folder is a site of ours, and lists what is in it.
const markFile = ".golessons-site"

// earlier lists the files of the site that is in dir. It fails when something
// else is there.
func earlier(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil, nil
	}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return nil, fmt.Errorf("%s is a file; name a folder for the site", dir)
	}
	if err != nil {
		return nil, fmt.Errorf("cannot read %s (%v); name another folder", dir, cause(err))
	}
	data, err := plainfile.Read(filepath.Join(dir, markFile), plainfile.Large)
	if err != nil {
		return nil, fmt.Errorf("%s has files in it that are no site of ours; name a new or an empty folder", dir)
	}
	var files []string
	for name := range strings.Lines(string(data)) {
		if name = strings.TrimSuffix(name, "\n"); filepath.IsLocal(name) {
			files = append(files, name)
		}
	}
	return files, nil
}

func mark(dir string, names []string) error {
	slices.Sort(names)
	return write(filepath.Join(dir, markFile), []byte(strings.Join(slices.Compact(names), "\n")+"\n"))
}

// write writes a file unless it is there already as it should be.
func write(file string, data []byte) error {
	if now, err := plainfile.Read(file, plainfile.Large); err == nil && bytes.Equal(now, data) {
		return nil
	}
	if err := plainfile.Write(file, data); err != nil {
		return unwritable(file, err)
	}
	return nil
}

func unwritable(file string, err error) error {
	return fmt.Errorf("cannot write %s (%v); name another folder", file, cause(err))
}

// cause is an error of a file without the file's name.
func cause(err error) error {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err
	}
	return err
}
