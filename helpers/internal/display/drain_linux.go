package display

import (
	"syscall"
	"time"
	"unsafe"
)

// drainLimit is how long drainStdout waits for a reader that has stopped.
const drainLimit = 200 * time.Millisecond

// drainStdout waits until the kernel has read all that was printed, and tells
// whether standard output is such a pipe. The kernel reads it and the display
// pipe side by side; without the wait a line printed just before a figure can
// come after it.
func drainStdout() bool {
	for start := time.Now(); time.Since(start) < drainLimit; time.Sleep(50 * time.Microsecond) {
		var unread int32
		_, _, errno := syscall.Syscall(syscall.SYS_IOCTL, 1, syscall.TIOCINQ, uintptr(unsafe.Pointer(&unread)))
		if errno != 0 {
			return false
		}
		if unread == 0 {
			return true
		}
	}
	return true
}
