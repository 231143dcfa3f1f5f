package container

import (
	"os"
	"path/filepath"

	"golessons/internal/state"
)

// linkCache makes dir a Go build cache with links to all entries of cache.
func linkCache(cache, dir string) error {
	parts, err := filepath.Glob(filepath.Join(state.EscapeGlob(cache), "[0-9a-f][0-9a-f]"))
	if err != nil {
		return err
	}
	for _, part := range parts {
		entries, err := os.ReadDir(part)
		if err != nil {
			return err
		}
		own := filepath.Join(dir, filepath.Base(part))
		if err := os.MkdirAll(own, 0o777); err != nil {
			return state.Unwritable(dir, err)
		}
		for _, e := range entries {
			if err := os.Symlink(filepath.Join(part, e.Name()), filepath.Join(own, e.Name())); err != nil {
				return state.Unwritable(dir, err)
			}
		}
	}
	return nil
}
