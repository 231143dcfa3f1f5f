package lab

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"golessons/internal/setup"
	"golessons/internal/state"
	"golessons/internal/tempfolder"
)

// longestSocket is the longest name that Jupyter gives to a socket, of a
// kernel, in its runtime folder.
const longestSocket = "kernel-01234567-89ab-cdef-0123-456789abcdef-ipc-12"

// Options are what a person may choose of a server.
type Options struct {
	Dir       string // the learner's folder
	Lang      string
	Port      int
	NoBrowser bool
	Out       io.Writer
}

// Serve runs JupyterLab until ctx ends or it ends by itself. It calls ready
// when the server answers.
func Serve(ctx context.Context, s *setup.Environment, c Options, began time.Time, ready func()) error {
	if err := WriteLabSettings(s.Path("venv", "share", "jupyter", "lab", "settings"), c.Lang); err != nil {
		return err
	}
	token := rand.Text() + rand.Text()
	args := []string{"-m", "jupyterlab",
		"--ServerApp.ip=127.0.0.1",
		fmt.Sprintf("--ServerApp.port=%d", c.Port),
		"--ServerApp.port_retries=0",
		"--ServerApp.open_browser=False",
		"--ServerApp.root_dir=" + c.Dir,
		// A tab that is open in a browser goes on after a new start.
		"--ServerApp.cookie_secret_file=" + s.Path("jupyter", "cookie_secret"),
		// Not over ports of this machine, where all of its users can listen.
		"--KernelManager.transport=ipc",
	}
	if os.Geteuid() == 0 {
		args = append(args, "--ServerApp.allow_root=True")
	}
	logFile, err := newLog(s.Path("jupyter.log"))
	if err != nil {
		return state.Unwritable(s.Dir, err)
	}
	defer logFile.Close()
	folder, err := tempfolder.New(longestSocket)
	if err != nil {
		return err
	}
	link := filepath.Join(ServersDir(s.State), filepath.Base(folder))
	defer os.Remove(link)
	defer tempfolder.Remove(folder)
	if err := os.MkdirAll(ServersDir(s.State), 0o700); err != nil {
		return state.Unwritable(s.Dir, err)
	}
	if err := os.Symlink(folder, link); err != nil {
		return state.Unwritable(s.Dir, err)
	}
	cmd := exec.Command(s.Python(), args...)
	cmd.Dir = c.Dir
	// The token is in the environment because other users can see arguments.
	cmd.Env = append(s.JupyterEnv(), "JUPYTER_TOKEN="+token, "JUPYTER_PLATFORM_DIRS=0", "JUPYTER_RUNTIME_DIR="+folder,
		// Which lessons are open is remembered for each folder of them.
		"JUPYTERLAB_WORKSPACES_DIR="+s.Path("jupyter", "workspaces", state.Hash(c.Dir)))
	cmd.Stdout, cmd.Stderr = logFile, logFile
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // Ctrl-C is ours to pass on, once
	kept, err := tempfolder.Keep(folder)
	if err != nil {
		return err
	}
	defer kept.Close()
	cmd.ExtraFiles = []*os.File{kept} // and by the server
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("cannot start JupyterLab: %w", err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	stop := func() {
		cmd.Process.Signal(syscall.SIGTERM)
		select {
		case <-ended:
		case <-time.After(8 * time.Second):
			syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
			<-ended
		}
	}
	// A launcher that is killed leaves the server, and the folder is its.
	if err := tempfolder.Give(folder, cmd.Process.Pid); err != nil {
		stop()
		return err
	}
	// It is asked once it says that it listens: until then whoever listens on
	// the port may be somebody else, who is not to be told the token.
	v := readServer(folder)
	for ; v == nil || !v.answers(); v = readServer(folder) {
		select {
		case <-ctx.Done():
			stop()
			return ctx.Err()
		case <-ended:
			return fmt.Errorf("JupyterLab ended at its start: %s (all of it is in %s); `go run . doctor` says what mends it", lastLine(logFile.Name()), logFile.Name())
		case <-time.After(50 * time.Millisecond):
		}
		if time.Since(began) > 10*time.Minute {
			stop()
			return fmt.Errorf("JupyterLab does not answer on port %d; see %s", c.Port, logFile.Name())
		}
	}
	ready()
	fmt.Fprintf(c.Out, "The lessons are open after %.1f s, your copies are in %s:\n\n  %s\n\nCtrl-C here stops them.\n",
		time.Since(began).Seconds(), c.Dir, v.Page(c.Lang, s.Course()))
	OpenBrowser(s, c, v)
	select {
	case <-ctx.Done():
		stop()
		fmt.Fprintln(c.Out, "\nStopped.")
		return nil
	case err := <-ended:
		if err != nil {
			return fmt.Errorf("JupyterLab ended: %s (all of it is in %s)", lastLine(logFile.Name()), logFile.Name())
		}
		return nil
	}
}
