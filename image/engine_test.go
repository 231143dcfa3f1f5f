package image

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"golessons/internal/session"
)

// findEngine returns docker or podman, whichever works here.
var findEngine = sync.OnceValues(func() (string, error) {
	for _, name := range []string{"docker", "podman"} {
		if exec.Command(name, "info").Run() == nil {
			return name, nil
		}
	}
	return "", errors.New("neither docker nor podman works here; on Debian as root, eval \"$(image/engine.sh)\" brings podman")
})

func engineName() string {
	name, _ := findEngine()
	return name
}

func isPodman() bool { return engineName() == "podman" }

// engine runs docker or podman with args and returns its output.
func engine(t *testing.T, args ...string) string {
	t.Helper()
	cmd := exec.Command(engineName(), args...)
	if args[0] == "run" {
		cmd.Dir = t.TempDir() // podman leaves a file here when memory runs out
	}
	var out, errOut strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &errOut
	if args[0] == "logs" {
		cmd.Stderr = &out // the container's own
	}
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s %s: %v\n%s", engineName(), strings.Join(args, " "), err, tail(out.String()+errOut.String()))
	}
	return out.String()
}

func tail(s string) string { return s[max(0, len(s)-4000):] }

var built = sync.OnceValue(func() error {
	return runBuild("..", tag)
})

func runBuild(dir, tag string) error {
	args := append([]string{"build", "-t", tag}, strings.Fields(os.Getenv("GOLESSONS_IMAGE_BUILD_FLAGS"))...)
	out, err := exec.Command(engineName(), append(args, dir)...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%w\n%s", err, tail(string(out)))
	}
	return nil
}

func buildIn(t *testing.T, dir, tag string) {
	t.Helper()
	if err := runBuild(dir, tag); err != nil {
		t.Fatal(err)
	}
}

// build builds the image, once for all tests.
func build(t *testing.T) {
	t.Helper()
	if os.Getenv(testVariable) == "" {
		t.Skip("builds and runs the image, which takes minutes and needs docker or podman: set " + testVariable + "=1")
	}
	if _, err := findEngine(); err != nil {
		t.Fatal(err)
	}
	if err := built(); err != nil {
		t.Fatal(err)
	}
}

type container struct {
	id    string
	began time.Time
}

// run starts a container with flags for the engine, and the image's own command.
func run(t *testing.T, flags ...string) *container {
	t.Helper()
	return start(t, flags)
}

// start starts a container with flags for the engine and a command.
func start(t *testing.T, flags []string, command ...string) *container {
	t.Helper()
	build(t)
	args := append([]string{"run", "-d", "--pull=never"}, flags...)
	if isPodman() {
		args = append(args, "--no-healthcheck") // podman's needs systemd; the tests run the check themselves
	}
	c := &container{began: time.Now()}
	c.id = strings.TrimSpace(engine(t, append(append(args, tag), command...)...))
	t.Cleanup(func() {
		if t.Failed() {
			out, _ := exec.Command(engineName(), "logs", c.id).CombinedOutput()
			t.Logf("the container's log:\n%s", tail(string(out)))
		}
		c.remove()
	})
	return c
}

func (c *container) remove() {
	exec.Command(engineName(), "rm", "-f", "-v", c.id).Run()
}

// sh runs a shell line in the container and returns its output, whatever its status.
func (c *container) sh(t *testing.T, line string) string {
	t.Helper()
	out, err := exec.Command(engineName(), "exec", c.id, "sh", "-c", line).Output()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return string(out)
}

// healthy waits until the health check succeeds, and returns the time since the
// container's start.
func (c *container) healthy(t *testing.T) time.Duration {
	t.Helper()
	for time.Since(c.began) < 2*time.Minute {
		if engine(t, "inspect", "--format", "{{.State.Running}}", c.id) != "true\n" {
			t.Fatal("the container has ended")
		}
		if exec.Command(engineName(), "exec", c.id, "golessons", "image", "health").Run() == nil {
			return time.Since(c.began)
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatal("the container did not become healthy in two minutes")
	return 0
}

var address = regexp.MustCompile(`http://127\.0\.0\.1:8888(/\S*)\?token=(\w+)`)

// url returns the token and the page in the address that the container printed.
func (c *container) url(t *testing.T) (token, page string) {
	t.Helper()
	found := address.FindStringSubmatch(engine(t, "logs", c.id))
	if found == nil {
		t.Fatal("the container printed no address")
	}
	return found[2], found[1]
}

// get requests a URL inside the container, and returns status and text.
func (c *container) get(t *testing.T, url, token string) string {
	t.Helper()
	args := []string{"exec", c.id, "python", "-c", getScript, url}
	if token != "" {
		args = append(args, token)
	}
	return engine(t, args...)
}

// stop stops the container, and fails if the engine would have had to kill it: after
// ten seconds by default.
func (c *container) stop(t *testing.T) {
	t.Helper()
	began := time.Now()
	engine(t, "stop", "-t", "30", c.id)
	took := time.Since(began)
	t.Logf("stopped in %.1f s", took.Seconds())
	if took > 10*time.Second {
		t.Errorf("the stop took %.1f s", took.Seconds())
	}
}

// memory returns the use of the container's processes, without the file cache.
func (c *container) memory(t *testing.T) string {
	t.Helper()
	out := c.sh(t, "cat /sys/fs/cgroup/memory.stat /sys/fs/cgroup/memory/memory.stat 2>/dev/null")
	for line := range strings.Lines(out) {
		var n float64
		for _, name := range []string{"anon", "total_rss"} { // of cgroups v2, v1
			if _, err := fmt.Sscanf(line, name+" %f", &n); err == nil {
				return fmt.Sprintf("%.0f MB", n/1e6)
			}
		}
	}
	return "unknown"
}

// peak returns the most that the container has used, with the file cache.
func (c *container) peak(t *testing.T) string {
	t.Helper()
	n, err := strconv.ParseFloat(strings.TrimSpace(c.sh(t, "cat /sys/fs/cgroup/memory.peak /sys/fs/cgroup/memory/memory.max_usage_in_bytes 2>/dev/null")), 64)
	if err != nil {
		return "unknown"
	}
	return fmt.Sprintf("%.0f MB", n/1e6)
}

type kernel struct{ *session.Session }

// kernel starts a kernel in the container.
func (c *container) kernel(t *testing.T) *kernel {
	t.Helper()
	python := filepath.Join(t.TempDir(), "python")
	script := fmt.Sprintf("#!/bin/sh\nexec %s exec -i %s python \"$@\"\n", engineName(), c.id)
	if err := os.WriteFile(python, []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	s, err := session.Start(python, os.Environ(), "golessons", t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return &kernel{s}
}

// cells runs six cells, whose code has a %d, and returns how long the first took and
// the median of the others.
func (k *kernel) cells(t *testing.T, code string) (first, warm time.Duration) {
	t.Helper()
	var took []time.Duration
	for i := range 6 {
		a, err := k.Execute(fmt.Sprintf(code, i+1))
		if err != nil || a.Status != "ok" || !strings.Contains(a.Text, fmt.Sprintf("tensor([0., %d.])", i+1)) {
			t.Fatalf("cell %d: %+v, %v", i+1, a, err)
		}
		took = append(took, a.Took)
	}
	first = took[0]
	rest := took[1:]
	slices.Sort(rest)
	return first, rest[len(rest)/2]
}

// volume makes a volume for a test.
func volume(t *testing.T) string {
	t.Helper()
	build(t)
	name := strings.TrimSpace(engine(t, "volume", "create"))
	t.Cleanup(func() { exec.Command(engineName(), "volume", "rm", "-f", name).Run() })
	return name
}
