package setup

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strconv"
	"strings"
)

const (
	minGo        = "1.26.5"
	goplsVersion = "v0.23.0" // its go.mod does not tidy together with ours, so it is no tool line there
)

// Go is the go command, with the settings of the checkout's toolchain.
type Go struct {
	Version  string // 1.26.5
	Root     string // its bin comes first on the kernel's PATH
	Path     string // GOPATH
	Cache    string // GOCACHE
	ModCache string // GOMODCACHE
	Temp     string // for kernels, where the system's temporary folder is none for programs
}

// FindGo finds the go command. An older go fetches the toolchain that go.mod
// names by itself; root is then that one's.
func (e *Environment) FindGo(ctx context.Context) (*Go, error) {
	if _, err := exec.LookPath("go"); err != nil {
		return nil, fmt.Errorf("there is no go command on PATH; install Go %s or newer (https://go.dev/dl/) and try again", minGo)
	}
	out, err := e.GoCommand(ctx, "env", "-json", "GOVERSION", "GOROOT", "GOPATH", "GOCACHE", "GOMODCACHE").Output()
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
	g := &Go{strings.TrimPrefix(env["GOVERSION"], "go"), env["GOROOT"], env["GOPATH"], env["GOCACHE"], env["GOMODCACHE"], ""}
	if older(g.Version, minGo) {
		return nil, tooOld(g.Version)
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

// GoCommand is a go command in the checkout that a learner's own settings
// cannot turn away from it.
func (e *Environment) GoCommand(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = e.Checkout
	// Values, not empty ones: for those go falls back to `go env -w`.
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=readonly", "GOWORK=off", "GO111MODULE=on", "GOOS="+runtime.GOOS, "GOARCH="+runtime.GOARCH)
	return cmd
}
