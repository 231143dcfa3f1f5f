package display

import (
	"syscall"
	"time"
	"unsafe"
)

// drainLimit is how long drainStdout waits if the kernel does not read.
const drainLimit = 200 * time.Millisecond

// drainStdout waits until the kernel has read everything that was printed, and
// reports whether standard output is a pipe. The kernel reads standard output
// and the display pipe independently: without the wait a line printed just
// before a figure could appear after it.
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
