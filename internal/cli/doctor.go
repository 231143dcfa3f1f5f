package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strings"
	"time"

	"golessons/internal/course"
	"golessons/internal/lab"
	"golessons/internal/setup"
	"golessons/internal/state"
	"golessons/internal/tempfolder"
)

// A check is one line of the doctor's report. It returns what it found, and
// for a failure an error whose text is the way out.
type check struct {
	name string
	// advice marks a check whose failure stops nothing.
	advice bool
	run    func(ctx context.Context) (found string, err error)
}

// doctor checks what the course needs and says what mends what is wrong.
func doctor(ctx context.Context, c *call) error {
	s, err := setup.FindEnvironment()
	if err != nil {
		return err
	}
	failed := 0
	for _, ck := range checks(s, c) {
		found, err := ck.run(ctx)
		switch {
		case err == nil:
			fmt.Fprintf(c.out, "✓ %-12s %s\n", ck.name, found)
		case ck.advice:
			fmt.Fprintf(c.out, "· %-12s %s\n", ck.name, err)
		default:
			failed++
			fmt.Fprintf(c.out, "✗ %-12s %s\n", ck.name, err)
		}
	}
	if failed == 1 {
		return errors.New("one check failed; its line says what mends it")
	}
	if failed > 1 {
		return fmt.Errorf("%d checks failed; each line says what mends it", failed)
	}
	return nil
}

func checks(s *setup.Environment, c *call) []check {
	var g *setup.Go
	notSetUp := errors.New("not set up (yet): go run . setup")
	return []check{
		{name: "Go", run: func(ctx context.Context) (string, error) {
			var err error
			if g, err = s.FindGo(ctx); err != nil {
				return "", err
			}
			return g.Version + " in " + g.Root, nil
		}},
		{name: "Python", run: func(ctx context.Context) (string, error) {
			p, err := setup.FindPython(ctx)
			if err != nil {
				return "", err
			}
			return p.Version + " (" + p.Path + ")", nil
		}},
		{name: "environment", run: func(ctx context.Context) (string, error) {
			if !s.PythonStep().Done() {
				return "", notSetUp
			}
			cmd := exec.CommandContext(ctx, s.Python(), "-c", "import jupyterlab, nbclient, nbconvert; print('JupyterLab', jupyterlab.__version__)")
			cmd.Env = s.JupyterEnv()
			out, err := cmd.Output()
			if err != nil {
				return "", fmt.Errorf("JupyterLab does not load: rm -r %q && go run . setup", s.Path("venv"))
			}
			return strings.TrimSpace(string(out)), nil
		}},
		{name: "tools", run: func(ctx context.Context) (string, error) {
			if g == nil {
				return "", errors.New("cannot be checked without Go")
			}
			for _, st := range s.ToolSteps(g) {
				if !st.Done() {
					return "", fmt.Errorf("%s: %w", st.Name, cmp.Or(s.CheckGoNB(ctx), notSetUp))
				}
			}
			return "GoNB, goimports, gopls, supervisor", nil
		}},
		{name: "kernel", run: func(ctx context.Context) (string, error) {
			if g == nil || !s.IsSetUp(g) {
				return "", notSetUp
			}
			began := time.Now()
			answer, err := askKernel(ctx, s)
			if err != nil {
				return "", fmt.Errorf("it does not run a cell (%v): rm -r %q && go run . setup", err, s.Dir)
			}
			return fmt.Sprintf("ran a cell, %s, in %.1f s with its start", answer, time.Since(began).Seconds()), nil
		}},
		{name: "build cache", run: func(context.Context) (string, error) {
			if g == nil {
				return "", errors.New("cannot be checked without Go")
			}
			warm, err := s.WarmSteps(g)
			if err != nil {
				return "", err
			}
			for _, st := range warm {
				if !st.Done() {
					return "", fmt.Errorf("%s is cold, cells will be slow: go run . setup", st.Name)
				}
			}
			return "warm, in " + g.Cache, nil
		}},
		{name: "lessons", run: func(context.Context) (string, error) {
			dir, err := course.LearnerDir(c.dir)
			if err != nil {
				return "", err
			}
			if err := state.Writable(dir); err != nil {
				return "", fmt.Errorf("%s cannot be written (%v): go run . -dir ANOTHER_FOLDER", dir, err)
			}
			return "your copies are in " + dir, nil
		}},
		{name: "disk", run: func(context.Context) (string, error) {
			free, err := state.FreeSpace(s.Dir)
			if err != nil {
				return "", err
			}
			need := 2.0 // GB: 0.3 environment, 0.1 tools, 1.2 build and module cache
			if g != nil && s.IsSetUp(g) {
				need = 0.2
			}
			if free < need {
				return "", fmt.Errorf("%.1f GB free at %s, %.1f are needed: free some, or name another place with GOLESSONS_STATE", free, s.Dir, need)
			}
			return fmt.Sprintf("%.0f GB free", free), nil
		}},
		{name: "port", advice: true, run: func(context.Context) (string, error) {
			port := c.port
			if port == 0 {
				port = lab.DefaultPort
			}
			if !lab.PortIsFree(port) {
				return "", fmt.Errorf("%d is taken (by a JupyterLab that runs, perhaps); go run . takes the next free one", port)
			}
			return fmt.Sprintf("%d is free", port), nil
		}},
		{name: "network", advice: true, run: func(ctx context.Context) (string, error) {
			if g != nil && s.IsSetUp(g) {
				return "not needed any more", nil
			}
			if !online(ctx) {
				return "", errors.New("no address could be looked up, and the first set-up downloads Go modules and Python packages: connect, or set HTTPS_PROXY")
			}
			return "answers", nil
		}},
		{name: "fonts", advice: true, run: func(ctx context.Context) (string, error) {
			fc, err := exec.LookPath("fc-list")
			if err != nil {
				return "figures bring their own; the browser uses the desktop's", nil
			}
			out, err := exec.CommandContext(ctx, fc, ":lang=ja", "family").Output()
			if err != nil || len(strings.TrimSpace(string(out))) == 0 {
				return "", fmt.Errorf("no font with Japanese characters for the browser on this machine (figures bring their own): %s", setup.JapaneseFont.Command())
			}
			first, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
			return "Japanese: " + first, nil
		}},
	}
}

// online reports whether names can be looked up, or a proxy is set that does
// it for us.
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

// askKernel runs a cell that uses mlx.
func askKernel(ctx context.Context, s *setup.Environment) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	tmp, err := tempfolder.New("")
	if err != nil {
		return "", err
	}
	defer tempfolder.Remove(tmp)
	nb := oneCell("import \"golessons/mlx\"\n%%\nfmt.Println(mlx.ReLU().Forward(mlx.NewTensor(-1, 2)))")
	done, err := s.Executor().Execute(ctx, nb, tmp)
	if err != nil {
		return "", err
	}
	return strings.TrimSpace(done.Cells[0].Printed()), nil
}
