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

// Ready returns the environment of the checkout, set up. It skips a test with
// -short.
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

// WaitUntil fails the test if ok does not become true within 10 s.
func WaitUntil(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for range 200 {
		if ok() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("waited 10 s in vain until %s", what)
}

// FolderOf returns the folder of the kernel with a process id.
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

// KernelProcesses returns the processes that have the kernel's folder in their
// environment.
func KernelProcesses(t *testing.T, folder string) []int {
	return FindProcesses(t, "environ", kernel.FolderVariable+"="+folder+"\x00")
}

// FindProcesses returns the processes that have text in a file of their /proc
// folder. A process that has ended and was not waited for has none.
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
