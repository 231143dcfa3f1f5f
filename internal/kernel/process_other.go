//go:build unix && !linux

package kernel

import (
	"errors"
	"os"
	"os/exec"
	"strconv"
	"strings"
)

// preferForKilling is for Linux, which ends processes when memory runs out.
func preferForKilling() {}

// waitForExit is not to be had without a dependency; the guard polls instead.
func waitForExit(int) error { return errors.ErrUnsupported }

// startTime tells two processes apart that had the same id one after the
// other. It is empty when there is no such process.
func startTime(pid int) string {
	out, err := exec.Command("ps", "-o", "lstart=", "-p", strconv.Itoa(pid)).Output()
	if err != nil {
		return ""
	}
	return strings.Join(strings.Fields(string(out)), "_")
}

// processesOf lists the processes that carry folder as their kernel's.
func processesOf(folder string) []int {
	return listed(" "+FolderVariable+"="+folder+" ", "-E")
}

// guarded reports whether a guard for folder is alive.
func guarded(folder string) bool {
	return len(listed(" -guard "+folder+" ")) > 0
}

func listed(part string, flags ...string) []int {
	var pids []int
	out, _ := exec.Command("ps", append(flags, "-axww", "-o", "pid=,command=")...).Output()
	for line := range strings.Lines(string(out)) {
		id, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		pid, err := strconv.Atoi(id)
		if err == nil && pid != os.Getpid() && strings.Contains(rest+" ", part) {
			pids = append(pids, pid)
		}
	}
	return pids
}
