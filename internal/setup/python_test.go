package setup

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golessons/internal/disktest"
	"golessons/internal/setup/step"
	"golessons/internal/state"
)

// program writes a shell script as a program into the folder bin.
func program(t *testing.T, bin, name, script string) {
	t.Helper()
	disktest.Write(t, filepath.Join(bin, name), "#!/bin/sh\n"+script)
	if err := os.Chmod(filepath.Join(bin, name), 0o755); err != nil {
		t.Fatal(err)
	}
}

// fakePython returns a script that answers FindPython, and makes an environment
// with -m venv only if venv is true; pip is the script of its pip.
func fakePython(venv bool, pip string) string {
	can := "false"
	if venv {
		can = "true"
	}
	return `case "$*" in
*json*) echo '{"version": "3.12.1", "venv": ` + can + `}';;
"-m venv "*) ` + can + ` && /bin/mkdir -p "$3/bin" && /bin/cp "$0" "$3/bin/python";;
*"-m pip install"*) ` + pip + `;;
*) exit 1;;
esac
`
}

func makeVenv(t *testing.T, bin string) (*Environment, error) {
	t.Helper()
	t.Setenv("PATH", bin)
	e := &Environment{&state.State{Checkout: t.TempDir(), Dir: t.TempDir()}}
	var out bytes.Buffer
	p := step.NewStatusLine(&out, "test")
	err := e.makeVenv(t.Context(), p)
	p.End(err)
	return e, err
}

// Without its venv module a Python can be used with uv or virtualenv.
func TestMakeVenvFallsBack(t *testing.T) {
	for name, script := range map[string]string{
		"uv": `case "$1" in
venv) /bin/mkdir -p "$4/bin" && /bin/cp "$3" "$4/bin/python";;
pip) case "$*" in *"--require-hashes"*"--python"*) echo "$*" >&2;; *) exit 1;; esac;;
*) exit 1;;
esac
`,
		"virtualenv": `/bin/mkdir -p "$4/bin" && /bin/cp "$3" "$4/bin/python"`,
	} {
		t.Run(name, func(t *testing.T) {
			bin := t.TempDir()
			program(t, bin, "python3", fakePython(false, "exit 0"))
			program(t, bin, name, script)
			e, err := makeVenv(t, bin)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := os.Stat(e.Python()); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestMakeVenvMistakes(t *testing.T) {
	for _, tt := range []struct{ name, python, want string }{
		{"no venv, uv or virtualenv", fakePython(false, ""), "cannot make a virtual environment, and neither uv nor virtualenv is installed: "},
		{"venv breaks", strings.Replace(fakePython(true, "exit 0"), "true && /bin/mkdir", "echo 'Error: no space left'; exit 1; /bin/mkdir", 1), "could not make a virtual environment: "},
		{"no network", fakePython(true, `echo "WARNING: Retrying: NewConnectionError: Failed to establish a new connection"; echo "ERROR: No matching distribution found for jupyterlab"; exit 1`),
			"JupyterLab must be downloaded once and the network did not answer"},
		{"a proxy with its own certificate", fakePython(true, `echo "WARNING: SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]'))"; echo "ERROR: No matching distribution found for anyio==4"; exit 1`), "with a certificate that is not trusted"},
		{"a Python without wheels", fakePython(true, `echo "ERROR: No matching distribution found for pyzmq==27"; exit 1`), "JupyterLab's packages have no build for Python 3.12.1 on "},
		{"a package that was changed", fakePython(true, `echo "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES"; exit 1`), "DO NOT MATCH THE HASHES"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bin := t.TempDir()
			program(t, bin, "python3", tt.python)
			_, err := makeVenv(t, bin)
			if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("error %q, want one line with %q", err, tt.want)
			}
		})
	}
}

// Each pin has a hash, and none an address to fetch it from.
func TestRequirements(t *testing.T) {
	pins, hashes := 0, 0
	for line := range strings.Lines(requirements) {
		if strings.Contains(line, "==") {
			pins++
		}
		hashes += strings.Count(line, "--hash=sha256:")
		if strings.Contains(line, "://") || strings.Contains(line, "--index-url") {
			t.Errorf("an address: %s", line)
		}
	}
	if pins < 50 || hashes < pins {
		t.Errorf("%d pins and %d hashes", pins, hashes)
	}
	in, err := os.ReadFile("requirements.in")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(in)) {
		if line = strings.TrimSpace(line); !strings.Contains(strings.ToLower(requirements), strings.ToLower(line)+" \\") {
			t.Errorf("requirements.in has %s and requirements.txt has not", line)
		}
	}
}

func TestPythonEnvIsClean(t *testing.T) {
	env := pythonEnv([]string{"PATH=/bin", "PYTHONPATH=/x", "PYTHONHOME=/y", "VIRTUAL_ENV=/z", "JUPYTER_PATH=/w", "JUPYTER_TOKEN=t", "PIP_INDEX_URL=u"})
	if got, want := strings.Join(env, " "), "PATH=/bin PIP_INDEX_URL=u PYTHONNOUSERSITE=1 PYTHONUTF8=1"; got != want {
		t.Errorf("env is %q, want %q", got, want)
	}
}

// Whatever Python the system has, it is found.
func TestFindPython(t *testing.T) {
	if _, err := exec.LookPath("python3"); err != nil {
		t.Skip("no python3 here")
	}
	p, err := FindPython(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if older(p.Version, minPython) {
		t.Errorf("found Python %s", p.Version)
	}
}
