//go:build linux

package relay

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
	"unsafe"
)

// A slow writer has everything that has left the pipe once Wait returns.
func TestWait(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	var relay Relay
	out := &slow{}
	done := make(chan error)
	go func() { done <- relay.Copy(out, r) }()
	for i := range 50 {
		fmt.Fprintln(w, i)
		for unread(t, r) > 0 {
			time.Sleep(10 * time.Microsecond)
		}
		relay.Wait()
		if got := out.lines.Load(); got != int64(i+1) {
			t.Fatalf("after line %d: %d lines were passed on", i, got)
		}
	}
	w.Close()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

type slow struct{ lines atomic.Int64 }

func (s *slow) Write(p []byte) (int, error) {
	time.Sleep(time.Millisecond)
	s.lines.Add(int64(bytes.Count(p, []byte("\n"))))
	return len(p), nil
}

// The output of a program arrives whole, also if it is larger than a pipe.
func TestCopy(t *testing.T) {
	for _, n := range []int{0, 1, 300_000} {
		cmd := exec.Command("head", "-c", fmt.Sprint(n), "/dev/zero")
		r, err := cmd.StdoutPipe()
		if err != nil || cmd.Start() != nil {
			t.Fatal("no program to read from")
		}
		var relay Relay
		var out bytes.Buffer
		if err := relay.Copy(&out, r); err != nil || out.Len() != n {
			t.Errorf("%d of %d bytes, %v", out.Len(), n, err)
		}
		cmd.Wait()
	}
	var relay Relay
	var out strings.Builder
	if err := relay.Copy(&out, strings.NewReader("no pipe")); err != nil || out.String() != "no pipe" {
		t.Errorf("%q, %v", out.String(), err)
	}
}

// unread returns how many bytes are in a pipe.
func unread(t *testing.T, r *os.File) int32 {
	t.Helper()
	raw, err := r.SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	var n int32
	raw.Control(func(fd uintptr) {
		if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, fd, syscall.TIOCINQ, uintptr(unsafe.Pointer(&n))); errno != 0 {
			t.Fatal(errno)
		}
	})
	return n
}
