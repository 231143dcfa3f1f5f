package kernel

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

// Gopls replaces this process with the launcher's gopls, within a memory limit
// that takes a third off what it holds on to by itself.
func Gopls(args []string) error {
	state := os.Getenv(StateVariable)
	if state == "" {
		return errors.New(StateVariable + " is not set")
	}
	env := GoplsEnv(os.Environ(), state)
	env = set(env, "GOMEMLIMIT", "180MiB")
	env = set(env, "GOGC", "50")
	return fmt.Errorf("cannot start gopls: %w", syscall.Exec(filepath.Join(state, "bin", "gopls"), append([]string{"gopls"}, args...), env))
}

// GoplsEnv is env with which gopls uses the cache that the launcher fills, and
// without its telemetry, which costs a second process of 27 MB and has nowhere
// to go.
func GoplsEnv(env []string, state string) []string {
	env = set(env, "GOPLSCACHE", filepath.Join(state, "gopls"))
	// Its index of the modules is in the user's cache folder.
	env = set(env, "XDG_CACHE_HOME", filepath.Join(state, "gopls"))
	// gopls reads its telemetry mode, and go its settings, from the user's
	// configuration folder: move the first without moving the second.
	if goenv, err := exec.Command("go", "env", "GOENV").Output(); err == nil {
		env = set(env, "GOENV", strings.TrimSpace(string(goenv)))
	}
	return set(env, "XDG_CONFIG_HOME", filepath.Join(state, "gopls-config"))
}
