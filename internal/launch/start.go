package launch

import (
	"context"
	_ "embed"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golessons/internal/kernel"
)

//go:embed server_config.py
var serverConfig string

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
	lock, err := s.lock(ctx, out, "setting up", "")
	if err != nil {
		return nil, err
	}
	defer lock.Close()
	if err := s.linkModule(); err != nil {
		return nil, err
	}
	// Jupyter's own folder, with its secrets, from its beginning on.
	private := s.path("jupyter")
	if err := os.MkdirAll(private, 0o700); err != nil {
		return nil, unwritable(s.Dir, err)
	}
	os.Chmod(private, 0o700) // one that an earlier version has made
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
	if server == nil && c.port != 0 && !portIsFree(c.port) {
		return portTaken(c.port)
	}
	if _, err := s.setUp(ctx, c.out); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return unwritable(dir, err)
	}
	// Until the server answers, a second launcher for the folder waits, and
	// then finds it. One for another folder has nothing to wait for.
	which, err := identity(dir)
	if err != nil {
		return err
	}
	lock, err := s.lock(ctx, c.out, "opening the lessons", "-"+which)
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
		s.openBrowser(c, server)
		return nil
	}
	// Only now: a lesson that is open in a JupyterLab is not written under it.
	if err := s.copyLessons(dir, c.out); err != nil {
		return err
	}
	port, reserved, err := s.reservePort(c.port)
	if err != nil {
		return err
	}
	defer reserved.Close()
	if c.port == 0 && port != defaultPort {
		fmt.Fprintf(c.out, "  port %d is taken, so this one is on %d\n", defaultPort, port)
	}
	return s.serve(ctx, c, dir, port, began, func() {
		lock.Close()
		reserved.Close()
	})
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
		if err := writeNew(filepath.Join(dir, "custom", "custom.css"), []byte(".jp-RenderedSVG img { max-width: 100%; height: auto; }\n")); err != nil {
			return err
		}
	}
	// Beside the .json, and read with it.
	if err := writeNew(filepath.Join(etc, "jupyter_server_config.py"), []byte(serverConfig)); err != nil {
		return err
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
