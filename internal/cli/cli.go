// Package cli is the golessons command, which `go run .` runs. Each of its
// commands is a file, with a type whose fields are the command's flags: start.go,
// setup.go, reset.go, run.go and so on. commands.go lists them, and flags.go
// reads what was typed.
//
// The work is done in the packages below it: container and lab run JupyterLab,
// setup makes what it needs, course looks after the lessons and the learner's
// copies, state is the folder .golessons.
package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"regexp"
	"strings"
	"syscall"
	"time"

	"golessons/internal/state"
	"golessons/internal/words"
)

// Main runs the golessons command and returns its exit status: 0 when the
// command succeeded, 1 when it failed, 2 when the arguments make no sense.
func Main(args []string, out, errOut io.Writer) int {
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) { // nohup
		signals = append(signals, syscall.SIGHUP)
	}
	ctx, stop := signal.NotifyContext(context.Background(), signals...)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends us at once
	if os.Getenv(state.CheckoutVariable) != "" {
		out, errOut = installed{out}, installed{errOut}
	}
	words.Use(spoken(args, os.Getenv))
	name := "start"
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		name, args = args[0], args[1:]
	} else if len(args) > 0 && isHelp(args[0]) {
		name = "help"
	}
	if name == "help" {
		help(out)
		return 0
	}
	e, ok := find(name)
	if !ok {
		words.Fprintf(errOut, "golessons: there is no command %q; `go run . help` lists them\n", name)
		return 2
	}
	args, err := e.parse(args, out)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err != nil {
		fmt.Fprintf(errOut, "golessons: %v\n", err)
		return 2
	}
	if err := runUntil(ctx, e, terminal{out, errOut}, args); err != nil {
		if ctx.Err() != nil {
			err = words.Errorf("stopped; `go run . %s` goes on from here", name)
		}
		fmt.Fprintf(errOut, "golessons: %v\n", err)
		return 1
	}
	return 0
}

// A terminal is where a command writes its results and its errors.
type terminal struct{ out, err io.Writer }

// installed rewrites `go run .` to `golessons` in the output, for the image and
// the hubs, where it is a program on the PATH.
type installed struct{ io.Writer }

var goRun = regexp.MustCompile(`go run \.([^/]|$)`)

func (w installed) Write(p []byte) (int, error) {
	if _, err := w.Writer.Write(goRun.ReplaceAll(p, []byte("golessons$1"))); err != nil {
		return 0, err
	}
	return len(p), nil
}

// runUntil runs a command until it is done, or ctx is. It then gives the
// command time to end what it started, such as JupyterLab, but does not wait
// for ever: a command that waits for a disk does not look at ctx.
func runUntil(ctx context.Context, e entry, t terminal, args []string) error {
	done := make(chan error, 1)
	go func() { done <- e.command.run(ctx, t, args) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	patience := 15 * time.Second
	if e.startsNothing {
		patience = time.Second
	}
	select {
	case err := <-done:
		return err
	case <-time.After(patience):
		return ctx.Err()
	}
}
