//go:build unix && !linux

package tempfolder

import (
	"os/exec"
	"strconv"
	"strings"
)

// StartTime tells two processes apart that had the same id one after the
// other. It is empty when there is no such process.
func StartTime(pid int) string {
	out, err := exec.Command("ps", "-o", "lstart=", "-p", strconv.Itoa(pid)).Output()
	if err != nil {
		return ""
	}
	return strings.Join(strings.Fields(string(out)), "_")
}
