package state

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Stamped reports whether the step name is done for key. A step that is done
// leaves a stamp: a file with the key of what it was done for, and the list of
// the files that it made below root. A step whose key or files differ is done
// again, so neither a kill halfway nor a deleted file leaves half an environment
// behind. In an image all steps are done.
func (s *State) Stamped(name, key string, root string) bool {
	if s.Sealed() {
		return true
	}
	stamp, err := ReadFile(s.Path("stamps", name))
	if err != nil {
		return false
	}
	head, list, _ := strings.Cut(string(stamp), "\n")
	if head != key {
		return false
	}
	for line := range strings.Lines(list) {
		var size int64
		var file string
		if n, _ := fmt.Sscanf(line, "%d %q", &size, &file); n != 2 {
			return false
		}
		info, err := os.Lstat(filepath.Join(root, file))
		if err != nil || info.Mode().IsRegular() && info.Size() != size {
			return false
		}
	}
	return true
}

// Stamp records that the step name is done for key, and which files it made
// below root: all those in paths.
func (s *State) Stamp(name, key, root string, paths ...string) error {
	var b strings.Builder
	b.WriteString(key + "\n")
	for _, p := range paths {
		err := filepath.WalkDir(filepath.Join(root, p), func(file string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.IsDir() {
				if d.Name() == "__pycache__" { // Python writes these when it likes
					return fs.SkipDir
				}
				return nil
			}
			info, err := d.Info()
			if err != nil {
				return err
			}
			rel, err := filepath.Rel(root, file)
			if err != nil {
				return err
			}
			fmt.Fprintf(&b, "%d %q\n", info.Size(), rel)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return WriteFile(s.Path("stamps", name), []byte(b.String()))
}
