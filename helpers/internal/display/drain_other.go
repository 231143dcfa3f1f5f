//go:build !linux

package display

import "time"

// drainStdout gives the kernel a moment to read what was printed; it reads
// that and the display pipe side by side.
func drainStdout() bool {
	time.Sleep(5 * time.Millisecond)
	return true
}
