package cli

import (
	"cmp"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strings"
	"time"

	"golessons/internal/course"
	"golessons/internal/lab"
	"golessons/internal/notebook"
	"golessons/internal/setup"
	"golessons/internal/state"
	"golessons/internal/tempfolder"
	"golessons/internal/words"
)

// A check is one line of the doctor's report. run returns what it found, or an
// error whose text says what mends the failure.
type check struct {
	name   string
	advice bool // a failure stops nothing
	run    func(d *examination, ctx context.Context) (found string, err error)
}

// checks returns the checks in their order.
func checks() []check {
	return []check{
		{name: "Go", run: (*examination).checkGo},
		{name: "Python", run: (*examination).checkPython},
		{name: words.T("environment"), run: (*examination).checkEnvironment},
		{name: words.T("tools"), run: (*examination).checkTools},
		{name: words.T("kernel"), run: (*examination).checkKernel},
		{name: words.T("build cache"), run: (*examination).checkBuildCache},
		{name: words.T("lessons"), run: (*examination).checkLessons},
		{name: words.T("disk"), run: (*examination).checkDisk},
		{name: words.T("port"), run: (*examination).checkPort, advice: true},
		{name: words.T("network"), run: (*examination).checkNetwork, advice: true},
		{name: words.T("fonts"), run: (*examination).checkFonts, advice: true},
	}
}

// An examination holds what the checks look at.
type examination struct {
	env  *setup.Environment
	dir  string // of -dir
	port int    // of -port

	goTool *setup.Go // what checkGo found; nil if it found none
}

func notSetUp() error { return words.Error("not set up (yet): go run . setup") }

func noGo() error { return words.Error("cannot be checked without Go") }

// isSetUp reports whether cells can run.
func (d *examination) isSetUp() bool { return d.goTool != nil && d.env.IsSetUp(d.goTool) }

func (d *examination) checkGo(ctx context.Context) (string, error) {
	g, err := d.env.FindGo(ctx)
	if err != nil {
		return "", err
	}
	d.goTool = g
	return words.Sprintf("%s in %s", g.Version, g.Root), nil
}

func (d *examination) checkPython(ctx context.Context) (string, error) {
	p, err := setup.FindPython(ctx)
	if err != nil {
		return "", err
	}
	return p.Version + " (" + p.Path + ")", nil
}

func (d *examination) checkEnvironment(ctx context.Context) (string, error) {
	if !d.env.HasPython() {
		return "", notSetUp()
	}
	cmd := exec.CommandContext(ctx, d.env.Python(), "-c", "import jupyterlab, nbclient, nbconvert; print('JupyterLab', jupyterlab.__version__)")
	cmd.Env = d.env.JupyterEnv()
	out, err := cmd.Output()
	if err != nil {
		return "", words.Errorf("JupyterLab does not load: rm -r %q && go run . setup", d.env.Path("venv"))
	}
	return strings.TrimSpace(string(out)), nil
}

func (d *examination) checkTools(ctx context.Context) (string, error) {
	if d.goTool == nil {
		return "", noGo()
	}
	steps, err := d.env.Steps(d.goTool, setup.Tools)
	if err != nil {
		return "", err
	}
	for _, step := range steps {
		if !step.IsDone() {
			return "", fmt.Errorf("%s: %w", step.Name, cmp.Or(d.env.CheckGoNB(ctx), notSetUp()))
		}
	}
	return "GoNB, goimports, gopls, " + words.T("supervisor"), nil
}

func (d *examination) checkKernel(ctx context.Context) (string, error) {
	if !d.isSetUp() {
		return "", notSetUp()
	}
	began := time.Now()
	answer, err := askKernel(ctx, d.env)
	if err != nil {
		return "", words.Errorf("it does not run a cell (%v): rm -r %q && go run . setup", err, d.env.Dir)
	}
	return words.Sprintf("ran a cell, %s, in %.1f s with its start", answer, time.Since(began).Seconds()), nil
}

func (d *examination) checkBuildCache(context.Context) (string, error) {
	if d.goTool == nil {
		return "", noGo()
	}
	steps, err := d.env.Steps(d.goTool, setup.Warm)
	if err != nil {
		return "", err
	}
	for _, step := range steps {
		if !step.IsDone() {
			return "", words.Errorf("%s is cold, cells will be slow: go run . setup", step.Name)
		}
	}
	return words.Sprintf("warm, in %s", d.goTool.Cache), nil
}

func (d *examination) checkLessons(context.Context) (string, error) {
	dir, err := course.LearnerDir(d.dir)
	if err != nil {
		return "", err
	}
	if err := state.Writable(dir); err != nil {
		return "", words.Errorf("%s cannot be written (%v): go run . -dir ANOTHER_FOLDER", dir, err)
	}
	return words.Sprintf("your copies are in %s", dir), nil
}

func (d *examination) checkDisk(context.Context) (string, error) {
	free, err := state.FreeSpace(d.env.Dir)
	if err != nil {
		return "", err
	}
	need := 2.0 // GB: 0.3 environment, 0.1 tools, 1.2 build and module cache
	if d.isSetUp() {
		need = 0.2
	}
	if free < need {
		return "", words.Errorf("%.1f GB free at %s, %.1f are needed: free some, or name another place with GOLESSONS_STATE", free, d.env.Dir, need)
	}
	return words.Sprintf("%.0f GB free", free), nil
}

func (d *examination) checkPort(context.Context) (string, error) {
	port := d.port
	if port == 0 {
		port = lab.DefaultPort
	}
	if !lab.PortIsFree(port) {
		return "", words.Errorf("%d is taken (by a JupyterLab that runs, perhaps); go run . takes the next free one", port)
	}
	return words.Sprintf("%d is free", port), nil
}

func (d *examination) checkNetwork(ctx context.Context) (string, error) {
	if d.isSetUp() {
		return words.T("not needed any more"), nil
	}
	if !online(ctx) {
		return "", words.Error("no address could be looked up, and the first set-up downloads Go modules and Python packages: connect, or set HTTPS_PROXY")
	}
	return words.T("answers"), nil
}

func (d *examination) checkFonts(ctx context.Context) (string, error) {
	fc, err := exec.LookPath("fc-list")
	if err != nil {
		return words.T("figures bring their own; the browser uses the desktop's"), nil
	}
	out, err := exec.CommandContext(ctx, fc, ":lang=ja", "family").Output()
	if err != nil || len(strings.TrimSpace(string(out))) == 0 {
		return "", words.Errorf("no font with Japanese characters for the browser on this machine (figures bring their own): %s", setup.JapaneseFont.Command())
	}
	first, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	return words.Sprintf("Japanese: %s", first), nil
}

// online reports whether names can be looked up, or a proxy is set that looks
// them up for us.
func online(ctx context.Context) bool {
	for _, name := range []string{"HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"} {
		if os.Getenv(name) != "" {
			return true
		}
	}
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	_, err := net.DefaultResolver.LookupHost(ctx, "go.dev")
	return err == nil
}

// askKernel runs a cell that uses mlx, and returns what it prints.
func askKernel(ctx context.Context, env *setup.Environment) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	tmp, err := tempfolder.New("")
	if err != nil {
		return "", err
	}
	defer tempfolder.Remove(tmp)
	nb := oneCell("import \"golessons/mlx\"\n%%\nfmt.Println(mlx.ReLU().Forward(mlx.NewTensor(-1, 2)))")
	done, err := env.Executor().Execute(ctx, nb, tmp)
	if err != nil {
		return "", err
	}
	return strings.TrimSpace(done.Cells[0].Printed()), nil
}

// oneCell returns a notebook with one code cell.
func oneCell(source string) *notebook.Notebook {
	return &notebook.Notebook{Cells: []*notebook.Cell{{ID: "cell", Type: "code", Source: source}}, Format: 4, Minor: 5}
}
