package cli

import (
	"path/filepath"
	"strings"
	"testing"

	"golessons/internal/disktest"
	"golessons/internal/setup"
	"golessons/internal/setup/setuptest"
)

func TestKernelsDir(t *testing.T) {
	venv := t.TempDir()
	disktest.Write(t, filepath.Join(venv, "bin", "python"), "")
	for _, tt := range []struct {
		prefix, goos string
		env          map[string]string
		want         string
	}{
		{"", "linux", map[string]string{"HOME": "/h"}, "/h/.local/share/jupyter/kernels"},
		{"", "linux", map[string]string{"HOME": "/h", "XDG_DATA_HOME": "/d"}, "/d/jupyter/kernels"},
		{"", "linux", map[string]string{"HOME": "/h", "JUPYTER_DATA_DIR": "/j"}, "/j/kernels"},
		{"", "darwin", map[string]string{"HOME": "/h"}, "/h/Library/Jupyter/kernels"},
		{venv, "linux", nil, venv + "/share/jupyter/kernels"},
		{"/nowhere", "linux", nil, ""},
		{"", "linux", nil, ""},
	} {
		got, err := kernelsDir(tt.prefix, tt.goos, func(name string) string { return tt.env[name] })
		if got != tt.want || (err == nil) != (tt.want != "") {
			t.Errorf("%+v: %q, %v", tt, got, err)
		}
	}
}

// install registers the same kernel as the project's own, for a Jupyter that is
// not the project's.
func TestInstall(t *testing.T) {
	env := setuptest.Ready(t)
	data := t.TempDir()
	t.Setenv("JUPYTER_DATA_DIR", data)
	run := func(want int, says string, args ...string) {
		t.Helper()
		var out, errOut strings.Builder
		if code := Main(append([]string{"install"}, args...), &out, &errOut); code != want || !strings.Contains(out.String()+errOut.String(), says) {
			t.Errorf("install %q: exit status %d\n%s%s", args, code, out.String(), errOut.String())
		}
	}
	run(0, "Registered the kernel “Go (lessons)”")
	spec := filepath.Join("kernels", setup.KernelName, "kernel.json")
	if got, want := disktest.Read(t, filepath.Join(data, spec)), disktest.Read(t, filepath.Join(env.KernelDir(), "kernel.json")); got != want {
		t.Errorf("registered\n%s\nwant\n%s", got, want)
	}
	run(0, "Removed", "-remove")
	run(1, "the kernel is not registered in", "-remove")
	run(1, "is no Python environment", "-prefix", data)
}
