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
	// The name, field 2, is in parentheses and may hold anything; the start
	// time is field 22, which is the 20th after it.
	_, rest, _ := strings.Cut(string(stat[bytes.LastIndexByte(stat, ')'):]), " ")
	fields := strings.Fields(rest)
	if len(fields) < 20 || fields[0] == "Z" {
		return ""
	}
	return fields[19]
}
