package display

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/janpfeifer/gonb/gonbui/protocol"

	"golessons/helpers/internal/displaytest"
)

const (
	manyDisplays = 300
	largeBytes   = 5 << 20
)

// As the program of a cell, this test binary shows what the mode in
// DISPLAYTEST_CELL says; see displaytest.
func TestMain(m *testing.M) {
	switch os.Getenv("DISPLAYTEST_CELL") {
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
	var k displaytest.Kernel
	if err := k.Run(t, "forms"); err != nil {
		t.Fatal(err)
	}
	seen := k.Events()
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

// Nothing is lost and the order stays, although printed lines and displays go
// through two pipes and the program ends at once.
func TestManyDisplaysKeepTheirOrder(t *testing.T) {
	var k displaytest.Kernel
	if err := k.Run(t, "many"); err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for i := range manyDisplays {
		want = append(want, fmt.Sprint("before ", i), fmt.Sprint("shown ", i), fmt.Sprint("after ", i))
	}
	for _, event := range k.Events() {
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
	var k displaytest.Kernel
	if err := k.Run(t, "large"); err != nil {
		t.Fatal(err)
	}
	seen := k.Events()
	if len(seen) != 1 {
		t.Fatalf("%d events, want 1", len(seen))
	}
	if png := seen[0].(*protocol.DisplayData).Data["image/png"].([]byte); len(png) != largeBytes {
		t.Errorf("%d bytes arrived, want %d", len(png), largeBytes)
	}
}

func TestDisplaysFromManyGoroutines(t *testing.T) {
	var k displaytest.Kernel
	if err := k.Run(t, "threads"); err != nil {
		t.Fatal(err)
	}
	if n := len(k.Events()); n != 40 {
		t.Errorf("%d displays arrived, want 40", n)
	}
}

func TestUpdatesCarryOneID(t *testing.T) {
	var k displaytest.Kernel
	if err := k.Run(t, "update"); err != nil {
		t.Fatal(err)
	}
	seen := k.Events()
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
		cell.Env = append(os.Environ(), "DISPLAYTEST_CELL=forms", "GONB_PIPE="+pipe)
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
	var k displaytest.Kernel
	go k.Serve(there, back)
	out := Output{SVG: make([]byte, 20_000), PNG: make([]byte, 20_000), Text: "text"}
	for b.Loop() {
		Show(out)
	}
}
