// Package relay passes on what a cell's program prints, so that the kernel can wait
// for it. A program prints to one pipe and sends its figures through another, and
// both are read by goroutines of their own: a figure could overtake the line before
// it, which was read and not yet passed on.
//
// It is copied into the kernel, GoNB (internal/gonb), and so imports the standard
// library only.
package relay

import (
	"io"
	"sync"
)

// A Relay copies a program's standard output. Its zero value is ready to use.
type Relay struct {
	// mu is held from before something is read until it is passed on, and not
	// while there is nothing to read.
	mu sync.Mutex
	// drain, if it is set, passes on what is still unread. It is called under mu.
	drain func() error
}

// Copy writes to w what it reads from r, until r ends.
func (l *Relay) Copy(w io.Writer, r io.Reader) error {
	if r, ok := r.(awaited); ok {
		return l.copyAwaited(w, r)
	}
	return l.copy(w, r)
}

// Wait returns when everything that has left the pipe is passed on.
func (l *Relay) Wait() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.drain != nil {
		l.drain() // if that fails, Copy will say it
	}
}
