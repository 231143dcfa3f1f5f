package container

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golessons/internal/lab"
	"golessons/internal/setup"
	"golessons/internal/setup/step"
)

// Warm does the set-up's Warm stage: it registers the kernel and fills the
// caches for the cells of the lessons. Then it gives the files the modes and
// times that they need in an image.
func Warm(ctx context.Context, env *setup.Environment, out io.Writer) error {
	g, err := env.FindGo(ctx)
	if err != nil {
		return err
	}
	if err := env.LinkModule(); err != nil {
		return err
	}
	// An earlier layer may have sealed the set-up with fewer lessons.
	if err := env.Unseal(); err != nil {
		return err
	}
	steps, err := env.Steps(g, setup.Warm)
	if err != nil {
		return err
	}
	if err := step.RunAll(ctx, out, nil, steps); err != nil {
		return err
	}
	if err := lab.WriteServerSettings(env.State); err != nil {
		return err
	}
	os.Remove(env.Path("warm", "program"))
	if err := os.Chtimes(env.Path("rebuild.json"), sharedTime, sharedTime); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	os.Remove(filepath.Join(g.Cache, "trim.txt")) // Go's, for the learner's go to write
	for _, dir := range []string{g.Cache, env.Path("gopls")} {
		if err := share(dir, func(string) bool { return true }); err != nil {
			return err
		}
	}
	// Only the folders between modules can be written, not the modules.
	return share(g.Path, func(dir string) bool {
		rel, _ := filepath.Rel(g.ModCache, dir)
		return strings.HasPrefix(rel, "cache"+string(filepath.Separator)) || !strings.Contains(rel, "@")
	})
}

// sharedTime is the modification time of the files in an image's caches. Go and
// gopls trim entries that were not used for five days, judged by this time, and
// an image gets older than that. A modification time in the future keeps entries
// from being trimmed.
var sharedTime = time.Date(2037, 1, 1, 0, 0, 0, 0, time.UTC)

// share lets every user read the files in the folders below dir for which open
// returns true, and add files, but not remove those that others have added. It
// does not touch files that are right already: in an image that would store them
// again.
func share(dir string, open func(dir string) bool) error {
	return filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && !open(name) {
			return fs.SkipDir
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if d.IsDir() {
			if want := 0o777 | fs.ModeSticky; info.Mode()&(fs.ModePerm|fs.ModeSticky) != want {
				return os.Chmod(name, want)
			}
			return nil
		}
		if !d.Type().IsRegular() {
			return nil
		}
		if info.Mode()&0o444 != 0o444 {
			if err := os.Chmod(name, info.Mode()|0o444); err != nil {
				return err
			}
		}
		if !info.ModTime().Equal(sharedTime) {
			return os.Chtimes(name, sharedTime, sharedTime)
		}
		return nil
	})
}
