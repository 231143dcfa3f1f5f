package door

import (
	"bufio"
	"encoding/gob"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/janpfeifer/gonb/gonbui/protocol"
)

// fakeKernel is GoNB's side of the pipes: it keeps what the cell shows and
// prints, in the order in which a notebook would get it.
type fakeKernel struct {
	dir    string
	mu     sync.Mutex
	events []any // string for what was printed, *protocol.DisplayData
}

func (k *fakeKernel) event(e any) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.events = append(k.events, e)
}

// run runs this test binary as a cell's program that does what mode says.
func (k *fakeKernel) run(t *testing.T, mode string) {
	t.Helper()
	k.dir = t.TempDir()
	there, back := filepath.Join(k.dir, "there"), filepath.Join(k.dir, "back")
	for _, path := range []string{there, back} {
		if err := syscall.Mkfifo(path, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cell := exec.Command(os.Args[0])
	cell.Env = append(os.Environ(), "DOOR_CELL="+mode, "GONB_PIPE="+there, "GONB_PIPE_BACK="+back)
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
	go k.serve(there, back)
	done := make(chan error, 1)
	go func() { reading.Wait(); done <- cell.Wait() }()
	select {
	case err := <-done:
		if err != nil {
			t.Fatalf("the cell: %v", err)
		}
	case <-time.After(30 * time.Second):
		cell.Process.Kill()
		t.Fatal("the cell does not end")
	}
	// Like GoNB, which closes its pipe when the program has ended, look at
	// nothing that comes later.
}

func (k *fakeKernel) serve(there, back string) {
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
	}
}

func (k *fakeKernel) seen() []any {
	k.mu.Lock()
	defer k.mu.Unlock()
	return append([]any{}, k.events...)
}

const (
	manyDisplays = 300
	largeBytes   = 5 << 20
)

func TestMain(m *testing.M) {
	switch os.Getenv("DOOR_CELL") {
	case "":
		os.Exit(m.Run())
	case "forms":
		Show(Output{HTML: "<p>", SVG: []byte("<svg/>"), PNG: []byte{1, 2}, Text: "text", Width: 3, Height: 4})
	case "many":
		for i := range manyDisplays {
			fmt.Println("before", i)
			Show(Output{Text: fmt.Sprint("shown ", i)})
			fmt.Println("after", i)
		}
	case "large":
		Show(Output{PNG: make([]byte, largeBytes), Text: "large"})
	case "threads":
		var all sync.WaitGroup
		for i := range 40 {
			all.Add(1)
			go func() {
				defer all.Done()
				Show(Output{Text: fmt.Sprint(i)})
			}()
		}
		all.Wait()
	case "update":
		id := NewID()
		Update(id, Output{Text: "one"})
		Update(id, Output{Text: "two"})
	}
	os.Exit(0)
}

func TestAllFormsInOneMessage(t *testing.T) {
	var k fakeKernel
	k.run(t, "forms")
	seen := k.seen()
	if len(seen) != 1 {
		t.Fatalf("%d events, want one message: %v", len(seen), seen)
	}
	message := seen[0].(*protocol.DisplayData)
	if fmt.Sprintf("%v %v %v", message.Data["text/html"], message.Data["image/svg+xml"], message.Data["text/plain"]) != "<p> <svg/> text" {
		t.Errorf("data %v", message.Data)
	}
	if png, ok := message.Data["image/png"].([]byte); !ok || len(png) != 2 {
		t.Errorf("PNG %v", message.Data["image/png"])
	}
	if fmt.Sprint(message.Metadata) != "map[image/png:map[height:4 width:3]]" {
		t.Errorf("metadata %v", message.Metadata)
	}
	if message.DisplayID != "" {
		t.Errorf("display id %q, want none", message.DisplayID)
	}
}

// Nothing is lost and nothing changes places, though prints and displays take
// two ways and the program ends at once.
func TestManyDisplaysKeepTheirOrder(t *testing.T) {
	var k fakeKernel
	k.run(t, "many")
	var want, got []string
	for i := range manyDisplays {
		want = append(want, fmt.Sprint("before ", i), fmt.Sprint("shown ", i), fmt.Sprint("after ", i))
	}
	for _, event := range k.seen() {
		if message, ok := event.(*protocol.DisplayData); ok {
			event = message.Data["text/plain"]
		}
		got = append(got, fmt.Sprint(event))
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		for i := range min(len(got), len(want)) {
			if got[i] != want[i] {
				t.Fatalf("event %d is %q, want %q", i, got[i], want[i])
			}
		}
		t.Fatalf("%d events, want %d", len(got), len(want))
	}
}

func TestLargeDisplay(t *testing.T) {
	var k fakeKernel
	k.run(t, "large")
	seen := k.seen()
	if len(seen) != 1 {
		t.Fatalf("%d events, want 1", len(seen))
	}
	if png := seen[0].(*protocol.DisplayData).Data["image/png"].([]byte); len(png) != largeBytes {
		t.Errorf("%d bytes arrived, want %d", len(png), largeBytes)
	}
}

func TestDisplaysFromManyGoroutines(t *testing.T) {
	var k fakeKernel
	k.run(t, "threads")
	if n := len(k.seen()); n != 40 {
		t.Errorf("%d displays arrived, want 40", n)
	}
}

func TestUpdatesCarryOneID(t *testing.T) {
	var k fakeKernel
	k.run(t, "update")
	seen := k.seen()
	if len(seen) != 2 {
		t.Fatalf("%d events, want 2", len(seen))
	}
	one, two := seen[0].(*protocol.DisplayData), seen[1].(*protocol.DisplayData)
	if one.DisplayID == "" || one.DisplayID != two.DisplayID {
		t.Errorf("ids %q and %q, want the same", one.DisplayID, two.DisplayID)
	}
}

func TestWithoutKernelTheTextIsPrinted(t *testing.T) {
	for name, pipe := range map[string]string{"no kernel": "", "a kernel that has gone": filepath.Join(t.TempDir(), "gone")} {
		cell := exec.Command(os.Args[0])
		cell.Env = append(os.Environ(), "DOOR_CELL=forms", "GONB_PIPE="+pipe)
		out, err := cell.Output()
		if err != nil || string(out) != "text\n" {
			t.Errorf("%s: printed %q, %v; want the text form", name, out, err)
		}
	}
}

func BenchmarkShow(b *testing.B) {
	dir := b.TempDir()
	there, back := filepath.Join(dir, "there"), filepath.Join(dir, "back")
	for _, path := range []string{there, back} {
		if err := syscall.Mkfifo(path, 0o600); err != nil {
			b.Fatal(err)
		}
	}
	b.Setenv("GONB_PIPE", there)
	b.Setenv("GONB_PIPE_BACK", back)
	var k fakeKernel
	go k.serve(there, back)
	out := Output{SVG: make([]byte, 20_000), PNG: make([]byte, 20_000), Text: "text"}
	for b.Loop() {
		Show(out)
	}
}
