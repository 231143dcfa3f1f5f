package container

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"

	"golessons/internal/state"
)

// ownTemp makes a folder in dir for the kernels of this container. Containers
// that share a volume leave each other's alone: a folder is in use as long as it
// is locked, and the server inherits the lock. Folders of containers that have
// ended are removed.
func ownTemp(dir string) (string, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil { // who can read it can lock it
		return "", state.Unwritable(dir, err)
	}
	all, err := os.Open(dir)
	if err != nil {
		return "", err
	}
	defer all.Close()
	syscall.Flock(int(all.Fd()), syscall.LOCK_EX) // between making and locking one
	olds, _ := filepath.Glob(filepath.Join(state.EscapeGlob(dir), "tmp*"))
	for _, old := range olds {
		if f, err := os.Open(old); err == nil {
			if syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil {
				os.RemoveAll(old)
			}
			f.Close()
		}
	}
	tmp, err := os.MkdirTemp(dir, "tmp")
	if err != nil {
		return "", state.Unwritable(dir, err)
	}
	fd, err := syscall.Open(tmp, syscall.O_RDONLY, 0) // kept by what this process becomes
	if err == nil {
		err = syscall.Flock(fd, syscall.LOCK_EX)
	}
	if err != nil && !errors.Is(err, errors.ErrUnsupported) {
		return "", err
	}
	return tmp, nil
}

// runsPrograms reports whether a program in dir can be run.
func runsPrograms(dir string) bool {
	f, err := os.CreateTemp(dir, ".golessons-*")
	if err != nil {
		return false
	}
	defer os.Remove(f.Name())
	_, err = f.WriteString("#!/bin/sh\n")
	err = errors.Join(err, f.Chmod(0o700), f.Close())
	return err == nil && exec.Command(f.Name()).Run() == nil
}
