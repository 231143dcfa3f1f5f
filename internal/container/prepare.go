package container

import (
	"cmp"
	"context"
	"io"
	"os"
	"path/filepath"

	"golessons/internal/course"
	"golessons/internal/kernel"
	"golessons/internal/lab"
	"golessons/internal/setup"
	"golessons/internal/state"
	"golessons/internal/words"
)

// folderVariable is the environment variable that names the learner's folder in
// a container, instead of the one in the home folder.
const folderVariable = "GOLESSONS_DIR"

// containerDir is the folder for what a container makes for itself when it
// starts. The Dockerfile tells Jupyter of it (JUPYTER_RUNTIME_DIR,
// JUPYTER_CONFIG_PATH, JUPYTER_PATH), so that whatever runs in the container
// finds it. On a machine that a class shares (classroom/), GOLESSONS_RUN names a
// folder for each learner.
var containerDir = cmp.Or(os.Getenv("GOLESSONS_RUN"), "/tmp/golessons")

// prepareContainer makes the files that the server and the kernels need, in
// places that can be written: the home folder, containerDir, the learner's
// folder.
func prepareContainer(ctx context.Context, env *setup.Environment, errOut io.Writer) error {
	dir, err := course.LearnerDir(os.Getenv(folderVariable))
	if err != nil {
		return err
	}
	home, _ := os.UserHomeDir()
	if err := state.Writable(home); err != nil {
		words.Fprintf(errOut, "golessons: %s cannot be written by uid %d, so JupyterLab's settings last as long as this container\n", home, os.Getuid())
		os.Setenv("HOME", filepath.Join(containerDir, "home"))
		home = os.Getenv("HOME")
	}
	// It is still there if the container was stopped and started again.
	if err := os.RemoveAll(containerDir); err != nil {
		return state.Unwritable(containerDir, err)
	}
	kernel.Sweep()
	if err := os.MkdirAll(home, 0o777); err != nil {
		return state.Unwritable(home, err)
	}
	g, err := env.FindGo(ctx)
	if err != nil {
		return err
	}
	if err := adapt(env, g, home); err != nil {
		return err
	}
	lang := words.OfLocale(os.Getenv)
	if err := lab.WriteLabSettings(filepath.Join(containerDir, "lab"), lang); err != nil {
		return err
	}
	err = state.WriteJSON(filepath.Join(containerDir, "config", "jupyter_server_config.json"), map[string]any{
		"ServerApp": map[string]any{
			"ip": "0.0.0.0", "port_retries": 0, "open_browser": false,
			"root_dir": dir, "default_url": "/" + lab.FirstPage(env.Course(), lang),
		},
		"LabApp": map[string]any{"app_settings_dir": filepath.Join(containerDir, "lab"), "default_url": "/" + lab.FirstPage(env.Course(), lang)},
	})
	if err != nil {
		return err
	}
	if err := fillFolder(ctx, env, dir, errOut); err != nil {
		return err
	}
	if err := os.Chdir(dir); err != nil {
		return err
	}
	return trustLater(env, home)
}
