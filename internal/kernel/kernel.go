// Package kernel supervises GoNB: the kernelspec names its program,
// golessons-kernel, and not GoNB itself. A GoNB that is killed (a forced
// restart, a crash, out of memory) would leave its gopls, the running cell and
// its temporary folder behind for ever.
//
//	Jupyter ─ golessons-kernel (Run) ═ becomes ═ GoNB ─┬─ go build, then the cell
//	              │                             ▲      └─ "gopls" (Gopls) ═ becomes ═ gopls
//	              └─ golessons-kernel -guard ───┘ waits for its end, then clears up
//
// The one program has three parts:
//
//   - [Run] (kernel.go) is what Jupyter starts. It makes a folder for this
//     kernel alone, starts the guard and then becomes GoNB (execve): the process
//     that Jupyter signals is GoNB itself, so that Interrupt works as it does
//     without us.
//   - [Guard] (guard.go) runs beside GoNB in a session of its own, where the
//     SIGKILL that Jupyter sends to the kernel's process group does not reach
//     it. When GoNB ends, for whatever reason, the guard ends all processes that
//     it left and removes the folder.
//   - [Gopls] (gopls.go) is what GoNB finds as "gopls" on its PATH. It becomes
//     the real gopls, with a memory limit and the cache that the set-up has
//     filled. That cache is one half of what makes the first completion fast.
//     The other half is the first of our patches for GoNB (internal/gonb): without
//     it GoNB waits 12 seconds before it talks to a gopls that it has started.
//
// The guard cannot find a kernel's processes by their parents, since an orphan
// has lost its parent. Every process of a kernel therefore carries the kernel's
// folder in its environment ([FolderVariable]), which children inherit.
//
// What happens between a cell's text and its output is GoNB's part, and that of
// the packages below this one, which are copied into it: declares (which cells
// need not run), rebuild (building the others fast), fingerprint (what remembered
// values depend on), explain (why a cell has failed) and cursor (what help is
// asked about).
package kernel

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"golessons/internal/tempfolder"
)

const (
	// FolderVariable names the environment variable that holds the folder of
	// the kernel a process belongs to.
	FolderVariable = "GOLESSONS_KERNEL_DIR"

	// StateVariable names the environment variable that holds the folder in
	// which the set-up has put the tools (see internal/state).
	StateVariable = "GOLESSONS_STATE"

	// PathVariable names the environment variable that holds the folders to put
	// first on a kernel's PATH. (A kernelspec could say ${PATH}, but not every
	// program that starts kernels fills that in.)
	PathVariable = "GOLESSONS_PATH"

	// longestSocket is as long as the longest name that GoNB gives to a socket
	// in the kernel's folder.
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
	// GoNB's own folder, go build's work and the cells' temporary files go there.
	folder, err := tempfolder.New(longestSocket)
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

// set returns a copy of env with the variable name set to value.
func set(env []string, name, value string) []string {
	kept := make([]string, 0, len(env)+1)
	for _, e := range env {
		if !strings.HasPrefix(e, name+"=") {
			kept = append(kept, e)
		}
	}
	return append(kept, name+"="+value)
}
