package step

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"golessons/internal/words"
)

// A StatusLine is the line of a step that is under way. On a terminal it is
// rewritten in place with the time so far and the last line that the step's
// program printed; elsewhere it is printed at the start and completed at the
// end.
type StatusLine struct {
	out      io.Writer
	name     string
	start    time.Time
	terminal bool
	stop     chan struct{}
	wait     sync.WaitGroup
	lock     *os.File // for the programs that the step runs; may be nil

	mu   sync.Mutex
	note string
}

// NewStatusLine prints a line, which the caller must End.
func NewStatusLine(out io.Writer, name string) *StatusLine {
	p := &StatusLine{out: out, name: name, start: time.Now(), stop: make(chan struct{})}
	if f, ok := out.(*os.File); ok {
		info, err := f.Stat()
		p.terminal = err == nil && info.Mode()&os.ModeCharDevice != 0
	}
	if !p.terminal {
		fmt.Fprintf(out, "%s …\n", name)
		return p
	}
	p.wait.Go(func() {
		tick := time.NewTicker(200 * time.Millisecond)
		defer tick.Stop()
		for {
			p.mu.Lock()
			fmt.Fprintf(out, "\r\x1b[K%s … %s  \x1b[2m%s\x1b[0m", name, words.Sprintf("%.0f s", time.Since(p.start).Seconds()), p.note)
			p.mu.Unlock()
			select {
			case <-p.stop:
				return
			case <-tick.C:
			}
		}
	})
	return p
}

// Say sets the note behind the name, which a terminal shows.
func (p *StatusLine) Say(note string) {
	if r := []rune(note); len(r) > 40 {
		note = string(r[:39]) + "…"
	}
	p.mu.Lock()
	p.note = note
	p.mu.Unlock()
}

// End completes the line with a mark for success or failure.
func (p *StatusLine) End(err error) {
	close(p.stop)
	p.wait.Wait()
	if p.terminal {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
	mark := "✓"
	if err != nil {
		mark = "✗"
	}
	fmt.Fprintf(p.out, "%s %s  %s\n", p.name, mark, words.Sprintf("%.1f s", time.Since(p.start).Seconds()))
}

// Print prints a line of its own before the status line, which is then written
// anew.
func (p *StatusLine) Print(text string) { fmt.Fprintf(p.out, "\r  %s\n", text) }
