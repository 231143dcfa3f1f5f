package launch

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golessons/internal/kernel"
)

const defaultPort = 8888

// setUp does what is missing of the set-up. With one call at a time it may be
// killed at any point and called again.
func (s *State) setUp(ctx context.Context, out io.Writer) (*goTool, error) {
	g, err := s.findGo(ctx)
	if err != nil {
		return nil, err
	}
	if s.sealed() {
		return g, nil
	}
	lock, err := s.lock(ctx, out, "setting up")
	if err != nil {
		return nil, err
	}
	defer lock.Close()
	if err := s.linkModule(); err != nil {
		return nil, err
	}
	// What would stop the set-up later stops it before the long steps.
	if !s.pythonStep().done() && !canInstall() {
		py, err := findPython(ctx)
		if err != nil {
			return nil, err
		}
		if _, err := py.environmentMaker(ctx); err != nil {
			return nil, err
		}
	}
	// What a kill left of a step.
	if old, _ := filepath.Glob(filepath.Join(escapeGlob(s.Dir), "tmp-*")); old != nil {
		for _, dir := range old {
			os.RemoveAll(dir)
		}
	}
	warm, err := s.warmSteps(g)
	if err != nil {
		return nil, err
	}
	steps := append(s.toolSteps(g), s.pythonStep(), s.registerStep(g))
	steps = append(steps, warm...)
	steps = append(steps, s.trustStep())
	return g, runSteps(ctx, out, lock, steps)
}

// SetUp sets up what a test needs, and returns where.
func SetUp(ctx context.Context, out io.Writer) (*State, error) {
	s, err := FindState()
	if err != nil {
		return nil, err
	}
	_, err = s.setUp(ctx, out)
	return s, err
}

// registerStep tells the environment's Jupyter of the kernel, and how to serve
// the lessons.
func (s *State) registerStep(g *goTool) step {
	return step{do: func(context.Context, *progress) error {
		if err := s.writeKernelspec(s.kernelDir(), g); err != nil {
			return err
		}
		return s.serverSettings()
	}}
}

// kernelDir is where the project's own Jupyter finds the kernel.
func (s *State) kernelDir() string {
	return s.path("venv", "share", "jupyter", "kernels", KernelName)
}

func setupOnly(ctx context.Context, c *call) error {
	if _, err := SetUp(ctx, c.out); err != nil {
		return err
	}
	fmt.Fprintln(c.out, "Everything is set up; `go run .` opens the lessons.")
	return nil
}

// start sets up, copies the lessons, and runs JupyterLab until it is stopped.
func start(ctx context.Context, c *call) error {
	began := time.Now()
	s, err := FindState()
	if err != nil {
		return err
	}
	if c.lang == "" {
		c.lang = localeLanguage(os.Getenv)
	}
	dir, err := learnerDir(c.dir)
	if err != nil {
		return err
	}
	if inside(s.Checkout, dir) && !inside(s.Dir, dir) {
		return fmt.Errorf("-dir %s is inside the checkout, where a new version would meet your changes; name a folder elsewhere", dir)
	}
	if err := writable(dir); err != nil {
		return unwritable(dir, err)
	}
	server, err := s.runningServer(dir)
	if err != nil {
		return err
	}
	if server == nil && c.port != 0 {
		if _, err := freePort(c.port); err != nil {
			return err
		}
	}
	if _, err := s.setUp(ctx, c.out); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return unwritable(dir, err)
	}
	// Until the server answers, a second launcher for the folder waits, and
	// then finds it.
	lock, err := s.lock(ctx, c.out, "opening the lessons")
	if err != nil {
		return err
	}
	defer lock.Close()
	kernel.Sweep()
	if server, err = s.runningServer(dir); err != nil {
		return err
	}
	if server != nil {
		fmt.Fprintf(c.out, "The lessons in %s are open already:\n\n  %s\n\n`kill %d` stops them.\n", dir, server.lab(c.lang, s), server.PID)
		s.openBrowser(c, server.lab(c.lang, s))
		return nil
	}
	// Only now: a lesson that is open in a JupyterLab is not written under it.
	if err := s.copyLessons(dir, c.out); err != nil {
		return err
	}
	port, err := freePort(c.port)
	if err != nil {
		return err
	}
	if c.port == 0 && port != defaultPort {
		fmt.Fprintf(c.out, "  port %d is taken, so this one is on %d\n", defaultPort, port)
	}
	return s.serve(ctx, c, dir, port, began, lock.Close)
}

// localeLanguage is ja in a Japanese locale and en elsewhere.
func localeLanguage(getenv func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := getenv(name); v != "" {
			if strings.HasPrefix(strings.ToLower(v), "ja") {
				return "ja"
			}
			return "en"
		}
	}
	return "en"
}

// inside reports whether path is dir or below it.
func inside(dir, path string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// freePort returns port, or for 0 the first free one from 8888 on.
func freePort(port int) (int, error) {
	free := func(p int) bool {
		l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(p)))
		if err != nil {
			return false
		}
		l.Close()
		return true
	}
	if port != 0 {
		if !free(port) {
			return 0, fmt.Errorf("port %d is taken by another program; leave -port away to get a free one", port)
		}
		return port, nil
	}
	for p := defaultPort; p < defaultPort+100; p++ {
		if free(p) {
			return p, nil
		}
	}
	return 0, fmt.Errorf("the ports from %d to %d are all taken; name a free one with -port", defaultPort, defaultPort+99)
}

// A server is a JupyterLab that runs, as it describes itself in its runtime
// folder.
type server struct {
	URL     string `json:"url"`
	Token   string `json:"token"`
	PID     int    `json:"pid"`
	RootDir string `json:"root_dir"`
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

// runningServer returns the JupyterLab that serves dir already, if one does.
func (s *State) runningServer(dir string) (*server, error) {
	files, err := filepath.Glob(filepath.Join(escapeGlob(s.path("jupyter", "runtime")), "jpserver-*.json"))
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		var v server
		data, err := os.ReadFile(f)
		if err != nil || json.Unmarshal(data, &v) != nil {
			continue
		}
		if syscall.Kill(v.PID, 0) != nil {
			os.Remove(f) // of a server that was killed
			continue
		}
		if sameFile(v.RootDir, dir) && v.answers() {
			return &v, nil
		}
	}
	return nil, nil
}

func sameFile(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

// serve runs JupyterLab until ctx ends or it ends by itself. It calls ready
// when the server answers.
func (s *State) serve(ctx context.Context, c *call, dir string, port int, began time.Time, ready func() error) error {
	if err := labSettings(s.path("venv", "share", "jupyter", "lab", "settings"), c.lang); err != nil {
		return err
	}
	token := rand.Text() + rand.Text()
	v := &server{URL: fmt.Sprintf("http://127.0.0.1:%d/", port), Token: token}
	args := []string{"-m", "jupyterlab",
		"--ServerApp.ip=127.0.0.1",
		fmt.Sprintf("--ServerApp.port=%d", port),
		"--ServerApp.port_retries=0",
		"--ServerApp.open_browser=False",
		"--ServerApp.root_dir=" + dir,
	}
	if os.Geteuid() == 0 {
		args = append(args, "--ServerApp.allow_root=True")
	}
	logFile, err := os.Create(s.path("jupyter.log"))
	if err != nil {
		return unwritable(s.Dir, err)
	}
	defer logFile.Close()
	cmd := exec.Command(s.venvPython(), args...)
	cmd.Dir = dir
	// The token is in the environment because other users can see arguments.
	cmd.Env = append(s.jupyterEnv(), "JUPYTER_TOKEN="+token, "JUPYTER_PLATFORM_DIRS=0",
		// Which lessons are open is remembered for each folder of them.
		"JUPYTERLAB_WORKSPACES_DIR="+s.path("jupyter", "workspaces", hash(dir)))
	cmd.Stdout, cmd.Stderr = logFile, logFile
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // Ctrl-C is ours to pass on, once
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
		}
	}
	for !v.answers() {
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
	s.openBrowser(c, v.lab(c.lang, s))
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

func lastLine(file string) string {
	data, _ := os.ReadFile(file)
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	return shorten(lines[len(lines)-1], 200)
}

// openBrowser opens the URL where there is a desktop to open it on, by way of
// a page that only its user can read: others can see a program's arguments,
// and the URL has the token.
func (s *State) openBrowser(c *call, url string) {
	if c.noBrowser {
		return
	}
	program := "xdg-open"
	if runtime.GOOS == "darwin" {
		program = "open"
	} else if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" && os.Getenv("BROWSER") == "" {
		return
	}
	page := s.path("jupyter", "runtime", "open.html")
	if err := os.WriteFile(page, fmt.Appendf(nil, "<!DOCTYPE html><meta http-equiv=refresh content=\"0; url=%s\">\n", url), 0o600); err != nil {
		return // the URL is on the screen
	}
	cmd := exec.Command(program, page)
	if err := cmd.Start(); errors.Is(err, exec.ErrNotFound) {
		return // the URL is on the screen
	}
	go cmd.Wait()
}

// serverSettings are those of every server of the lessons, on a learner's
// machine and in a container. They are in the environment: all of Jupyter's
// programs read them there.
func (s *State) serverSettings() error {
	etc := s.path("venv", "etc", "jupyter")
	err := writeJSON(filepath.Join(etc, "jupyter_server_config.json"), map[string]any{
		"KernelSpecManager":  map[string]any{"ensure_native_kernel": false, "allowed_kernelspecs": []string{KernelName}},
		"MultiKernelManager": map[string]any{"default_kernel_name": KernelName},
		"LabApp": map[string]any{
			"extension_manager": "readonly", // the other kind asks the network
			"custom_css":        true,
		},
	})
	if err != nil {
		return err
	}
	// JupyterLab shows an SVG as an image of the SVG's own width, and cuts it at
	// the edge of a narrow window. Where it looks for custom.css, after the
	// learner's own folder, is no setting.
	static, err := filepath.Glob(filepath.Join(escapeGlob(s.path("venv")), "lib", "python*", "site-packages", "jupyter_server", "static"))
	if err != nil {
		return err
	}
	for _, dir := range static {
		if err := writeFile(filepath.Join(dir, "custom", "custom.css"), []byte(".jp-RenderedSVG img { max-width: 100%; height: auto; }\n")); err != nil {
			return err
		}
	}
	// Only what the lessons use: the other extensions cost start-up time. The
	// last file by name has the last word.
	return writeJSON(filepath.Join(etc, "jupyter_server_config.d", "zz-golessons.json"), map[string]any{
		"ServerApp": map[string]any{"jpserver_extensions": map[string]bool{
			"jupyterlab": true, "jupyter_server_terminals": true, "jupyter_lsp": false, "notebook_shim": false,
		}},
	})
}

// labSettings sets JupyterLab's language, and keeps it from asking the network
// for news. They are defaults: what the learner sets in the menu is kept.
func labSettings(dir, lang string) error {
	locale := map[string]string{"ja": "ja_JP", "en": "en"}[lang]
	settings := map[string]any{
		"@jupyterlab/translation-extension:plugin":    map[string]any{"locale": locale},
		"@jupyterlab/apputils-extension:notification": map[string]any{"fetchNews": "false", "checkForUpdates": false},
		// The start page is to be read, not edited.
		"@jupyterlab/docmanager-extension:plugin": map[string]any{"defaultViewers": map[string]string{"markdown": "Markdown Preview"}},
		// gopls may take up to 3 s for the first completion; the default gives up after 1.
		"@jupyterlab/completer-extension:manager": map[string]any{"providerTimeout": 5000},
	}
	return writeJSON(filepath.Join(dir, "overrides.json"), settings)
}
