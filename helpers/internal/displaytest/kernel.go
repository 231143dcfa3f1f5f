// Package displaytest tests what goes through the door to the kernel, with a
// kernel that only listens.
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

// Kernel stands in for GoNB: it is its side of the pipes: it keeps what the cell shows and
// prints, in the order in which a notebook would get it.
type Kernel struct {
	// Interrupt, where it is set, is asked after each display whether the cell
	// is to be interrupted now.
	Interrupt func(seen int) bool

	cell   *exec.Cmd
	mu     sync.Mutex
	events []any
}

func (k *Kernel) event(e any) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.events = append(k.events, e)
}

// Run runs this test binary as a cell's program with DISPLAYTEST_CELL=mode in its
// environment, and gives its error.
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
			k.event(lines.Text())
		}
	}()
	go k.Serve(there, back)
	done := make(chan error, 1)
	go func() { reading.Wait(); done <- cell.Wait() }()
	select {
	case err := <-done:
		// Like GoNB, which closes its pipe when the program has ended, look
		// at nothing that comes later.
		return err
	case <-time.After(30 * time.Second):
		cell.Process.Kill()
		t.Fatal("the cell does not end")
		return nil
	}
}

// Serve answers a cell at the two pipes until it ends.
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
		k.event(&message)
		if k.Interrupt != nil && k.Interrupt(len(k.Seen())) {
			k.cell.Process.Signal(os.Interrupt)
		}
	}
}

// Seen is what came so far: a string for a line that was printed, a
// *protocol.DisplayData for what was shown.
func (k *Kernel) Seen() []any {
	k.mu.Lock()
	defer k.mu.Unlock()
	return append([]any{}, k.events...)
}
