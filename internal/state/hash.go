package state

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
)

// Hash returns a short text that differs when one of parts does.
func Hash(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d %s\n", len(p), p)
	}
	return fmt.Sprintf("%x", h.Sum(nil)[:12])
}

// HashTree returns the hash of the Go files below dirs, tests aside.
func HashTree(dirs ...string) (string, error) {
	var parts []string
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.IsDir() && d.Name() == "testdata" {
				return fs.SkipDir
			}
			if !d.Type().IsRegular() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
				return nil
			}
			data, err := ReadFile(file)
			parts = append(parts, file, string(data))
			return err
		})
		if err != nil {
			return "", err
		}
	}
	return Hash(parts...), nil
}
