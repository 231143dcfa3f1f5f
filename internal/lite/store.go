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
	packed, err := s.compress(data)
	if err != nil {
		return File{}, err
	}
	f := named(prefix, suffix, data, packed)
	return f, s.write(f.File, packed)
}

// named describes a compressed file: prefix, its content's hash, suffix and .gz.
func named(prefix, suffix string, data, packed []byte) File {
	if prefix[len(prefix)-1] != '/' {
		prefix += "-"
	}
	return File{prefix + hash(data) + suffix + ".gz", len(data), len(packed)}
}

// hash returns a short name for a content.
func hash(data []byte) string { return fmt.Sprintf("%x", sha256.Sum256(data))[:16] }

// write writes a file of the site.
func (s *store) write(name string, data []byte) error {
	name = filepath.Join(s.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	return state.WriteNew(name, data)
}

// compress returns data compressed. That takes half a minute for all packages, so the
// result is kept.
func (s *store) compress(data []byte) ([]byte, error) {
	name := hash(data) + "." + compression
	s.used[name] = true
	file := filepath.Join(s.cache, name)
	if packed, err := state.ReadFile(file); err == nil {
		return packed, nil
	}
	packed, err := gzipped(data)
	if err == nil {
		err = os.MkdirAll(s.cache, 0o777)
	}
	if err != nil {
		return nil, err
	}
	return packed, state.WriteFile(file, packed)
}

// gzipped returns data compressed as well as gzip can.
func gzipped(data []byte) ([]byte, error) {
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	w.Write(data)
	err = w.Close()
	return packed.Bytes(), err
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
