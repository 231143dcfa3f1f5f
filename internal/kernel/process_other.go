//go:build unix && !linux

package kernel

import (
	"errors"
	"os"
	"os/exec"
	"strconv"
	"strings"
)

// preferForKilling does nothing: only Linux ends processes when memory runs out.
func preferForKilling() {}

// waitForExit is unsupported here; [Guard] polls instead.
func waitForExit(int) error { return errors.ErrUnsupported }

// processesOf lists the processes of this user that carry one of the folders as
// their kernel's.
func processesOf(folders []string) []int {
	var pids []int
	for _, p := range listed("-E") {
		for _, folder := range folders {
			if strings.Contains(p.command+" ", " "+FolderVariable+"="+folder+" ") {
				pids = append(pids, p.pid)
				break
			}
		}
	}
	return pids
}

// guarded returns those of the folders for which a guard of this user is alive.
func guarded(folders []string) map[string]bool {
	found := map[string]bool{}
	for _, p := range listed() {
		for _, folder := range folders {
			if strings.Contains(p.command+" ", " -guard "+folder+" ") {
				found[folder] = true
			}
		}
	}
	return found
}

// A process is a line that ps prints.
type process struct {
	pid     int
	command string
}

// listed lists the processes of this user, this one aside; -E adds their
// environment to the command.
func listed(flags ...string) []process {
	var all []process
	out, _ := exec.Command("ps", append(flags, "-axww", "-o", "uid=,pid=,command=")...).Output()
	for line := range strings.Lines(string(out)) {
		uid, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		id, command, _ := strings.Cut(strings.TrimSpace(rest), " ")
		pid, err := strconv.Atoi(id)
		if err == nil && pid != os.Getpid() && uid == strconv.Itoa(os.Geteuid()) {
			all = append(all, process{pid, command})
		}
	}
	return all
}
