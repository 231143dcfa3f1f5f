// Package kernel is the thin supervisor that stands in the kernelspec's argv
// between Jupyter and GoNB. It exists because a GoNB that is killed (a forced
// restart, a crash, out of memory) leaves its gopls, the running cell and its
// temporary folder behind for ever.
//
// There are three parts:
//
//   - [Run] is what Jupyter starts. It makes a folder for this kernel alone,
//     starts the guard and then becomes GoNB (execve): the process that Jupyter
//     signals is GoNB itself, so that Interrupt works exactly as it does
//     without us.
//   - [Guard] runs beside GoNB in a session of its own, where the SIGKILL that
//     Jupyter sends to the kernel's process group does not reach it. When GoNB
//     ends, however it ends, the guard ends what it left and removes the folder.
//   - [Gopls] is found as "gopls" on GoNB's PATH. It becomes the real gopls with
//     a memory limit and a warm cache.
//
// Whose child a process is cannot tell what a kernel has left: an orphan has
// lost its parent. Every process of a kernel therefore carries the kernel's
// folder in its environment ([FolderVariable]), which children inherit.
package kernel

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golessons/internal/tempfolder"
)

const (
	// FolderVariable names the environment variable that holds the folder of
	// the kernel a process belongs to.
	FolderVariable = "GOLESSONS_KERNEL_DIR"

	// StateVariable names the environment variable that holds the folder in
	// which the launcher has put the tools (see internal/launch).
	StateVariable = "GOLESSONS_STATE"

	// PathVariable names the environment variable with what comes first on a
	// kernel's PATH. (A kernelspec could say ${PATH}, but not every program
	// that starts kernels fills that in.)
	PathVariable = "GOLESSONS_PATH"

	// longestSocket is the longest name that GoNB gives to a socket in the
	// kernel's folder.
	longestSocket = "gonb_01234567/gopls_socket"
)

// Run makes the kernel's folder, starts its guard and replaces this process
// with GoNB, to which args are passed. It returns only when that fails.
func Run(args []string) error {
	state := os.Getenv(StateVariable)
	if state == "" {
		return fmt.Errorf("%s is not set: start the kernel through its kernelspec; `go run . install` writes one", StateVariable)
	}
	gonb := filepath.Join(state, "bin", "gonb")
	if _, err := os.Stat(gonb); err != nil {
		return fmt.Errorf("%s is missing: run `go run .` in the golessons checkout to set it up again", gonb)
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	folder, err := tempfolder.New(longestSocket) // GoNB's own folder, go build's work and the cells' temporary files are in it

	if err != nil {
		return err
	}
	guard := exec.Command(self, "-guard", folder, strconv.Itoa(os.Getpid()))
	guard.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := guard.Start(); err != nil {
		os.RemoveAll(folder)
		return fmt.Errorf("cannot start the kernel's guard: %w", err)
	}
	preferForKilling()
	env := set(os.Environ(), "TMPDIR", folder)
	env = set(env, FolderVariable, folder)
	if first := os.Getenv(PathVariable); first != "" {
		env = set(env, "PATH", first+string(os.PathListSeparator)+os.Getenv("PATH"))
	}
	err = syscall.Exec(gonb, append([]string{gonb}, args...), env)
	return fmt.Errorf("cannot start %s: %w", gonb, err)
}

// Guard waits until the process kernelPID, which must be this process's
// parent, has ended, then ends all processes of that kernel and removes its
// folder. It also clears up after kernels whose guard was killed with them.
//
// A kernel whose Jupyter was killed has nobody left to end it: the guard does.
func Guard(folder string, kernelPID int) error {
	if kept, err := tempfolder.Keep(folder); err == nil {
		defer kept.Close()
	}
	Sweep()
	// Jupyter gives the kernels it starts its process id.
	if jupyter, err := strconv.Atoi(os.Getenv("JPY_PARENT_PID")); err == nil && jupyter > 1 {
		go func() {
			for began := tempfolder.StartTime(jupyter); began != "" && tempfolder.StartTime(jupyter) == began; {
				time.Sleep(2 * time.Second)
			}
			syscall.Kill(kernelPID, syscall.SIGKILL)
		}()
	}
	waitForParent(kernelPID)
	err := cleanUp(folder)
	Sweep() // of a Jupyter that was killed too
	return err
}

// Sweep clears up after kernels and servers that are gone and that nobody has
// cleared up after: whoever does was killed too. The launcher calls it at its
// start, and each kernel's guard.
func Sweep() {
	gone := tempfolder.Abandoned()
	if len(gone) == 0 {
		return
	}
	guards := guarded(gone)
	cleanUp(slices.DeleteFunc(gone, func(folder string) bool { return guards[folder] })...)
}

// cleanUp ends the processes that belong to the folders and removes those. A
// process may start another one while it is being ended, and one that is just
// being started shows no environment yet: it asks until none is left twice
// running. A folder that cannot be removed although nobody is at work in it is
// given up.
func cleanUp(folders ...string) error {
	var err error
	quiet := 0
	for try := range 100 {
		pids := processesOf(folders)
		for _, pid := range pids {
			syscall.Kill(pid, syscall.SIGKILL)
		}
		err = nil
		for _, folder := range folders {
			err = errors.Join(err, tempfolder.Remove(folder))
		}
		quiet++
		if len(pids) > 0 || err != nil && try < 5 {
			quiet = 0
		}
		if quiet == 2 {
			return err
		}
		time.Sleep(20 * time.Millisecond)
	}
	return errors.Join(err, fmt.Errorf("could not clear %s", strings.Join(folders, ", ")))
}

// waitForParent returns when this process's parent is no longer pid.
func waitForParent(pid int) {
	if err := waitForExit(pid); err == nil {
		return
	}
	for os.Getppid() == pid {
		time.Sleep(200 * time.Millisecond)
	}
}

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

// set returns env with the variable name set to value.
func set(env []string, name, value string) []string {
	kept := make([]string, 0, len(env)+1)
	for _, e := range env {
		if !strings.HasPrefix(e, name+"=") {
			kept = append(kept, e)
		}
	}
	return append(kept, name+"="+value)
}
