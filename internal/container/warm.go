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
)

// Warm fills the caches for the cells of the lessons that are there, and
// makes them what they have to be in an image.
func Warm(ctx context.Context, env *setup.Environment, out io.Writer) error {
	g, err := env.FindGo(ctx)
	if err != nil {
		return err
	}
	if err := env.LinkModule(); err != nil {
		return err
	}
	// What an earlier layer sealed is looked at again: it had fewer lessons.
	if err := env.Unseal(); err != nil {
		return err
	}
	steps, err := env.WarmSteps(g)
	if err != nil {
		return err
	}
	if err := setup.RunSteps(ctx, out, nil, append([]setup.Step{env.RegisterStep(g)}, steps...)); err != nil {
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
	// Modules are not to be written, the folders between them are.
	return share(g.Path, func(dir string) bool {
		rel, _ := filepath.Rel(g.ModCache, dir)
		return strings.HasPrefix(rel, "cache"+string(filepath.Separator)) || !strings.Contains(rel, "@")
	})
}

// sharedTime is the time that the files of an image's caches carry. Go and
// gopls throw away what has not been used for five days, by its time, and an
// image is older than that: what comes from the future stays.
var sharedTime = time.Date(2037, 1, 1, 0, 0, 0, 0, time.UTC)

// share makes the folders below dir for which open says so such that every
// user may add to them and none may take away what others put there, and the
// files in them readable. What is so already is not touched: in an image that
// would be a copy of it.
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
