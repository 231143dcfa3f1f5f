package launch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
)

const (
	minGo        = "1.26.5"
	goplsVersion = "v0.21.0" // its go.mod does not tidy together with ours, so it is no tool line there
)

// goTool is the go command, with the settings of the checkout's toolchain.
type goTool struct {
	version string // 1.26.5
	root    string // its bin comes first on the kernel's PATH
	path    string // GOPATH
	cache   string // GOCACHE
	mod     string // GOMODCACHE
}

// findGo finds the go command. An older go fetches the toolchain that go.mod
// names by itself; root is then that one's.
func (s *State) findGo(ctx context.Context) (*goTool, error) {
	if _, err := exec.LookPath("go"); err != nil {
		return nil, fmt.Errorf("there is no go command on PATH; install Go %s or newer (https://go.dev/dl/) and try again", minGo)
	}
	out, err := s.goCommand(ctx, "env", "-json", "GOVERSION", "GOROOT", "GOPATH", "GOCACHE", "GOMODCACHE").Output()
	var env map[string]string
	if err == nil {
		err = json.Unmarshal(out, &env)
	}
	if err != nil {
		version, _ := exec.CommandContext(ctx, "go", "version").Output()
		if v := regexp.MustCompile(`go(\d+\.\d+(\.\d+)?)`).FindStringSubmatch(string(version)); v != nil && older(v[1], minGo) {
			return nil, tooOld(v[1])
		}
		return nil, fmt.Errorf("the go command does not answer (%v); install Go %s or newer (https://go.dev/dl/) and try again", err, minGo)
	}
	g := &goTool{strings.TrimPrefix(env["GOVERSION"], "go"), env["GOROOT"], env["GOPATH"], env["GOCACHE"], env["GOMODCACHE"]}
	if older(g.version, minGo) {
		return nil, tooOld(g.version)
	}
	return g, nil
}

func tooOld(version string) error {
	return fmt.Errorf("Go %s is too old; install Go %s or newer (https://go.dev/dl/) and try again", version, minGo)
}

// older reports whether version a comes before b; both are like 1.26.5 or
// 1.27rc1, of which the candidate's number is not looked at.
func older(a, b string) bool {
	number := regexp.MustCompile(`\d+`)
	as, bs := number.FindAllString(a, 3), number.FindAllString(b, 3)
	for i := range bs {
		if i >= len(as) {
			return true
		}
		x, _ := strconv.Atoi(as[i])
		y, _ := strconv.Atoi(bs[i])
		if x != y {
			return x < y
		}
	}
	return false
}

// goCommand is a go command in the checkout that a learner's own settings
// cannot turn away from it.
func (s *State) goCommand(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = s.Checkout
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off", "GO111MODULE=", "GOOS=", "GOARCH=", "GOEXPERIMENT=")
	return cmd
}

// toolSteps build the Go programs that a kernel needs into bin.
func (s *State) toolSteps(g *goTool) []step {
	mod, _ := os.ReadFile(filepath.Join(s.Checkout, "go.mod"))
	sources, _ := hashTree(filepath.Join(s.Checkout, "internal", "kernel"))
	tool := func(title, name, key string, args func() ([]string, error)) step {
		key = hash(key, g.version, runtime.GOOS, runtime.GOARCH)
		return step{
			name: title,
			done: func() bool { return s.stamped(name, key, s.Dir) },
			do: func(ctx context.Context, p *progress) error {
				// Built beside its place and moved there: a kill leaves no half a program.
				tmp, err := s.tempDir()
				if err != nil {
					return err
				}
				defer os.RemoveAll(tmp)
				a, err := args()
				if err != nil {
					return err
				}
				cmd := s.goCommand(ctx, a...)
				// No -o: gopls is named with its version, which go build does not take.
				cmd.Env = append(cmd.Env, "GOBIN="+tmp, "CGO_ENABLED=0")
				if err := p.run(ctx, cmd); err != nil {
					return needsNetwork(title, err)
				}
				os.RemoveAll(s.path("gonb")) // its work is done
				if err := os.MkdirAll(s.path("bin"), 0o755); err != nil {
					return unwritable(s.Dir, err)
				}
				if err := os.Rename(filepath.Join(tmp, name), s.path("bin", name)); err != nil {
					return err
				}
				return s.stamp(name, key, s.Dir, filepath.Join("bin", name))
			},
		}
	}
	slim := "-ldflags=-s -w"
	return []step{
		tool("Go kernel (GoNB)", "gonb", hash(string(mod), hash(gonbPatches...)), func() ([]string, error) {
			modfile, err := s.patchedGoNB()
			return []string{"install", slim, "-modfile", modfile, gonbModule}, err
		}),
		tool("goimports", "goimports", string(mod), func() ([]string, error) {
			return []string{"install", slim, "golang.org/x/tools/cmd/goimports"}, nil
		}),
		tool("gopls (completion and help)", "gopls", goplsVersion, func() ([]string, error) {
			return []string{"install", slim, "golang.org/x/tools/gopls@" + goplsVersion}, nil
		}),
		tool("kernel supervisor", "golessons-kernel", sources+string(mod), func() ([]string, error) {
			return []string{"install", slim, "./internal/kernel/golessons-kernel"}, nil
		}),
	}
}

func (s *State) tempDir() (string, error) {
	if err := os.MkdirAll(s.Dir, 0o755); err != nil {
		return "", unwritable(s.Dir, err)
	}
	tmp, err := os.MkdirTemp(s.Dir, "tmp-")
	if err != nil {
		return "", unwritable(s.Dir, err)
	}
	return tmp, nil
}

const gonbModule = "github.com/janpfeifer/gonb"

// gonbPatches are what we change in GoNB, as pairs of old and new text in
// internal/goexec/goplsclient/exec.go. GoNB waits 12 seconds before its first
// attempt to connect to the gopls it has just started, and a completion that
// is asked for meanwhile waits with it; gopls listens after 0.1 s.
var gonbPatches = []string{
	"// Wait a bit (for gopls to startup), and try to connect.\n\t\t\tselect {",
	"// Wait a bit (for gopls to startup), and try to connect.\n\t\t\tconst poll = 50 * time.Millisecond\n\t\t\tselect {",

	"case <-time.After(ConnectTimeout):\n\t\t\t\t// Wait before trying to connect (again)",
	"case <-time.After(poll):\n\t\t\t\t// Wait before trying to connect (again)",

	"c.mu.Unlock()\n\t\t<-time.After(ConnectTimeout)\n\t\tc.mu.Lock()",
	"c.mu.Unlock()\n\t\t<-time.After(50 * time.Millisecond)\n\t\tc.mu.Lock()",
}

// patchedGoNB copies GoNB's module with gonbPatches applied, and returns a
// go.mod that is the checkout's but for that copy in GoNB's place. (Go's
// -overlay would do without the copy, but not in the module cache.)
func (s *State) patchedGoNB() (modfile string, err error) {
	download := s.goCommand(context.Background(), "mod", "download", "-json", gonbModule)
	out, err := download.Output()
	var m struct{ Dir, Error string }
	if jsonErr := json.Unmarshal(out, &m); jsonErr != nil || m.Dir == "" {
		return "", needsNetwork("GoNB", &programError{program: "go mod download", lines: []string{m.Error}, err: err})
	}
	dir := s.path("gonb")
	if err := os.RemoveAll(dir); err != nil {
		return "", unwritable(s.Dir, err)
	}
	if err := os.CopyFS(filepath.Join(dir, "source"), os.DirFS(m.Dir)); err != nil {
		return "", unwritable(s.Dir, err)
	}
	file := filepath.Join(dir, "source", "internal", "goexec", "goplsclient", "exec.go")
	source, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	text := string(source)
	for i := 0; i < len(gonbPatches); i += 2 {
		if strings.Count(text, gonbPatches[i]) != 1 {
			return "", errors.New("GoNB's internal/goexec/goplsclient/exec.go is not the one that gonbPatches (internal/launch/tools.go) was written for: after an upgrade of GoNB, see whether it is still needed")
		}
		text = strings.Replace(text, gonbPatches[i], gonbPatches[i+1], 1)
	}
	if err := writeFile(file, []byte(text)); err != nil {
		return "", err
	}
	mod, err := os.ReadFile(filepath.Join(s.Checkout, "go.mod"))
	if err != nil {
		return "", err
	}
	sum, err := os.ReadFile(filepath.Join(s.Checkout, "go.sum"))
	if err != nil {
		return "", err
	}
	if err := writeFile(filepath.Join(dir, "go.sum"), sum); err != nil {
		return "", err
	}
	modfile = filepath.Join(dir, "go.mod")
	return modfile, writeFile(modfile, fmt.Appendf(mod, "\nreplace %s => %q\n", gonbModule, filepath.Join(dir, "source")))
}
