package step

import (
	"bufio"
	"context"
	"errors"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"time"

	"golessons/internal/state"
	"golessons/internal/words"
)

// Run runs a program of a step. What the program prints is shown on the line and
// kept: if the program fails, the error is a *programError.
func (p *StatusLine) Run(ctx context.Context, cmd *exec.Cmd) error {
	r, w, err := os.Pipe()
	if err != nil {
		return err
	}
	defer r.Close()
	cmd.Stdout, cmd.Stderr = w, w
	if p.lock != nil {
		cmd.ExtraFiles = append(cmd.ExtraFiles, p.lock)
	}
	// The program gets a process group of its own, so that a stop also reaches
	// the programs that it has started.
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
				p.Say(line)
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
	case <-time.After(2 * time.Second): // a program that it has left running holds the other end
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

// Error returns one line: the first that looks like the reason among those that
// the program printed, or the last one.
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
	return words.Sprintf("%s failed: %s", e.program, said)
}

func (e *programError) Unwrap() error { return e.err }

// Offline reports whether err is that of a program that could not reach the
// network.
func Offline(err error) bool {
	return Says(err,
		"dial tcp", "no such host", "goproxy=off", "proxyconnect", // go
		"newconnectionerror", "failed to establish a new connection", "name resolution", "cannot connect to proxy", "connecttimeout", // pip
		"network is unreachable", "connection refused", "could not resolve", "error sending request", // apt, uv
	)
}

// Distrusted reports whether err is that of a program that did not trust the
// certificate of the other end. A proxy that reads the traffic has a certificate
// of its own.
func Distrusted(err error) bool {
	return Says(err, "certificate_verify_failed", "x509: certificate signed by unknown authority", "x509: failed to verify", "unknownissuer")
}

// Says reports whether err is that of a program that printed one of the signs,
// in capitals or not. The signs are in small letters.
func Says(err error, signs ...string) bool {
	var pe *programError
	if !errors.As(err, &pe) {
		return false
	}
	said := strings.ToLower(strings.Join(pe.lines, "\n"))
	return slices.ContainsFunc(signs, func(sign string) bool { return strings.Contains(said, sign) })
}

// NeedsNetwork returns err, or if the program had no network the error that says
// so: what must be downloaded, and what to do.
func NeedsNetwork(what string, err error) error {
	if Distrusted(err) {
		return words.Errorf("%s must be downloaded once, and the network answers with a certificate that is not trusted, as a company's proxy does; name the file of its certificates with PIP_CERT and SSL_CERT_FILE and type `go run .` again", what)
	}
	if !Offline(err) {
		return err
	}
	return words.Errorf("%s must be downloaded once and the network did not answer (%s); connect, or set the proxy your network asks for (HTTPS_PROXY), and type `go run .` again: it goes on from here", what, state.Shorten(err.Error(), 120))
}
