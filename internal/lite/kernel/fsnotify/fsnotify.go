// Package fsnotify stands in for github.com/fsnotify/fsnotify in the kernel that
// runs in a browser, where nobody else changes files.
package fsnotify

import "errors"

// An Op is what has happened to a file.
type Op uint32

// Write and Remove are the ones that GoNB asks for.
const (
	Write Op = 1 << iota
	Remove
)

// An Event never comes.
type Event struct {
	Name string
	Op   Op
}

// A Watcher does not exist.
type Watcher struct {
	Events chan Event
	Errors chan error
}

// NewWatcher returns an error.
func NewWatcher() (*Watcher, error) { return nil, errors.ErrUnsupported }

// Add returns an error.
func (*Watcher) Add(string) error { return errors.ErrUnsupported }

// Remove returns an error.
func (*Watcher) Remove(string) error { return errors.ErrUnsupported }

// Close does nothing.
func (*Watcher) Close() error { return nil }
