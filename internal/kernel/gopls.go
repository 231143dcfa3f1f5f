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

// Gopls replaces this process with the gopls that the set-up has installed. Its
// memory limit saves a third of what it would hold on to by itself: there is one
// gopls for each open notebook.
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

// GoplsEnv returns env changed so that gopls uses the cache that the set-up has
// filled: without it, gopls reads all packages again before it answers the first
// completion. It also turns off gopls's telemetry, which costs a second process
// of 27 MB.
func GoplsEnv(env []string, state string) []string {
	env = set(env, "GOPLSCACHE", filepath.Join(state, "gopls"))
	// Here gopls keeps its index of the modules.
	env = set(env, "XDG_CACHE_HOME", filepath.Join(state, "gopls"))
	// gopls reads its telemetry mode, and go its settings, from the user's
	// configuration folder: move the first without moving the second.
	if goenv, err := exec.Command("go", "env", "GOENV").Output(); err == nil {
		env = set(env, "GOENV", strings.TrimSpace(string(goenv)))
	}
	return set(env, "XDG_CONFIG_HOME", filepath.Join(state, "gopls-config"))
}
