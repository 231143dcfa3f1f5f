//go:build unix && !linux

package tempfolder

import (
	"os/exec"
	"strconv"
	"strings"
)

// StartTime returns when a process was started, to tell it from an earlier one
// with the same id; empty if there is no such process.
func StartTime(pid int) string {
	out, err := exec.Command("ps", "-o", "lstart=", "-p", strconv.Itoa(pid)).Output()
	if err != nil {
		return ""
	}
	return strings.Join(strings.Fields(string(out)), "_")
}
