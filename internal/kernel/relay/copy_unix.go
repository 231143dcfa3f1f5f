//go:build unix

package relay

import (
	"io"
	"syscall"
)

// copy reads a pipe, which Go has made non-blocking, only when there is something in
// it, and so holds the lock for a moment only.
func (l *Relay) copy(w io.Writer, r io.Reader) error {
	pipe, ok := r.(syscall.Conn)
	if !ok {
		_, err := io.Copy(w, r)
		return err
	}
	raw, err := pipe.SyscallConn()
	if err != nil {
		return err
	}
	buffer := make([]byte, 32<<10)
	for {
		var n int
		var failed error
		read := func(fd uintptr) bool {
			l.mu.Lock()
			defer l.mu.Unlock()
			for {
				n, failed = syscall.Read(int(fd), buffer)
				if failed != syscall.EINTR {
					break
				}
			}
			if failed == syscall.EAGAIN {
				return false // Go waits until there is something, and calls again
			}
			if failed == nil && n > 0 {
				_, failed = w.Write(buffer[:n])
			}
			return true
		}
		if err := raw.Read(read); err != nil {
			return err
		}
		if failed != nil || n <= 0 {
			return failed
		}
	}
}
