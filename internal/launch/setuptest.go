package launch

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"golessons/internal/kernel"
	"golessons/internal/session"
)

var setUpOnce = sync.OnceValues(func() (*Environment, error) {
	return SetUp(context.Background(), os.Stderr)
})

// readyState is the checkout's environment, set up.
func readyState(t *testing.T) *Environment {
	t.Helper()
	if testing.Short() {
		t.Skip("needs Jupyter; run without -short")
	}
	s, err := setUpOnce()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// startKernel starts the lessons' kernel in a temporary folder of its own.
func startKernel(t *testing.T, env ...string) (k *session.Session, tmp string) {
	t.Helper()
	s := readyState(t)
	tmp, err := os.MkdirTemp("", "k") // short: a socket's path is below it
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(tmp) })
	k, err = session.Start(s.venvPython(), append(append(s.jupyterEnv(), "TMPDIR="+tmp), env...), KernelName, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return k, tmp
}

func waitUntil(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for range 200 {
		if ok() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("after 10 s it is not so that %s", what)
}

// folderOf is the folder of the kernel with the process id.
func folderOf(t *testing.T, pid int) string {
	t.Helper()
	environ, err := os.ReadFile(fmt.Sprintf("/proc/%d/environ", pid))
	if err != nil {
		t.Skipf("needs /proc: %v", err)
	}
	for _, e := range strings.Split(string(environ), "\x00") {
		if folder, ok := strings.CutPrefix(e, kernel.FolderVariable+"="); ok {
			return folder
		}
	}
	t.Fatal("the kernel has no folder")
	return ""
}

func kernelProcesses(t *testing.T, folder string) []int {
	return findProcesses(t, "environ", kernel.FolderVariable+"="+folder+"\x00")
}

// findProcesses lists the live processes in whose /proc file text stands. One
// that has ended and waits to be collected has none.
func findProcesses(t *testing.T, file, text string) []int {
	t.Helper()
	var pids []int
	all, err := filepath.Glob("/proc/[0-9]*/" + file)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		data, err := os.ReadFile(f)
		if err == nil && strings.Contains(string(data), text) {
			pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(f)))
			pids = append(pids, pid)
		}
	}
	return pids
}
