package launch

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	"golessons/internal/plainfile"
	"golessons/internal/tempfolder"
)

// longestSocket is the longest name that Jupyter gives to a socket, of a
// kernel, in its runtime folder.
const longestSocket = "kernel-01234567-89ab-cdef-0123-456789abcdef-ipc-12"

// A server is a JupyterLab that runs, as it describes itself in its runtime
// folder.
type server struct {
	URL     string `json:"url"`
	Token   string `json:"token"`
	PID     int    `json:"pid"`
	RootDir string `json:"root_dir"`

	folder string // its runtime folder
}

// lab is the URL that opens the start page, or the first lesson where there is
// none.
func (v *server) lab(lang string, s *State) string {
	return strings.Replace(v.URL, "localhost", "127.0.0.1", 1) + s.page(lang) + "?token=" + url.QueryEscape(v.Token)
}

// page is what a server opens first, below its URL.
func (s *State) page(lang string) string {
	if _, err := os.Stat(filepath.Join(s.lessonsDir(), lang, startPage)); err == nil {
		return "lab/tree/" + lang + "/" + startPage
	}
	if files, err := s.shipped(); err == nil {
		for _, f := range files {
			if strings.HasPrefix(f, lang+string(filepath.Separator)) {
				return "lab/tree/" + filepath.ToSlash(f)
			}
		}
	}
	return "lab"
}

// answers reports whether the server is up.
func (v *server) answers() bool {
	client := http.Client{Timeout: time.Second}
	resp, err := client.Get(v.URL + "api/status?token=" + url.QueryEscape(v.Token))
	if err != nil {
		return false
	}
	resp.Body.Close()
	return resp.StatusCode == http.StatusOK
}

// Each server has a runtime folder of its own, which package tempfolder made:
// with its token, the keys of its kernels and the sockets that it talks to them
// by. It goes when the server ends, and if everything was killed when anything
// of the course starts next. In the state there is a link to it.

func (s *State) serversDir() string { return s.path("jupyter", "servers") }

// runningServer returns the JupyterLab that serves dir already, if one does.
func (s *State) runningServer(dir string) (*server, error) {
	links, err := os.ReadDir(s.serversDir())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, link := range links {
		path := filepath.Join(s.serversDir(), link.Name())
		folder, err := os.Readlink(path)
		if err != nil {
			continue
		}
		// Another user may have made one of that name since ours has gone.
		if !tempfolder.InUse(folder) {
			os.Remove(path)
			continue
		}
		if v := readServer(folder); v != nil && sameFile(v.RootDir, dir) && v.answers() {
			return v, nil
		}
	}
	return nil, nil
}

// readServer reads what a server says of itself once it listens.
func readServer(folder string) *server {
	files, _ := filepath.Glob(filepath.Join(escapeGlob(folder), "jpserver-*.json"))
	for _, file := range files {
		v := server{folder: folder}
		if data, err := plainfile.Read(file, 1<<20); err == nil && json.Unmarshal(data, &v) == nil {
			return &v
		}
	}
	return nil
}

// identity names a folder, by whatever path it is reached.
func identity(dir string) (string, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return "", unwritable(dir, err)
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return hash(dir), nil
	}
	return hash(fmt.Sprint(stat.Dev), fmt.Sprint(stat.Ino)), nil
}

func sameFile(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

// serve runs JupyterLab until ctx ends or it ends by itself. It calls ready
// when the server answers.
func (s *State) serve(ctx context.Context, c *call, dir string, port int, began time.Time, ready func()) error {
	if err := labSettings(s.path("venv", "share", "jupyter", "lab", "settings"), c.lang); err != nil {
		return err
	}
	token := rand.Text() + rand.Text()
	args := []string{"-m", "jupyterlab",
		"--ServerApp.ip=127.0.0.1",
		fmt.Sprintf("--ServerApp.port=%d", port),
		"--ServerApp.port_retries=0",
		"--ServerApp.open_browser=False",
		"--ServerApp.root_dir=" + dir,
		// A tab that is open in a browser goes on after a new start.
		"--ServerApp.cookie_secret_file=" + s.path("jupyter", "cookie_secret"),
		// Not over ports of this machine, where all of its users can listen.
		"--KernelManager.transport=ipc",
	}
	if os.Geteuid() == 0 {
		args = append(args, "--ServerApp.allow_root=True")
	}
	logFile, err := newLog(s.path("jupyter.log"))
	if err != nil {
		return unwritable(s.Dir, err)
	}
	defer logFile.Close()
	folder, err := tempfolder.New(longestSocket)
	if err != nil {
		return err
	}
	link := filepath.Join(s.serversDir(), filepath.Base(folder))
	defer os.Remove(link)
	defer tempfolder.Remove(folder)
	if err := os.MkdirAll(s.serversDir(), 0o700); err != nil {
		return unwritable(s.Dir, err)
	}
	if err := os.Symlink(folder, link); err != nil {
		return unwritable(s.Dir, err)
	}
	cmd := exec.Command(s.venvPython(), args...)
	cmd.Dir = dir
	// The token is in the environment because other users can see arguments.
	cmd.Env = append(s.jupyterEnv(), "JUPYTER_TOKEN="+token, "JUPYTER_PLATFORM_DIRS=0", "JUPYTER_RUNTIME_DIR="+folder,
		// Which lessons are open is remembered for each folder of them.
		"JUPYTERLAB_WORKSPACES_DIR="+s.path("jupyter", "workspaces", hash(dir)))
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
			return fmt.Errorf("JupyterLab does not answer on port %d; see %s", port, logFile.Name())
		}
	}
	ready()
	fmt.Fprintf(c.out, "The lessons are open after %.1f s, your copies are in %s:\n\n  %s\n\nCtrl-C here stops them.\n",
		time.Since(began).Seconds(), dir, v.lab(c.lang, s))
	s.openBrowser(c, v)
	select {
	case <-ctx.Done():
		stop()
		fmt.Fprintln(c.out, "\nStopped.")
		return nil
	case err := <-ended:
		if err != nil {
			return fmt.Errorf("JupyterLab ended: %s (all of it is in %s)", lastLine(logFile.Name()), logFile.Name())
		}
		return nil
	}
}

// newLog makes the log of a server, which its user alone may read. One that is
// there may be another server's, or of a time when all could read it.
func newLog(name string) (*os.File, error) {
	if err := os.RemoveAll(name); err != nil {
		return nil, err
	}
	return os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL|os.O_APPEND, 0o600)
}

func lastLine(file string) string {
	data, _ := readFile(file)
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	return shorten(lines[len(lines)-1], 200)
}

// openBrowser opens the URL where there is a desktop to open it on, by way of
// a page that only its user can read: others can see a program's arguments,
// and the URL has the token.
func (s *State) openBrowser(c *call, v *server) {
	url := v.lab(c.lang, s)
	if c.noBrowser {
		return
	}
	program := "xdg-open"
	if runtime.GOOS == "darwin" {
		program = "open"
	} else if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" && os.Getenv("BROWSER") == "" {
		return
	}
	page := filepath.Join(v.folder, "open.html")
	if err := plainfile.WritePrivate(page, fmt.Appendf(nil, "<!DOCTYPE html><meta http-equiv=refresh content=\"0; url=%s\">\n", url)); err != nil {
		return // the URL is on the screen
	}
	cmd := exec.Command(program, page)
	if err := cmd.Start(); errors.Is(err, exec.ErrNotFound) {
		return // the URL is on the screen
	}
	go cmd.Wait()
}
