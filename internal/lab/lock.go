package lab

import (
	"context"
	"fmt"
	"io"
	"os"
	"syscall"

	"golessons/internal/state"
)

// Lock keeps a second launcher from opening the lessons in a folder at the same
// time; it waits, and says so, until the first has opened them. Launchers for
// other folders have nothing to wait for.
func Lock(ctx context.Context, s *state.State, dir string, out io.Writer) (*os.File, error) {
	which, err := identity(dir)
	if err != nil {
		return nil, err
	}
	return s.Lock(ctx, out, "opening the lessons", "-"+which)
}

// identity returns the same name for a folder by whatever path it is reached.
func identity(dir string) (string, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return "", state.Unwritable(dir, err)
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return state.Hash(dir), nil
	}
	return state.Hash(fmt.Sprint(stat.Dev), fmt.Sprint(stat.Ino)), nil
}
