package launch

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"
)

// A step is one line of the set-up. One without a name is too quick for a
// line, and is done at each start.
type step struct {
	name string
	done func() bool // whether there is nothing to do
	do   func(ctx context.Context, p *progress) error
}

// runSteps does the steps that are not done, in order, each with a line. Lock, which
// may be nil, is what the programs they run must hold.
func runSteps(ctx context.Context, out io.Writer, lock *os.File, steps []step) error {
	total, i := 0, 0
	for _, st := range steps {
		if st.name != "" {
			total++
		}
	}
	for _, st := range steps {
		if st.name == "" {
			if err := st.do(ctx, nil); err != nil {
				return err
			}
			continue
		}
		i++
		if st.done() {
			continue
		}
		p := newProgress(out, fmt.Sprintf("[%d/%d] %s", i, total, st.name))
		p.lock = lock
		err := st.do(ctx, p)
		p.end(err)
		if err != nil {
			return err
		}
	}
	return nil
}

// progress is the line of a step that is under way. On a terminal it is
// rewritten in place with the time so far and the last thing that was said;
// elsewhere it is printed at the start and completed at the end.
type progress struct {
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

func newProgress(out io.Writer, name string) *progress {
	p := &progress{out: out, name: name, start: time.Now(), stop: make(chan struct{})}
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

// say sets what stands behind the step on a terminal.
func (p *progress) say(note string) {
	if r := []rune(note); len(r) > 40 {
		note = string(r[:39]) + "…"
	}
	p.mu.Lock()
	p.note = note
	p.mu.Unlock()
}

func (p *progress) end(err error) {
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

// run runs a program of a step. What it prints is shown as progress and kept:
// the error it returns when the program fails is a *programError.
func (p *progress) run(ctx context.Context, cmd *exec.Cmd) error {
	r, w, err := os.Pipe()
	if err != nil {
		return err
	}
	defer r.Close()
	cmd.Stdout, cmd.Stderr = w, w
	if p.lock != nil {
		cmd.ExtraFiles = append(cmd.ExtraFiles, p.lock)
	}
	// In a group of its own, so that a stop reaches what it has started too.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		w.Close()
		return &programError{program: cmd.Args[0], err: err}
	}
	w.Close()
	stop := context.AfterFunc(ctx, func() { syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) })
	defer stop()
	var lines []string
	read := make(chan bool)
	go func() {
		defer close(read)
		for in := bufio.NewReader(r); ; {
			line, err := in.ReadString('\n')
			if line = strings.TrimSpace(line); line != "" {
				p.say(line)
				lines = append(lines, line)
			}
			if err != nil {
				return
			}
		}
	}()
	err = cmd.Wait()
	select {
	case <-read:
	case <-time.After(2 * time.Second): // something that it has left holds the other end
		r.Close()
		<-read
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return &programError{program: cmd.Args[0], lines: lines, err: err}
	}
	return nil
}

// A programError is the failure of a program that a step ran.
type programError struct {
	program string
	lines   []string
	err     error
}

// Error is one line: the first thing the program said that looks like the
// reason, or the last thing it said.
func (e *programError) Error() string {
	said := ""
	if n := len(e.lines); n == 0 {
		said = e.err.Error()
	} else {
		said = e.lines[n-1]
		for _, line := range e.lines {
			if strings.HasPrefix(strings.ToLower(line), "error") || strings.HasPrefix(line, "E: ") {
				said = line
				break
			}
		}
	}
	return fmt.Sprintf("%s failed: %s", e.program, said)
}

func (e *programError) Unwrap() error { return e.err }

// offline reports whether err is a program that could not reach the network.
func offline(err error) bool {
	return says(err,
		"dial tcp", "no such host", "goproxy=off", "proxyconnect", // go
		"newconnectionerror", "failed to establish a new connection", "name resolution", "cannot connect to proxy", "connecttimeout", // pip
		"network is unreachable", "connection refused", "could not resolve", "error sending request", // apt, uv
	)
}

// distrusted reports whether err is a program that did not trust who answered,
// as behind a proxy that reads the traffic with a certificate of its own.
func distrusted(err error) bool {
	return says(err, "certificate_verify_failed", "x509: certificate signed by unknown authority", "x509: failed to verify", "unknownissuer")
}

// says reports whether a program that failed said one of the signs, which are
// in small letters.
func says(err error, signs ...string) bool {
	var pe *programError
	if !errors.As(err, &pe) {
		return false
	}
	said := strings.ToLower(strings.Join(pe.lines, "\n"))
	return slices.ContainsFunc(signs, func(sign string) bool { return strings.Contains(said, sign) })
}

// needsNetwork turns err into the sentence for a set-up without a network.
func needsNetwork(what string, err error) error {
	if distrusted(err) {
		return fmt.Errorf("%s must be downloaded once, and the network answers with a certificate that is not trusted, as a company's proxy does; name the file of its certificates with PIP_CERT and SSL_CERT_FILE and type `go run .` again", what)
	}
	if !offline(err) {
		return err
	}
	return fmt.Errorf("%s must be downloaded once and the network did not answer (%s); connect, or set the proxy your network asks for (HTTPS_PROXY), and type `go run .` again: it goes on from here", what, shorten(err.Error(), 120))
}

func shorten(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}
