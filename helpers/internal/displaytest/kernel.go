// Package displaytest helps to test what a cell prints and shows in a notebook.
package displaytest

import (
	"bufio"
	"encoding/gob"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/janpfeifer/gonb/gonbui/protocol"
)

// Kernel is a fake GoNB: it records what a cell prints and displays, in order.
type Kernel struct {
	// Interrupt, if set, is called after each display with the number of events
	// so far. If it returns true, the cell gets an interrupt.
	Interrupt func(events int) bool

	cell   *exec.Cmd
	mu     sync.Mutex
	events []any
}

// Run runs this test binary as the program of a cell, with
// DISPLAYTEST_CELL=mode in its environment, and returns its error. The
// package's TestMain decides what the cell does.
func (k *Kernel) Run(t *testing.T, mode string) error {
	t.Helper()
	dir := t.TempDir()
	there, back := filepath.Join(dir, "there"), filepath.Join(dir, "back")
	for _, path := range []string{there, back} {
		if err := syscall.Mkfifo(path, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cell := exec.Command(os.Args[0])
	k.cell = cell
	cell.Env = append(os.Environ(), "DISPLAYTEST_CELL="+mode, "GONB_PIPE="+there, "GONB_PIPE_BACK="+back)
	stdout, err := cell.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cell.Start(); err != nil {
		t.Fatal(err)
	}
	var reading sync.WaitGroup
	reading.Add(1)
	go func() {
		defer reading.Done()
		lines := bufio.NewScanner(stdout)
		for lines.Scan() {
			k.record(lines.Text())
		}
	}()
	go k.Serve(there, back)
	done := make(chan error, 1)
	go func() { reading.Wait(); done <- cell.Wait() }()
	select {
	case err := <-done:
		// GoNB closes its pipe when the program has ended; so displays that
		// come later do not count here either.
		return err
	case <-time.After(30 * time.Second):
		cell.Process.Kill()
		t.Fatal("the cell does not end")
		return nil
	}
}

// Serve does the kernel's work at the two pipes, there and back. It returns
// when the cell closes them.
func (k *Kernel) Serve(there, back string) {
	in, err := os.Open(there)
	if err != nil {
		return
	}
	out, err := os.OpenFile(back, os.O_WRONLY, 0)
	if err != nil {
		return
	}
	decoder, encoder := gob.NewDecoder(in), gob.NewEncoder(out)
	for {
		var message protocol.DisplayData
		if decoder.Decode(&message) != nil {
			return
		}
		if value, ok := message.Data[protocol.MIMECommValue].(protocol.CommValue); ok {
			encoder.Encode(&protocol.CommValue{Address: protocol.GonbuiSyncAckAddress, Value: value.Value})
			continue
		}
		k.record(&message)
		if k.Interrupt != nil && k.Interrupt(len(k.Events())) {
			k.cell.Process.Signal(os.Interrupt)
		}
	}
}

func (k *Kernel) record(event any) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.events = append(k.events, event)
}

// Events returns what was recorded so far: a string for each printed line, a
// *protocol.DisplayData for each display.
func (k *Kernel) Events() []any {
	k.mu.Lock()
	defer k.mu.Unlock()
	return append([]any{}, k.events...)
}
