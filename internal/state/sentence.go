package state

// This file helps other packages to write their sentences.

import (
	"errors"
	"io/fs"
	"os"

	"golessons/internal/kernel"
	"golessons/internal/words"
)

// Unwritable returns the error for a folder that cannot be written, whatever the
// reason: rights, a read-only disk, a file in the way.
func Unwritable(dir string, err error) error {
	var pathErr *fs.PathError
	var linkErr *os.LinkError
	switch {
	case errors.As(err, &pathErr):
		err = pathErr.Err
	case errors.As(err, &linkErr):
		err = linkErr.Err
	}
	return words.Errorf("cannot write to %s (%w); name another folder with -dir, or %s for what the set-up makes", dir, err, kernel.StateVariable)
}

// Shorten returns s, or its first n-1 characters and an ellipsis.
func Shorten(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}
