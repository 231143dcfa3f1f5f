// Package container is for the image and the containers that a hub starts from
// it: warm.go makes the caches of an image, start.go prepares a container at its
// start and becomes its server, health.go asks that server.
package container

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"

	"golessons/internal/lab"
	"golessons/internal/setup"
)

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
