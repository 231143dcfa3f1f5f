package tempfolder

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// StartTime tells two processes apart that had the same id one after the
// other. It is empty when there is no such process.
func StartTime(pid int) string {
	stat, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "stat"))
	if err != nil {
		return ""
	}
	// The name, field 2, is in parentheses and may hold anything. After it come
	// the state as the first, the number of threads as the 18th and the start
	// time as the 20th.
	_, rest, _ := strings.Cut(string(stat[bytes.LastIndexByte(stat, ')'):]), " ")
	fields := strings.Fields(rest)
	if len(fields) < 20 {
		return ""
	}
	// The state is that of the first thread: the others may still be ending, and
	// hold the process's files and locks until they have.
	if threads := fields[17]; fields[0] == "Z" && (threads == "1" || threads == "0") {
		return ""
	}
	return fields[19]
}
