package lite

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"golessons/internal/state"
)

// A store writes compressed files that are named after their content. Browsers
// and web servers may keep such a file for ever, because another content has
// another name, and what a new version of the site has in common with the old
// one is not fetched again.
type store struct {
	dir   string
	cache string
	used  map[string]bool // the files of the cache that belong to this build
}

// compression is part of a compressed file's name in the cache.
const compression = "gzip-9"

// addFile writes the file name, compressed, as prefix, its content's hash,
// suffix and .gz; a prefix that is no folder ends with a dash.
func (s *store) addFile(name, prefix, suffix string) (File, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return File{}, err
	}
	return s.add(data, prefix, suffix)
}

// add writes data as addFile does.
func (s *store) add(data []byte, prefix, suffix string) (File, error) {
	hash := fmt.Sprintf("%x", sha256.Sum256(data))[:16]
	packed, err := s.compress(data, hash)
	if err != nil {
		return File{}, err
	}
	if prefix[len(prefix)-1] != '/' {
		prefix += "-"
	}
	f := File{prefix + hash + suffix + ".gz", len(data), len(packed)}
	return f, s.write(f.File, packed)
}

// write writes a file of the site.
func (s *store) write(name string, data []byte) error {
	name = filepath.Join(s.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	return state.WriteNew(name, data)
}

// compress returns data compressed as well as gzip can. That takes half a minute
// for all packages, so the result is kept.
func (s *store) compress(data []byte, hash string) ([]byte, error) {
	name := hash + "." + compression
	s.used[name] = true
	file := filepath.Join(s.cache, name)
	if packed, err := state.ReadFile(file); err == nil {
		return packed, nil
	}
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	w.Write(data)
	if err := w.Close(); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(s.cache, 0o777); err != nil {
		return nil, err
	}
	return packed.Bytes(), state.WriteFile(file, packed.Bytes())
}

// tidy removes the files of the cache that no longer belong to anything.
func (s *store) tidy() error {
	entries, err := os.ReadDir(s.cache)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if filepath.Ext(e.Name()) == "."+compression && !s.used[e.Name()] {
			if err := os.Remove(filepath.Join(s.cache, e.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	return nil
}
