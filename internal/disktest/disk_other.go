//go:build !linux

package disktest

import "testing"

// Small skips the test: only on Linux can it mount a disk.
func Small(t *testing.T, size string) string {
	t.Helper()
	t.Skip("mounts a small disk: needs Linux")
	return ""
}

// MakeReadOnly is never called, because Small skips the test before.
func MakeReadOnly(t *testing.T, disk string) {}
