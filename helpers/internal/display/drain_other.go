//go:build !linux && !js

package display

import "time"

// drainStdout gives the kernel a moment to read what was printed, which it
// reads independently of the display pipe. Only Linux tells how much is unread.
func drainStdout() bool {
	time.Sleep(5 * time.Millisecond)
	return true
}
