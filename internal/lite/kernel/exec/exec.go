// Package exec stands in for os/exec in the kernel that runs in a browser, where
// no programs are but those that cells are made of. It runs these, and answers
// for the two programs that the kernel calls, go and goimports (packages gotool
// and goimports). Whatever else a cell calls is answered with a sentence.
package exec

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"golessons/internal/kernel/explain"
	"golessons/internal/lite/kernel/goimports"
	"golessons/internal/lite/kernel/gotool"
	"golessons/internal/lite/kernel/page"
	"golessons/internal/words"
)

// A Cmd is a program to run.
type Cmd struct {
	Path           string
	Args           []string
	Env            []string
	Dir            string
	Stdout, Stderr io.Writer
	Process        *Process // of a cell; nil before Start and for other programs

	stdout, stderr *pipe
	ended          chan struct{} // closed when the program has ended
	err            error         // of its end
}

// answers are the programs that are not run but answered for.
var answers = map[string]func(dir string, args []string) (output []byte, code int){
	"go":        gotool.Run,
	"goimports": goimports.Run,
	"gopls":     nil, // package goplsclient answers for it and calls nothing
}

// LookPath finds the programs that are answered for.
func LookPath(name string) (string, error) {
	if _, ok := answers[name]; ok {
		return name, nil
	}
	return "", errors.ErrUnsupported
}

// Command returns a Cmd for a program and its arguments.
func Command(name string, args ...string) *Cmd {
	return &Cmd{Path: name, Args: append([]string{name}, args...)}
}

// String returns the program and its arguments.
func (c *Cmd) String() string { return strings.Join(c.Args, " ") }

// Environ returns the environment variables that the program will have.
func (c *Cmd) Environ() []string {
	if c.Env == nil {
		return os.Environ()
	}
	return c.Env
}

// CombinedOutput runs one of the programs that are answered for.
func (c *Cmd) CombinedOutput() ([]byte, error) {
	answer := answers[c.Path]
	if answer == nil {
		return nil, c.notHere()
	}
	before := page.Interrupts()
	output, code := answer(c.Dir, c.Args[1:])
	if page.Interrupts() != before {
		return nil, exitError(2, page.Killed)
	}
	return output, exitError(code, "")
}

// Output is like CombinedOutput.
func (c *Cmd) Output() ([]byte, error) { return c.CombinedOutput() }

// Run is like CombinedOutput, without the output.
func (c *Cmd) Run() error {
	_, err := c.CombinedOutput()
	return err
}

// notHere returns the error for a program that a browser does not have. It names
// the program as the cell does.
func (c *Cmd) notHere() error {
	what := "%%script " + c.Path
	switch {
	case len(c.Args) == 3 && c.Args[1] == "-c": // a shell, to which GoNB gives a line of the cell
		line, _, _ := strings.Cut(c.Args[2], "\n")
		what = "!" + line
	case c.Path == "bash" || c.Path == "sh":
		what = "%%" + c.Path
	}
	return explain.NotInBrowser(words.Current(), what)
}

// StdoutPipe returns what the program will print.
func (c *Cmd) StdoutPipe() (io.ReadCloser, error) {
	c.stdout = newPipe()
	return c.stdout, nil
}

// StderrPipe returns what the program will write to its standard error.
func (c *Cmd) StderrPipe() (io.ReadCloser, error) {
	c.stderr = newPipe()
	return c.stderr, nil
}

// StdinPipe returns what nobody reads from: a program that reads is ended.
func (c *Cmd) StdinPipe() (io.WriteCloser, error) { return stdin{}, nil }

// stdin is a program's standard input.
type stdin struct{}

func (stdin) Write(data []byte) (int, error) { return len(data), nil }
func (stdin) Close() error                   { return nil }

// Start starts a cell's program, which is a file with its whole path.
func (c *Cmd) Start() error {
	if info, err := os.Stat(c.Path); !filepath.IsAbs(c.Path) || err != nil || !info.Mode().IsRegular() || !linked(c.Path) {
		return c.notHere()
	}
	dir := c.Dir
	if dir == "" {
		dir, _ = os.Getwd()
	}
	c.ended = make(chan struct{})
	c.Process = &Process{}
	c.Process.running = page.Current.Start(c.Path, c.Args, c.Environ(), dir, page.Events{
		Stdout: c.stdout.add,
		Stderr: c.stderr.add,
		Exit: func(code int, reason string) {
			c.err = exitError(code, reason)
			c.stdout.end()
			c.stderr.end()
			close(c.ended)
		},
	})
	return nil
}

// linked reports whether a file is a program that was linked here, and not, say,
// a shell's script.
func linked(name string) bool {
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	magic := make([]byte, 4)
	_, err = io.ReadFull(f, magic)
	return err == nil && string(magic) == "\x00asm"
}

// Wait waits for the end of a program that was started.
func (c *Cmd) Wait() error {
	<-c.ended
	return c.err
}

// A Process is a cell's program that runs.
type Process struct{ running page.Process }

// Signal ends the program, whatever the signal: a browser has no others.
func (p *Process) Signal(os.Signal) error { return p.Kill() }

// Kill ends the program.
func (p *Process) Kill() error {
	p.running.Kill()
	return nil
}

// An ExitError says how a program has ended that did not end well.
type ExitError string

// Error returns what os/exec calls it, as far as there is such a word.
func (e ExitError) Error() string { return string(e) }

// exitError returns the error for a program's end; nil if it ended well.
func exitError(code int, reason string) error {
	switch {
	case reason == page.Killed:
		return ExitError("signal: interrupt")
	case reason != "":
		return ExitError("browser: " + reason)
	case code == 0:
		return nil
	}
	return ExitError(fmt.Sprintf("exit status %d", code))
}
