// Package container is for the image and the containers that a hub starts from
// it: warm.go makes the caches of an image, start.go prepares a container at its
// start and becomes its server, health.go asks that server.
package container

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"

	"golessons/internal/course"
	"golessons/internal/kernel"
	"golessons/internal/lab"
	"golessons/internal/plainfile"
	"golessons/internal/setup"
	"golessons/internal/state"
)

// folderVariable names the learner's folder in a container, instead of
// the one in the home folder.
const folderVariable = "GOLESSONS_DIR"

// containerDir has what a container makes for itself at its start. The
// Dockerfile tells Jupyter of it (JUPYTER_RUNTIME_DIR, JUPYTER_CONFIG_PATH,
// JUPYTER_PATH), so that whatever runs in the container finds it. On a machine
// that a class shares (classroom/), GOLESSONS_RUN names each learner's own.
var containerDir = cmp.Or(os.Getenv("GOLESSONS_RUN"), "/tmp/golessons")

// Start prepares the learner's folder and then becomes the command
// that the container was given, or without one the server: JupyterHub's where
// a hub has started the container, otherwise JupyterLab.
func Start(ctx context.Context, env *setup.Environment, command []string, errOut io.Writer) error {
	serves := len(command) == 0 || filepath.Base(command[0]) == "jupyterhub-singleuser"
	if Health() == nil {
		// Another command in a container whose server runs.
	} else if err := prepareContainer(ctx, env, errOut); err != nil {
		if serves {
			return err
		}
		// A shell is what helps now.
		fmt.Fprintf(errOut, "golessons: %v\n", err)
	}
	if len(command) == 0 {
		command = []string{"jupyter-lab"}
		if os.Getenv("JUPYTERHUB_API_TOKEN") != "" {
			command = []string{"jupyterhub-singleuser"}
		}
	}
	program, err := exec.LookPath(command[0])
	if err != nil {
		return err
	}
	// The learner reads the address, with its token, in what the container prints.
	return fmt.Errorf("cannot start %s: %w", program, syscall.Exec(program, command, append(os.Environ(), lab.AnnounceVariable+"=1")))
}

// prepareContainer makes what the server and the kernels need, wherever it can
// be written: in the home folder, in containerDir, in the learner's folder.
func prepareContainer(ctx context.Context, env *setup.Environment, errOut io.Writer) error {
	dir, err := course.LearnerDir(os.Getenv(folderVariable))
	if err != nil {
		return err
	}
	home, _ := os.UserHomeDir()
	if err := state.Writable(home); err != nil {
		fmt.Fprintf(errOut, "golessons: %s cannot be written by uid %d, so JupyterLab's settings last as long as this container\n", home, os.Getuid())
		os.Setenv("HOME", filepath.Join(containerDir, "home"))
		home = os.Getenv("HOME")
	}
	// A container that was stopped and started again.
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
	lang := course.LocaleLanguage(os.Getenv)
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

// trustLater signs the shipped notebooks beside the start of the server, with
// a secret that only this home folder has: one in the image would let
// everybody sign.
func trustLater(env *setup.Environment, home string) error {
	secret := filepath.Join(home, ".local", "share", "jupyter", "notebook_secret")
	if _, err := os.Stat(secret); errors.Is(err, fs.ErrNotExist) {
		// Before the server and the signer make one each.
		random := make([]byte, 1024)
		rand.Read(random)
		if err := plainfile.WritePrivate(secret, []byte(base64.StdEncoding.EncodeToString(random))); err != nil {
			return state.Unwritable(filepath.Dir(secret), err)
		}
	}
	files, err := env.Course().Shipped()
	if err != nil {
		return err
	}
	// It gives way to the server, which is waited for.
	args := []string{"-c", `nice "$@" </dev/null >/dev/null 2>&1 &`, "sh", env.Python(), "-c", setup.TrustScript}
	for _, f := range files {
		args = append(args, filepath.Join(env.Course().Dir, f))
	}
	return exec.Command("/bin/sh", args...).Run()
}
