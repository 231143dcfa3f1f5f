package exec

import (
	"io"
	"sync"
)

// A pipe holds what a program has printed until it is read. Who adds to it does
// not wait; the page's side lets no program run ahead for ever (program.js).
type pipe struct {
	mu     sync.Mutex
	change *sync.Cond
	data   []byte
	ended  bool // the program has
	closed bool // nobody reads any more
}

func newPipe() *pipe {
	p := &pipe{}
	p.change = sync.NewCond(&p.mu)
	return p
}

func (p *pipe) add(data []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.closed {
		p.data = append(p.data, data...)
		p.change.Broadcast()
	}
}

func (p *pipe) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ended = true
	p.change.Broadcast()
}

// WaitToRead returns when there is something to read, or the end.
func (p *pipe) WaitToRead() (more bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.data) == 0 && !p.ended && !p.closed {
		p.change.Wait()
	}
	return len(p.data) > 0
}

// Unread returns how many bytes wait to be read.
func (p *pipe) Unread() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.data)
}

// Read returns what was printed; it waits until there is something.
func (p *pipe) Read(buffer []byte) (int, error) {
	if !p.WaitToRead() {
		return 0, io.EOF
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	n := copy(buffer, p.data)
	p.data = p.data[n:]
	return n, nil
}

// Close drops what is unread and what will be printed.
func (p *pipe) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed, p.data = true, nil
	p.change.Broadcast()
	return nil
}
