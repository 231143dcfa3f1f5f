// Package waittest is for tests of code that must not wait: on a named pipe that
// nobody writes to, for example, or on a program that never answers.
package waittest

import (
	"testing"
	"time"
)

// Ends calls f, and fails the test if f has not returned within 20 seconds.
// Without it, the whole test run would hang. What names f in the message.
func Ends(t *testing.T, what string, f func()) {
	t.Helper()
	done := make(chan bool)
	go func() { defer close(done); f() }()
	select {
	case <-done:
	case <-time.After(20 * time.Second):
		t.Fatalf("%s does not end", what)
	}
}
