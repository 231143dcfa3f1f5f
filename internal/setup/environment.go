package setup

import (
	"os"
	"path/filepath"
	"strings"
	"time"

	"golessons/internal/course"
	"golessons/internal/notebook"
	"golessons/internal/site"
	"golessons/internal/state"
	"golessons/internal/words"
)

// An Environment is everything that the set-up makes in a state folder: the
// programs, a Python with JupyterLab, the kernel. It need not exist yet.
type Environment struct{ *state.State }

// FindEnvironment finds the environment of the checkout, as state.Find finds its
// folder.
func FindEnvironment() (*Environment, error) {
	s, err := state.Find()
	if err != nil {
		return nil, err
	}
	return &Environment{s}, nil
}

// Course returns the course of the checkout.
func (e *Environment) Course() course.Course { return course.In(e.Checkout) }

// Python returns the path of the Python that has JupyterLab.
func (e *Environment) Python() string { return e.Path("venv", "bin", "python") }

// JupyterEnv returns the environment variables for Jupyter's programs: their
// settings, data and runtime files are in the state folder and nowhere else.
func (e *Environment) JupyterEnv() []string {
	if e.Sealed() {
		return os.Environ() // an image sets all of them
	}
	env := pythonEnv(os.Environ())
	return append(env,
		"JUPYTER_CONFIG_DIR="+e.Path("jupyter", "config"),
		"JUPYTER_DATA_DIR="+e.Path("jupyter", "data"),
		"JUPYTER_RUNTIME_DIR="+e.Path("jupyter", "runtime"), // a server has its own
		"JUPYTERLAB_SETTINGS_DIR="+e.Path("jupyter", "settings"),
		"JUPYTER_PREFER_ENV_PATH=1",
		"IPYTHONDIR="+e.Path("jupyter", "ipython"),
		"PATH="+filepath.Join(e.Path("venv", "bin"))+string(os.PathListSeparator)+os.Getenv("PATH"),
	)
}

// pythonEnv returns env without the variables that would lead a Python to
// packages of another one.
func pythonEnv(env []string) []string {
	var kept []string
	for _, e := range env {
		name, _, _ := strings.Cut(e, "=")
		switch name {
		case "PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "PYTHONNOUSERSITE", "VIRTUAL_ENV", "PIP_REQUIRE_VIRTUALENV", "PIP_USER", "PIP_TARGET", "PIP_PREFIX":
			continue
		}
		if strings.HasPrefix(name, "JUPYTER") {
			continue
		}
		kept = append(kept, e)
	}
	return append(kept, "PYTHONNOUSERSITE=1", "PYTHONUTF8=1")
}

// Executor returns an executor that runs notebooks through the lessons' kernel.
func (e *Environment) Executor() *notebook.Executor {
	return &notebook.Executor{Python: e.Python(), Env: e.JupyterEnv(), Kernel: KernelName, Limit: cellLimit}
}

// cellLimit is how long a cell may take in a run without a browser.
const cellLimit = 2 * time.Minute

// Jupyter returns the environment's Python, the environment variables with
// which it finds the kernel, and a folder to run in.
func (e *Environment) Jupyter() (python string, env []string, dir string) {
	return e.Python(), e.JupyterEnv(), e.Dir
}

// Tool returns the path of a program that the set-up has built.
func (e *Environment) Tool(name string) string { return e.Path("bin", name) }

// SiteBuilder returns a builder that writes the lessons of the checkout as web
// pages.
func (e *Environment) SiteBuilder() (*site.Builder, error) {
	files, err := e.Course().Shipped()
	if err != nil {
		return nil, err
	}
	return &site.Builder{Python: e.Python(), Env: e.JupyterEnv(), Lessons: e.Course().Dir, Files: files, Languages: words.Tags()}, nil
}
