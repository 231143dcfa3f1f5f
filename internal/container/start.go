// Package container does the work of the Dockerfile, and of the containers that
// a person or a hub starts from the image.
//
// warm.go makes the image's caches. When a container starts, prepare.go gives it
// the learner's copies (folder.go), a build cache (cache.go), a kernel that can run
// there (kernel.go) in a temporary folder (temp.go), and signed lessons (trust.go).
// start.go then becomes its server; health.go asks whether that answers.
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

// Start prepares the container and then becomes the given command. Without one
// it becomes the server: JupyterHub's if a hub has started the container,
// otherwise JupyterLab.
func Start(ctx context.Context, env *setup.Environment, command []string, errOut io.Writer) error {
	serves := len(command) == 0 || filepath.Base(command[0]) == "jupyterhub-singleuser"
	if Health() == nil {
		// The server runs already: this is another command in the container.
	} else if err := prepareContainer(ctx, env, errOut); err != nil {
		if serves {
			return err
		}
		// Go on: the command may be a shell, to see what is wrong.
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
	// The learner reads the address, with its token, in the container's output.
	return fmt.Errorf("cannot start %s: %w", program, syscall.Exec(program, command, append(os.Environ(), lab.AnnounceVariable+"=1")))
}
