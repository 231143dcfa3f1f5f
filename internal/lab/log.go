package lab

import (
	"os"
	"strings"

	"golessons/internal/state"
)

// newLog makes a new log for a server, which only its user may read. It replaces
// any older file, which may be another server's or be readable for all.
func newLog(name string) (*os.File, error) {
	if err := os.RemoveAll(name); err != nil {
		return nil, err
	}
	return os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL|os.O_APPEND, 0o600)
}

// lastLine returns the last line of a log, for an error.
func lastLine(file string) string {
	data, _ := state.ReadFile(file)
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	return state.Shorten(lines[len(lines)-1], 200)
}
