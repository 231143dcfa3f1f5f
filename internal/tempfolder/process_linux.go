package tempfolder

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// StartTime returns when a process was started, to tell it from an earlier one
// with the same id; empty if there is no such process.
func StartTime(pid int) string {
	stat, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "stat"))
	if err != nil {
		return ""
	}
	// The second field, the name, is in parentheses and may hold anything. Of the
	// fields after it the first is the state, the 18th the number of threads, the
	// 20th the start time.
	_, rest, _ := strings.Cut(string(stat[bytes.LastIndexByte(stat, ')'):]), " ")
	fields := strings.Fields(rest)
	if len(fields) < 20 {
		return ""
	}
	// The state is that of the first thread. The others may still be ending, and
	// until then they hold the process's files and locks.
	if threads := fields[17]; fields[0] == "Z" && (threads == "1" || threads == "0") {
		return ""
	}
	return fields[19]
}
