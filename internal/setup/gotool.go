package setup

import (
	"context"
	"encoding/json"
	"go/version"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strings"

	"golessons/internal/words"
)

const (
	minGo        = "1.26.5"
	goplsVersion = "v0.23.0" // its go.mod does not tidy together with ours, so it is no tool line there
)

// A Go is a go command, with its settings in the checkout.
type Go struct {
	Version  string // 1.26.5
	Root     string // its bin comes first on the kernel's PATH
	Path     string // GOPATH
	Cache    string // GOCACHE
	ModCache string // GOMODCACHE
	Temp     string // for kernels, if no program can run in the system's temporary folder
}

// FindGo finds the go command on PATH. An older go downloads the toolchain that
// go.mod names, and what is returned is that toolchain.
func (e *Environment) FindGo(ctx context.Context) (*Go, error) {
	if _, err := exec.LookPath("go"); err != nil {
		return nil, words.Errorf("there is no go command on PATH; install Go %s or newer (https://go.dev/dl/) and try again", minGo)
	}
	out, err := e.GoCommand(ctx, "env", "-json", "GOVERSION", "GOROOT", "GOPATH", "GOCACHE", "GOMODCACHE").Output()
	var env map[string]string
	if err == nil {
		err = json.Unmarshal(out, &env)
	}
	if err != nil {
		said, _ := exec.CommandContext(ctx, "go", "version").Output()
		if v := regexp.MustCompile(`go(\d+\.\d+(\.\d+)?)`).FindStringSubmatch(string(said)); v != nil && older(v[1], minGo) {
			return nil, tooOld(v[1])
		}
		return nil, words.Errorf("the go command does not answer (%v); install Go %s or newer (https://go.dev/dl/) and try again", err, minGo)
	}
	g := &Go{strings.TrimPrefix(env["GOVERSION"], "go"), env["GOROOT"], env["GOPATH"], env["GOCACHE"], env["GOMODCACHE"], ""}
	if older(g.Version, minGo) {
		return nil, tooOld(g.Version)
	}
	return g, nil
}

// tooOld returns the error for a Go that is older than minGo.
func tooOld(v string) error {
	return words.Errorf("Go %s is too old; install Go %s or newer (https://go.dev/dl/) and try again", v, minGo)
}

// older reports whether version a, of Go or of Python, comes before b. A Go of
// one's own, which says devel go1.27-0a1b2c, never does.
func older(a, b string) bool {
	a, _, _ = strings.Cut(a, " ") // 1.26.5 X:simd, with an experiment
	return version.IsValid("go"+a) && version.Compare("go"+a, "go"+b) < 0
}

// GoCommand returns a go command that runs in the checkout, whatever the
// learner's own settings of Go are.
func (e *Environment) GoCommand(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = e.Checkout
	// None of the values is empty: for an empty one go takes that of
	// `go env -w`.
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=readonly", "GOWORK=off", "GO111MODULE=on", "GOOS="+runtime.GOOS, "GOARCH="+runtime.GOARCH)
	return cmd
}
