package helpers

import (
	"encoding/hex"
	"errors"
	"hash/fnv"
	"os"
	"path/filepath"
)

// storeDir is where the running notebook keeps what its cells leave for each
// other: inside the kernel's own temporary folder, so that no two notebooks
// share it and that it goes away with the kernel. Without a kernel there is
// none.
func storeDir() (string, error) {
	kernel := os.Getenv("GONB_TMP_DIR")
	if kernel == "" {
		return "", errors.New("no kernel")
	}
	// The leading dot hides it from the go command, which builds in there.
	dir := filepath.Join(kernel, ".golessons")
	return dir, os.MkdirAll(dir, 0o700)
}

// storePath is the file for one name of one kind, whatever letters name has.
func storePath(kind, name string) (string, error) {
	dir, err := storeDir()
	if err != nil {
		return "", err
	}
	h := fnv.New128a()
	h.Write([]byte(name))
	return filepath.Join(dir, kind+"-"+hex.EncodeToString(h.Sum(nil))), nil
}

// storeWrite replaces a file in one step, so that no reader sees half of it.
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
