package cli

import (
	"context"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"golessons/internal/setup"
	"golessons/internal/state"
	"golessons/internal/words"
)

// installCommand registers the kernel for a Jupyter or VS Code that the learner
// already has.
type installCommand struct {
	prefix string
	remove bool
}

func (c *installCommand) flags(fs *flag.FlagSet) {
	fs.StringVar(&c.prefix, "prefix", "", words.T("register below this `folder` (a Python environment) instead of for the user"))
	fs.BoolVar(&c.remove, "remove", false, words.T("take the registration back"))
}

func (c *installCommand) run(ctx context.Context, t terminal, _ []string) error {
	env, err := setup.FindEnvironment()
	if err != nil {
		return err
	}
	dir, err := kernelsDir(c.prefix, runtime.GOOS, os.Getenv)
	if err != nil {
		return err
	}
	dir = filepath.Join(dir, setup.KernelName)
	if c.remove {
		if _, err := os.Stat(filepath.Join(dir, "kernel.json")); errors.Is(err, fs.ErrNotExist) {
			return words.Errorf("the kernel is not registered in %s", dir)
		}
		if err := os.RemoveAll(dir); err != nil {
			return state.Unwritable(dir, err)
		}
		words.Fprintf(t.out, "Removed %s\n", dir)
		return nil
	}
	g, err := env.SetUp(ctx, t.out)
	if err != nil {
		return err
	}
	if err := env.WriteKernelspec(dir, g); err != nil {
		return err
	}
	words.Fprintf(t.out, "Registered the kernel “Go (lessons)” in %s\nOpen a lesson in your Jupyter or VS Code and choose it. `go run . install -remove` takes it back.\n", dir)
	return nil
}

// kernelsDir returns the folder in which Jupyter looks for kernels, for one user
// or for the Python environment prefix. See “Jupyter paths” in jupyter_core.
func kernelsDir(prefix, goos string, getenv func(string) string) (string, error) {
	switch {
	case prefix != "":
		if _, err := os.Stat(filepath.Join(prefix, "bin")); err != nil {
			return "", words.Errorf("-prefix %s is no Python environment (it has no bin folder)", prefix)
		}
		return filepath.Join(prefix, "share", "jupyter", "kernels"), nil
	case getenv("JUPYTER_DATA_DIR") != "":
		return filepath.Join(getenv("JUPYTER_DATA_DIR"), "kernels"), nil
	case getenv("HOME") == "":
		return "", words.Error("HOME is not set; name a Python environment with -prefix")
	case goos == "darwin":
		return filepath.Join(getenv("HOME"), "Library", "Jupyter", "kernels"), nil
	case getenv("XDG_DATA_HOME") != "":
		return filepath.Join(getenv("XDG_DATA_HOME"), "jupyter", "kernels"), nil
	}
	return filepath.Join(getenv("HOME"), ".local", "share", "jupyter", "kernels"), nil
}
