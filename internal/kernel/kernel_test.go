package kernel

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// What a killed kernel and a killed guard left is cleared up; what belongs to a
// kernel that lives, or to nobody we know, is not.
func TestSweep(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	folder := func(name, owner string) string {
		dir := filepath.Join(base(), folderPrefix+name)
		if err := os.MkdirAll(filepath.Join(dir, "gonb_1"), 0o700); err != nil {
			t.Fatal(err)
		}
		if owner != "" {
			if err := os.WriteFile(filepath.Join(dir, ownerFile), []byte(owner), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		return dir
	}
	gone := exec.Command("true")
	if err := gone.Run(); err != nil {
		t.Fatal(err)
	}
	alive, err := newFolder() // this process's
	if err != nil {
		t.Fatal(err)
	}
	dead := folder("dead", fmt.Sprint(gone.Process.Pid, " 123"))
	reused := folder("reused", fmt.Sprint(os.Getpid(), " 1")) // its process id is another process's now
	damaged := folder("damaged", "x")
	foreign := folder("foreign", "")

	// A process that the dead kernel has left.
	orphan := exec.Command("sleep", "60")
	orphan.Env = append(os.Environ(), FolderVariable+"="+dead)
	if err := orphan.Start(); err != nil {
		t.Fatal(err)
	}
	Sweep()
	if err := orphan.Wait(); err == nil || !strings.Contains(err.Error(), "killed") {
		t.Errorf("the orphan ended with %v", err)
	}
	for dir, want := range map[string]bool{alive: true, dead: false, reused: false, damaged: true, foreign: true} {
		if _, err := os.Stat(dir); (err == nil) != want {
			t.Errorf("%s is there: %v, want %v", filepath.Base(dir), err == nil, want)
		}
	}
}

// GoNB's socket is below the folder, and its path has a limit of about 104
// bytes.
func TestBaseIsShort(t *testing.T) {
	long := filepath.Join(t.TempDir(), strings.Repeat("x", 80))
	if err := os.Mkdir(long, 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", long)
	if got := base(); got != "/tmp" {
		t.Errorf("base is %s", got)
	}
}

func TestRunOutsideAKernelspec(t *testing.T) {
	t.Setenv(StateVariable, "")
	if err := Run(nil); err == nil || !strings.Contains(err.Error(), "GOLESSONS_STATE is not set: start the kernel through its kernelspec") {
		t.Errorf("error %v", err)
	}
	t.Setenv(StateVariable, t.TempDir())
	if err := Run(nil); err == nil || !strings.Contains(err.Error(), "run `go run .` in the golessons checkout to set it up again") {
		t.Errorf("error %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(base(), folderPrefix+"*")); slices.ContainsFunc(left, mine) {
		t.Errorf("left %q", left)
	}
}

// mine reports whether a kernel's folder was made by this process.
func mine(folder string) bool {
	owner, _ := os.ReadFile(filepath.Join(folder, ownerFile))
	return strings.HasPrefix(string(owner), fmt.Sprint(os.Getpid(), " "))
}

func TestSet(t *testing.T) {
	env := []string{"A=1", "AB=2", "A=3"}
	if got, want := strings.Join(set(env, "A", "4"), " "), "AB=2 A=4"; got != want {
		t.Errorf("env is %q, want %q", got, want)
	}
	if env[0] != "A=1" {
		t.Error("the given env was changed")
	}
}

func TestGoplsEnv(t *testing.T) {
	env := GoplsEnv([]string{"XDG_CONFIG_HOME=/mine"}, "/state")
	for _, want := range []string{"XDG_CONFIG_HOME=/state/gopls-config", "GOPLSCACHE=/state/gopls", "XDG_CACHE_HOME=/state/gopls"} {
		if !slices.Contains(env, want) {
			t.Errorf("no %s in %q", want, env)
		}
	}
}
