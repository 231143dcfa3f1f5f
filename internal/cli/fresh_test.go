package cli

import (
	"bufio"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golessons/internal/course"
	"golessons/internal/setup"
	"golessons/internal/state"
	"golessons/internal/words"
)

// TestFreshCheckout sets up a new copy of the checkout, in a new home folder
// and below a path with a space and Japanese letters: killed at each step and
// started again, then damaged, then without a network.
func TestFreshCheckout(t *testing.T) {
	if testing.Short() {
		t.Skip("sets up a whole environment; run without -short")
	}
	here, err := state.Find()
	if err != nil {
		t.Fatal(err)
	}
	root := filepath.Join(t.TempDir(), "コース 1")
	checkout, home := filepath.Join(root, "golessons"), filepath.Join(root, "home")
	copyCheckout(t, here.Checkout, checkout)
	if err := os.MkdirAll(home, 0o755); err != nil {
		t.Fatal(err)
	}
	bin := filepath.Join(t.TempDir(), "golessons")
	if out, err := exec.Command("go", "build", "-o", bin, "golessons").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	env := append(os.Environ(), "HOME="+home, "GOLESSONS_STATE=", "LC_ALL=", "LC_MESSAGES=", "LANG=ja_JP.UTF-8",
		// Tests don't download again.
		"GOCACHE="+goEnv(t, "GOCACHE"), "GOMODCACHE="+goEnv(t, "GOMODCACHE"), "PIP_CACHE_DIR="+pipCache(t))
	command := func(args ...string) *exec.Cmd {
		cmd := exec.Command(bin, args...)
		cmd.Dir, cmd.Env = checkout, env
		return cmd
	}
	setUp := func() string {
		t.Helper()
		out, err := command("setup").CombinedOutput()
		if err != nil {
			t.Fatalf("setup: %v\n%s", err, out)
		}
		return string(out)
	}

	steps := killedAtEachStep(t, command)
	if steps < 7 {
		t.Errorf("the set-up had %d steps", steps)
	}
	if again := setUp(); strings.Contains(again, "✓") {
		t.Errorf("a set-up that is done did something:\n%s", again)
	}

	state := &setup.Environment{State: &state.State{Checkout: checkout, Dir: filepath.Join(checkout, ".golessons")}}
	lab, _ := filepath.Glob(state.Path("venv", "lib", "python*", "site-packages", "jupyterlab"))
	if len(lab) != 1 {
		t.Fatalf("found %q", lab)
	}
	for _, damage := range []string{lab[0], state.Path("bin", "gopls"), state.Path("module"), state.Path("libexec"), filepath.Join(state.KernelDir(), "kernel.json")} {
		if err := os.RemoveAll(damage); err != nil {
			t.Fatal(err)
		}
	}
	mended := setUp()
	ja := words.Find("ja")
	for _, step := range []string{"JupyterLab in a Python environment of its own", "gopls (completion and help)"} {
		if !strings.Contains(mended, ja.T(step)+" ✓") {
			t.Errorf("a half-deleted environment was not mended by %q:\n%s", step, mended)
		}
	}

	// From here on there is no network.
	env = append(env, "GOPROXY=off", "GOFLAGS=-mod=mod", "HTTPS_PROXY=http://127.0.0.1:9", "HTTP_PROXY=http://127.0.0.1:9", "ALL_PROXY=http://127.0.0.1:9", "NO_PROXY=127.0.0.1")
	if out, err := command("run", "-lang", "en", "02").CombinedOutput(); err != nil {
		t.Errorf("run: %v\n%s", err, out)
	}
	out, err := command("doctor").CombinedOutput()
	if err != nil {
		t.Errorf("doctor: %v\n%s", err, out)
	}
	if out, err := command("site", filepath.Join(root, "site")).CombinedOutput(); err != nil || strings.Contains(string(out), "…") {
		t.Errorf("site fails (%v), or downloads something:\n%s", err, out)
	}
	twoAtOnce(t, command, home)

	// Nothing goes into the user's own Jupyter or Python.
	for _, name := range []string{".jupyter", ".ipython", ".local/share/jupyter", ".local/lib", ".local/bin", "Library/Jupyter", ".cache/golessons"} {
		if _, err := os.Stat(filepath.Join(home, name)); err == nil {
			t.Errorf("the home folder has %s", name)
		}
	}
	for _, lang := range words.Tags() {
		if _, err := os.Stat(filepath.Join(home, course.LearnerFolder, lang, "02_relu.ipynb")); err != nil {
			t.Error(err)
		}
	}
}

var stepLine = regexp.MustCompile(`^\[(\d+)/\d+\] .* …$`)

// killedAtEachStep starts the set-up again and again, and kills it in the
// middle of the first step that it has not been killed in yet, until it gets
// through. It returns how many steps there were.
func killedAtEachStep(t *testing.T, command func(...string) *exec.Cmd) int {
	t.Helper()
	killed := map[string]bool{}
	for range 20 {
		cmd := command("setup")
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		cmd.Stderr = cmd.Stdout
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		var said []string
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			said = append(said, lines.Text())
			if m := stepLine.FindStringSubmatch(lines.Text()); m != nil && !killed[m[1]] {
				killed[m[1]] = true
				time.Sleep(300 * time.Millisecond)
				cmd.Process.Kill()
			}
		}
		err = cmd.Wait()
		var exit *exec.ExitError
		switch {
		case err == nil:
			return len(killed)
		case errors.As(err, &exit) && exit.Sys().(syscall.WaitStatus).Signaled():
		default:
			t.Fatalf("setup: %v\n%s", err, strings.Join(said, "\n"))
		}
	}
	t.Fatalf("the set-up never got through")
	return 0
}

var labURL = regexp.MustCompile(`http://127\.0\.0\.1:\d+/lab/tree/ja/\S+`)

// twoAtOnce starts two launchers at the same time: both must give the URL of
// one server.
func twoAtOnce(t *testing.T, command func(...string) *exec.Cmd, home string) {
	t.Helper()
	urls := make([]string, 2)
	var wg sync.WaitGroup
	for i := range urls {
		wg.Go(func() {
			cmd := command("-no-browser")
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Error(err)
				return
			}
			cmd.Stderr = cmd.Stdout
			if err := cmd.Start(); err != nil {
				t.Error(err)
				return
			}
			t.Cleanup(func() {
				cmd.Process.Signal(syscall.SIGTERM)
				cmd.Wait()
			})
			var said []string
			for lines := bufio.NewScanner(out); lines.Scan(); {
				said = append(said, lines.Text())
				if urls[i] = labURL.FindString(lines.Text()); urls[i] != "" {
					return
				}
			}
			t.Errorf("no URL:\n%s", strings.Join(said, "\n"))
		})
	}
	wg.Wait()
	if urls[0] != urls[1] {
		t.Errorf("two servers for one folder: %q", urls)
	}
}

// copyCheckout copies what git would: neither what was set up nor its history.
func copyCheckout(t *testing.T, from, to string) {
	t.Helper()
	skip := []string{".git", ".golessons", ".ipynb_checkpoints"}
	err := filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && slices.Contains(skip, d.Name()) {
			return fs.SkipDir
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		if d.IsDir() {
			return os.MkdirAll(filepath.Join(to, rel), 0o755)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, rel), data, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func pipCache(t *testing.T) string {
	dir, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "pip")
}
