package site

import (
	"bytes"
	_ "embed"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golessons/internal/plainfile"
	"golessons/internal/words"
)

// markFile marks a folder as a site of ours, and lists the site's files.
const markFile = ".golessons-site"

// earlier lists the files of the site that is in dir already. It returns an error
// if there is anything else, because that belongs to somebody.
func earlier(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil, nil
	}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return nil, words.Errorf("%s is a file; name a folder for the site", dir)
	}
	if err != nil {
		return nil, words.Errorf("cannot read %s (%v); name another folder", dir, cause(err))
	}
	data, err := plainfile.Read(filepath.Join(dir, markFile), plainfile.Large)
	if err != nil {
		return nil, words.Errorf("%s has files in it that are no site of ours; name a new or an empty folder", dir)
	}
	var files []string
	for name := range strings.Lines(string(data)) {
		if name = strings.TrimSuffix(name, "\n"); filepath.IsLocal(name) {
			files = append(files, name)
		}
	}
	return files, nil
}

// mark writes the mark of a site with these files.
func mark(dir string, names []string) error {
	slices.Sort(names)
	return write(filepath.Join(dir, markFile), []byte(strings.Join(slices.Compact(names), "\n")+"\n"))
}

// write writes a file, unless it has this content already: an unchanged file
// need not be published again.
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
	return words.Errorf("cannot write %s (%v); name another folder", file, cause(err))
}

// cause returns a file's error without the file's name.
func cause(err error) error {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err
	}
	return err
}
