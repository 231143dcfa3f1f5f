package relay

import "io"

// An awaited reader can be waited for without reading. In a browser a program's
// output comes through one, on the same way as what it shows, so that at a Wait
// all that belongs before it is there, and may be unread.
type awaited interface {
	io.Reader
	WaitToRead() (more bool) // returns when there is something to read, or the end
	Unread() int             // in bytes
}

// copyAwaited is Copy for such a reader.
func (l *Relay) copyAwaited(w io.Writer, r awaited) error {
	buffer := make([]byte, 32<<10)
	drain := func() (err error) {
		for err == nil && r.Unread() > 0 {
			var n int
			if n, err = r.Read(buffer); n > 0 {
				_, err = w.Write(buffer[:n])
			}
		}
		return err
	}
	l.mu.Lock()
	l.drain = drain
	l.mu.Unlock()
	for {
		more := r.WaitToRead()
		l.mu.Lock()
		err := drain()
		l.mu.Unlock()
		if err != nil || !more {
			return err
		}
	}
}
