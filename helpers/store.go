package helpers

import (
	"encoding/hex"
	"errors"
	"hash/fnv"
	"os"
	"path/filepath"
)

// storeDir returns the folder in which the cells of a notebook leave things for
// each other. It is inside the kernel's temporary folder: each notebook has its
// own, and it is deleted with the kernel. Without a kernel there is none.
func storeDir() (string, error) {
	kernel := os.Getenv("GONB_TMP_DIR")
	if kernel == "" {
		return "", errors.New("no kernel")
	}
	// The go command, which builds in the kernel's folder, does not look into
	// folders with a leading dot.
	dir := filepath.Join(kernel, ".golessons")
	return dir, os.MkdirAll(dir, 0o700)
}

// storePath returns the file for a name of a kind. The name may have any
// characters.
func storePath(kind, name string) (string, error) {
	dir, err := storeDir()
	if err != nil {
		return "", err
	}
	h := fnv.New128a()
	h.Write([]byte(name))
	return filepath.Join(dir, kind+"-"+hex.EncodeToString(h.Sum(nil))), nil
}

// storeWrite writes a file in one step: nobody reads half of it.
func storeWrite(path string, content []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".writing-")
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}
