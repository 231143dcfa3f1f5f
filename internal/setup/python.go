package setup

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"golessons/internal/setup/step"
	"golessons/internal/state"
	"golessons/internal/words"
)

// requirements pins JupyterLab, its Japanese language pack, nbclient, nbconvert,
// latex2mathml (formulas on web pages), JupyterLite (for the course in the browser) and
// all they need, with hashes, for each platform and Python from 3.10 on. It is made from requirements.in;
// CONTRIBUTING.md says how.
//
// It leaves out rfc3987-syntax, and lark, which nothing else needs: jsonschema
// uses it if it is there, to check addresses in Jupyter's event schemas, and its
// import is two thirds of JupyterLab's. And doit, which JupyterLite builds sites with; we
// only take the files from it (internal/lite).
//
//go:embed requirements.txt
var requirements string

const minPython = "3.10"

var pythonPackage = SystemPackage{"Python", []string{"python3", "python3-venv"}, "", "python3", "python"}

// An Interpreter is a Python of the system.
type Interpreter struct {
	Path    string
	Version string
	venv    bool // whether it can make virtual environments by itself
}

// FindPython returns the first Python on PATH that is new enough, one that can
// make virtual environments before one that cannot.
func FindPython(ctx context.Context) (*Interpreter, error) {
	names := []string{"python3"}
	for minor := 15; minor >= 10; minor-- {
		names = append(names, fmt.Sprintf("python3.%d", minor))
	}
	names = append(names, "python")
	var old, bare *Interpreter
	for _, name := range names {
		path, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		const ask = `import json, sys
try:
    import venv, ensurepip
    ok = True
except ImportError:
    ok = False
print(json.dumps({"version": "%d.%d.%d" % sys.version_info[:3], "venv": ok}))`
		cmd := exec.CommandContext(ctx, path, "-c", ask)
		cmd.Env = pythonEnv(os.Environ())
		out, err := cmd.Output()
		var answer struct {
			Version string
			Venv    bool
		}
		if err != nil || json.Unmarshal(out, &answer) != nil {
			continue // Windows' and pyenv's placeholders are found but do not run
		}
		p := &Interpreter{path, answer.Version, answer.Venv}
		switch {
		case older(p.Version, minPython):
			if old == nil {
				old = p
			}
		case p.venv:
			return p, nil
		case bare == nil:
			bare = p
		}
	}
	if bare != nil {
		return bare, nil
	}
	if old != nil {
		return nil, words.Errorf("Python %s (%s) is too old; install Python %s or newer: %s", old.Version, old.Path, minPython, pythonPackage.Command())
	}
	return nil, words.Errorf("there is no Python on PATH, and JupyterLab needs %s or newer: %s", minPython, pythonPackage.Command())
}

// pythonSteps returns the step that makes the virtual environment.
func (e *Environment) pythonSteps(*Go) ([]step.Step, error) {
	// The interpreter in it is a link to the system's Python. When that is
	// upgraded, the link leads to a Python that finds none of the packages.
	key := func() string {
		python, _ := filepath.EvalSymlinks(e.Python())
		return state.Hash(requirements, python)
	}
	return []step.Step{{
		Name: words.T("JupyterLab in a Python environment of its own"),
		Done: func() bool { return e.Stamped("venv", key(), e.Dir) },
		Do: func(ctx context.Context, p *step.StatusLine) error {
			if err := e.makeVenv(ctx, p); err != nil {
				return err
			}
			return e.Stamp("venv", key(), e.Dir, "venv")
		},
	}}, nil
}

// makeVenv makes the virtual environment from nothing, whatever an earlier try
// has left.
func (e *Environment) makeVenv(ctx context.Context, p *step.StatusLine) error {
	py, err := FindPython(ctx)
	if err != nil && canInstall() {
		if err := pythonPackage.Install(ctx, p); err != nil {
			return err
		}
		py, err = FindPython(ctx)
	}
	if err != nil {
		return err
	}
	venv := e.Path("venv")
	if err := os.RemoveAll(venv); err != nil {
		return state.Unwritable(e.Dir, err)
	}
	file := e.Path("requirements.txt")
	if err := state.WriteFile(file, []byte(requirements)); err != nil {
		return err
	}
	maker, err := py.environmentMaker(ctx)
	if err != nil && canInstall() {
		version := strings.Split(py.Version, ".")
		pkg := SystemPackage{words.T("Python's venv module"), []string{fmt.Sprintf("python%s.%s-venv", version[0], version[1])}, "", "python3", "python"}
		if err := pkg.Install(ctx, p); err != nil {
			return err
		}
		py.venv = true
		maker, err = py.environmentMaker(ctx)
	}
	if err != nil {
		return err
	}
	run := func(name string, args ...string) error {
		cmd := exec.CommandContext(ctx, name, args...)
		cmd.Env = pythonEnv(os.Environ())
		return p.Run(ctx, cmd)
	}
	if err := run(maker[0], append(maker[1:], venv)...); err != nil {
		if ctx.Err() != nil {
			return err
		}
		return words.Errorf("Python %s (%s) could not make a virtual environment: %w; install uv or virtualenv and try again", py.Version, py.Path, err)
	}
	// The packages are pinned, hashed, and wheels only, so that none of their
	// code runs here. Without --no-deps pip would ask for the packages that the
	// pins leave out on purpose.
	install := []string{"install", "--no-deps", "--require-hashes", "--only-binary", ":all:", "--requirement", file}
	if maker[0] == "uv" { // it leaves pip out
		err = run("uv", append([]string{"pip"}, append(install, "--python", e.Python(), "--compile-bytecode")...)...)
	} else {
		err = run(e.Python(), append([]string{"-m", "pip"}, append(install, "--disable-pip-version-check", "--no-input", "--retries", "2")...)...)
	}
	if !step.Offline(err) && !step.Distrusted(err) && step.Says(err, "no matching distribution found") {
		return words.Errorf("JupyterLab's packages have no build for Python %s on %s/%s (%w); install another Python from %s on and try again", py.Version, runtime.GOOS, runtime.GOARCH, err, minPython)
	}
	if err != nil {
		return step.NeedsNetwork("JupyterLab", err)
	}
	return nil
}

// environmentMaker returns the command that makes a virtual environment, without
// its last argument, the folder. It is the Python's own venv module, which
// Debian has in a package of its own, or uv or virtualenv.
func (py *Interpreter) environmentMaker(ctx context.Context) ([]string, error) {
	switch {
	case py.venv:
		return []string{py.Path, "-m", "venv"}, nil
	case has("uv"):
		return []string{"uv", "venv", "--python", py.Path}, nil
	case has("virtualenv"):
		return []string{"virtualenv", "--quiet", "--python", py.Path}, nil
	case exec.CommandContext(ctx, py.Path, "-c", "import virtualenv").Run() == nil:
		return []string{py.Path, "-m", "virtualenv", "--quiet"}, nil
	}
	return nil, words.Errorf("Python %s (%s) cannot make a virtual environment, and neither uv nor virtualenv is installed: %s", py.Version, py.Path,
		SystemPackage{"", []string{"python3-venv"}, "", "python3-virtualenv", "virtualenv"}.Command())
}
