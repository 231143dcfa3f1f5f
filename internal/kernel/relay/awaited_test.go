package relay

import (
	"bytes"
	"io"
	"sync"
	"testing"
)

// Of an awaited reader, Wait passes on what nobody has read yet, and does not wait
// for what has not come.
func TestAwaited(t *testing.T) {
	r := &given{more: make(chan bool, 1), waiting: make(chan struct{})}
	var relay Relay
	var out bytes.Buffer
	done := make(chan error)
	go func() { done <- relay.Copy(&out, r) }()
	<-r.waiting // Copy has begun, and sleeps
	relay.Wait()
	r.give("first")
	relay.Wait() // although Copy still sleeps
	if out.String() != "first" {
		t.Errorf("%q was passed on", out.String())
	}
	r.give(" and last")
	r.more <- true
	<-r.waiting
	r.more <- false
	if err := <-done; err != nil || out.String() != "first and last" {
		t.Errorf("%q, %v", out.String(), err)
	}
}

// given is a reader of what a test gives.
type given struct {
	more    chan bool     // what WaitToRead returns
	waiting chan struct{} // WaitToRead was called

	mu   sync.Mutex
	data bytes.Buffer
}

func (g *given) give(text string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.data.WriteString(text)
}

func (g *given) WaitToRead() bool {
	g.waiting <- struct{}{}
	return <-g.more
}

func (g *given) Unread() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.data.Len()
}

func (g *given) Read(p []byte) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.data.Read(p)
}

var _ io.Reader = (*given)(nil)
