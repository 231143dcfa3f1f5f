package container

import (
	"os"
	"path/filepath"

	"golessons/internal/setup"
	"golessons/internal/state"
)

// adapt registers the kernel anew for this container if it cannot run as the
// image has it: because the build cache cannot be written (a read-only root file
// system), or because nothing in the temporary folder may be run (noexec, as
// with Docker's --tmpfs).
func adapt(env *setup.Environment, g *setup.Go, home string) error {
	changed := false
	if state.Writable(g.Cache) != nil {
		cache := filepath.Join(containerDir, "cache")
		if err := linkCache(g.Cache, cache); err != nil {
			return err
		}
		g.Cache, changed = cache, true
	}
	if !runsPrograms(os.TempDir()) {
		tmp, err := ownTemp(filepath.Join(home, ".cache", "golessons"))
		if err != nil {
			return err
		}
		g.Temp, changed = tmp, true
	}
	if !changed {
		return nil
	}
	os.Setenv("GOCACHE", g.Cache)
	return env.WriteKernelspec(filepath.Join(containerDir, "share", "jupyter", "kernels", setup.KernelName), g)
}
