package setup

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"
)

// StatusLine is the line of a step that is under way. On a terminal it is
// rewritten in place with the time so far and the last thing that was said;
// elsewhere it is printed at the start and completed at the end.
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
			fmt.Fprintf(out, "\r\x1b[K%s … %.0f s  \x1b[2m%s\x1b[0m", name, time.Since(p.start).Seconds(), p.note)
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

// Say sets what stands behind the step on a terminal.
func (p *StatusLine) Say(note string) {
	if r := []rune(note); len(r) > 40 {
		note = string(r[:39]) + "…"
	}
	p.mu.Lock()
	p.note = note
	p.mu.Unlock()
}

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
	fmt.Fprintf(p.out, "%s %s  %.1f s\n", p.name, mark, time.Since(p.start).Seconds())
}
