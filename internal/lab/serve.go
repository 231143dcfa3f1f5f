package lab

import (
	"context"
	"crypto/rand"
	"errors"
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
	"golessons/internal/words"
)

// longestSocket is the longest name that Jupyter gives to a socket, of a
// kernel, in its runtime folder.
const longestSocket = "kernel-01234567-89ab-cdef-0123-456789abcdef-ipc-12"

// startLimit is how long JupyterLab may take to answer.
const startLimit = 10 * time.Minute

// Options are what a person may choose of a server.
type Options struct {
	Dir       string // the learner's folder
	Lang      string
	Port      int
	NoBrowser bool
	Out       io.Writer
}

// Serve runs JupyterLab until ctx ends or it ends by itself. It calls ready
// when the server answers, and says how long that took since began.
func Serve(ctx context.Context, env *setup.Environment, o Options, began time.Time, ready func()) error {
	if err := WriteLabSettings(env.Path("venv", "share", "jupyter", "lab", "settings"), o.Lang); err != nil {
		return err
	}
	log, err := newLog(env.Path("jupyter.log"))
	if err != nil {
		return state.Unwritable(env.Dir, err)
	}
	defer log.Close()
	folder, remove, err := newRuntimeFolder(env.State)
	if err != nil {
		return err
	}
	defer remove()
	p, err := startProcess(command(env, o, folder, log), folder)
	if err != nil {
		return err
	}
	defer p.kept.Close()
	server, err := p.wait(ctx, folder, log)
	if errors.Is(err, errNoAnswer) {
		return words.Errorf("JupyterLab does not answer on port %d; see %s", o.Port, log.Name())
	}
	if err != nil {
		return err
	}
	ready()
	words.Fprintf(o.Out, "The lessons are open after %.1f s, your copies are in %s:\n\n  %s\n\nCtrl-C here stops them.\n",
		time.Since(began).Seconds(), o.Dir, server.Address(o.Lang, env.Course()))
	OpenBrowser(env, o, server)
	select {
	case <-ctx.Done():
		p.stop()
		words.Fprintf(o.Out, "\nStopped.\n")
		return nil
	case err := <-p.ended:
		if err != nil {
			return words.Errorf("JupyterLab ended: %s (all of it is in %s)", lastLine(log.Name()), log.Name())
		}
		return nil
	}
}

// newRuntimeFolder makes a server's runtime folder, and the link to it in the
// state. remove removes both.
func newRuntimeFolder(s *state.State) (folder string, remove func(), err error) {
	if folder, err = tempfolder.New(longestSocket); err != nil {
		return "", nil, err
	}
	link := filepath.Join(ServersDir(s), filepath.Base(folder))
	remove = func() {
		tempfolder.Remove(folder)
		os.Remove(link)
	}
	if err = os.MkdirAll(ServersDir(s), 0o700); err == nil {
		err = os.Symlink(folder, link)
	}
	if err != nil {
		remove()
		return "", nil, state.Unwritable(s.Dir, err)
	}
	return folder, remove, nil
}

// command returns the command that serves the lessons.
func command(env *setup.Environment, o Options, folder string, log *os.File) *exec.Cmd {
	args := []string{"-m", "jupyterlab",
		"--ServerApp.ip=127.0.0.1",
		fmt.Sprintf("--ServerApp.port=%d", o.Port),
		"--ServerApp.port_retries=0",
		"--ServerApp.open_browser=False",
		"--ServerApp.root_dir=" + o.Dir,
		// With a lasting secret, a tab that is open in a browser goes on after a
		// new start.
		"--ServerApp.cookie_secret_file=" + env.Path("jupyter", "cookie_secret"),
		// Kernels use sockets, because all users of this machine can connect to
		// its ports.
		"--KernelManager.transport=ipc",
	}
	if os.Geteuid() == 0 {
		args = append(args, "--ServerApp.allow_root=True")
	}
	cmd := exec.Command(env.Python(), args...)
	cmd.Dir = o.Dir
	cmd.Env = append(env.JupyterEnv(),
		// The token is not an argument, because other users can see those.
		"JUPYTER_TOKEN="+rand.Text()+rand.Text(),
		"JUPYTER_PLATFORM_DIRS=0", "JUPYTER_RUNTIME_DIR="+folder,
		// JupyterLab remembers for each folder which lessons are open.
		"JUPYTERLAB_WORKSPACES_DIR="+env.Path("jupyter", "workspaces", state.Hash(o.Dir)))
	if program, err := os.Executable(); err == nil {
		cmd.Env = append(cmd.Env, ProgramVariable+"="+program, ProgramDirVariable+"="+env.Checkout)
	}
	cmd.Stdout, cmd.Stderr = log, log
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // we pass Ctrl-C on, once
	return cmd
}

// A process is a JupyterLab that we have started.
type process struct {
	cmd   *exec.Cmd
	ended chan error // receives how it ended, once
	kept  *os.File   // open while the runtime folder is in use, by us or by the server
}

// startProcess starts a server and gives it the runtime folder, which stays in
// use even if the launcher is killed.
func startProcess(cmd *exec.Cmd, folder string) (*process, error) {
	kept, err := tempfolder.Keep(folder)
	if err != nil {
		return nil, err
	}
	cmd.ExtraFiles = []*os.File{kept}
	if err := cmd.Start(); err != nil {
		kept.Close()
		return nil, words.Errorf("cannot start JupyterLab: %w", err)
	}
	p := &process{cmd, make(chan error, 1), kept}
	go func() { p.ended <- cmd.Wait() }()
	if err := tempfolder.Give(folder, cmd.Process.Pid); err != nil {
		p.stop()
		kept.Close()
		return nil, err
	}
	return p, nil
}

// stop ends the server, and its kernels with it.
func (p *process) stop() {
	p.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.ended:
	case <-time.After(8 * time.Second):
		syscall.Kill(-p.cmd.Process.Pid, syscall.SIGKILL)
		<-p.ended
	}
}

var errNoAnswer = errors.New("JupyterLab does not answer")

// wait waits until the server answers. It asks only once the server has written
// where it listens: until then somebody else may be listening on the port, who
// must not learn the token.
func (p *process) wait(ctx context.Context, folder string, log *os.File) (*Server, error) {
	started := time.Now() // not when the launcher did: its set-up may have taken as long
	for {
		if server := readServer(folder); server != nil && server.answers() {
			return server, nil
		}
		select {
		case <-ctx.Done():
			p.stop()
			return nil, ctx.Err()
		case <-p.ended:
			return nil, words.Errorf("JupyterLab ended at its start: %s (all of it is in %s); `go run . doctor` says what mends it", lastLine(log.Name()), log.Name())
		case <-time.After(50 * time.Millisecond):
		}
		if time.Since(started) > startLimit {
			p.stop()
			return nil, errNoAnswer
		}
	}
}
