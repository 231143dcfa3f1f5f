// Package setuptest gives tests the environment that the set-up makes, and
// kernels in it.
package setuptest

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
	"golessons/internal/setup"
)

var setUpOnce = sync.OnceValues(func() (*setup.Environment, error) {
	return setup.SetUp(context.Background(), os.Stderr)
})

// Ready is the checkout's environment, set up.
func Ready(t *testing.T) *setup.Environment {
	t.Helper()
	if testing.Short() {
		t.Skip("needs Jupyter; run without -short")
	}
	e, err := setUpOnce()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// StartKernel starts the lessons' kernel in a temporary folder of its own.
func StartKernel(t *testing.T, env ...string) (k *session.Session, tmp string) {
	t.Helper()
	e := Ready(t)
	tmp, err := os.MkdirTemp("", "k") // short: a socket's path is below it
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(tmp) })
	k, err = session.Start(e.Python(), append(append(e.JupyterEnv(), "TMPDIR="+tmp), env...), setup.KernelName, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return k, tmp
}

func WaitUntil(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for range 200 {
		if ok() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("after 10 s it is not so that %s", what)
}

// FolderOf is the folder of the kernel with the process id.
func FolderOf(t *testing.T, pid int) string {
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

func KernelProcesses(t *testing.T, folder string) []int {
	return FindProcesses(t, "environ", kernel.FolderVariable+"="+folder+"\x00")
}

// FindProcesses lists the live processes in whose /proc file text stands. One
// that has ended and waits to be collected has none.
func FindProcesses(t *testing.T, file, text string) []int {
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
