// Package cli is the golessons command, what `go run .` runs. Each of its
// commands is a file: start.go, setup.go, reset.go, run.go and so on. What they
// have in common is here: Main, the flags, the help.
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
	"slices"
	"strings"
	"syscall"
	"time"

	"golessons/internal/course"
	"golessons/internal/state"
)

// A command is one word after `go run .`.
type command struct {
	name, args, short string
	run               func(ctx context.Context, c *call) error
	flags             func(fs *flag.FlagSet, c *call)
}

// A call is one use of the golessons command: its flags and where it writes.
type call struct {
	out, err io.Writer
	args     []string // what follows the flags

	dir       string
	lang      string
	port      int
	noBrowser bool
	update    bool
	seed      int
	prefix    string
	remove    bool
	short     bool
	figure    string
}

func commands() []command {
	return []command{
		{"start", "", "set up what is missing and open the lessons (what `go run .` alone does)", start, func(fs *flag.FlagSet, c *call) {
			dirFlag(fs, c)
			langFlag(fs, c)
			fs.IntVar(&c.port, "port", 0, "the `port` on 127.0.0.1 that JupyterLab listens on (default 8888, or the next free one)")
			fs.BoolVar(&c.noBrowser, "no-browser", false, "print the URL and open no browser")
		}},
		{"setup", "", "set up what is missing and stop there", setupOnly, nil},
		{"reset", "lesson…", "bring lessons back as they were shipped, e.g. `reset 02`; yours go to backup/", reset, dirFlag},
		{"run", "[lesson…]", "run lessons without a browser, through the same kernel; without a name, all of them", runLessons, func(fs *flag.FlagSet, c *call) {
			fs.StringVar(&c.lang, "lang", "", "only this `language`, ja or en (default both)")
			fs.BoolVar(&c.update, "update", false, "write the outputs into the checkout's notebooks")
			fs.IntVar(&c.seed, "seed", 0, "run with this `seed` instead of the lessons' own")
		}},
		{"site", "folder", "write the lessons into a folder as web pages that need no network and no server", writeSite, nil},
		{"progress", "folder", "show which exercises the learners whose folders are in a folder have solved", classProgress, func(fs *flag.FlagSet, c *call) {
			fs.StringVar(&c.figure, "figure", "", "draw them too, into this SVG `file`")
		}},
		{"install", "", "register the kernel for a Jupyter or VS Code you already have", install, func(fs *flag.FlagSet, c *call) {
			fs.StringVar(&c.prefix, "prefix", "", "register below this `folder` (a Python environment) instead of for the user")
			fs.BoolVar(&c.remove, "remove", false, "take the registration back")
		}},
		{"doctor", "", "check what the course needs, and print what mends each failure", doctor, func(fs *flag.FlagSet, c *call) {
			dirFlag(fs, c)
			fs.IntVar(&c.port, "port", 0, "the `port` to check (default 8888)")
		}},
		{"test", "[packages] [go test flags]", "set up what the tests need, a browser too, and run all of them", test, nil},
		{"image", "part…", "", image, nil}, // the Dockerfile's, not a person's
	}
}

func dirFlag(fs *flag.FlagSet, c *call) {
	fs.StringVar(&c.dir, "dir", "", "the `folder` your copies of the lessons are in (default ~/"+course.LearnerFolder+")")
}

func langFlag(fs *flag.FlagSet, c *call) {
	fs.StringVar(&c.lang, "lang", "", "`language` of the lessons and of JupyterLab, ja or en (default from the locale)")
}

// installed is where a command prints to in the image and on a hub, where it
// is a program on the PATH.
type installed struct{ io.Writer }

var goRun = regexp.MustCompile("go run \\.([^/]|$)")

func (w installed) Write(p []byte) (int, error) {
	if _, err := w.Writer.Write(goRun.ReplaceAll(p, []byte("golessons$1"))); err != nil {
		return 0, err
	}
	return len(p), nil
}

// Main runs the golessons command and returns its exit status: 0 when it did
// what was asked, 1 when not, 2 when what was asked makes no sense.
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
	name := "start"
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		name, args = args[0], args[1:]
	} else if len(args) > 0 && (args[0] == "-h" || args[0] == "-help" || args[0] == "--help") {
		usage(out)
		return 0
	}
	if name == "help" {
		usage(out)
		return 0
	}
	for _, cmd := range commands() {
		if cmd.name != name {
			continue
		}
		c := &call{out: out, err: errOut}
		if err := parse(cmd, c, args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				return 0
			}
			fmt.Fprintf(errOut, "golessons: %v\n", err)
			return 2
		}
		if err := runUntil(ctx, cmd, c); err != nil {
			if ctx.Err() != nil {
				err = fmt.Errorf("stopped; `go run . %s` goes on from here", name)
			}
			fmt.Fprintf(errOut, "golessons: %v\n", err)
			return 1
		}
		return 0
	}
	fmt.Fprintf(errOut, "golessons: there is no command %q; `go run . help` lists them\n", name)
	return 2
}

// runUntil runs a command until it is done, or ctx is. It then waits for what
// the command has to end, such as JupyterLab, and not for ever: a disk that does
// not answer lets nobody look at ctx.
func runUntil(ctx context.Context, cmd command, c *call) error {
	done := make(chan error, 1)
	go func() { done <- cmd.run(ctx, c) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	patience := 15 * time.Second
	if cmd.name == "reset" || cmd.name == "progress" { // they have started nothing
		patience = time.Second
	}
	select {
	case err := <-done:
		return err
	case <-time.After(patience):
		return ctx.Err()
	}
}

func parse(cmd command, c *call, args []string) error {
	if cmd.name == "test" && !(len(args) > 0 && slices.Contains([]string{"-h", "-help", "--help"}, args[0])) {
		c.args = args // all of them are go test's
		return nil
	}
	fs := flag.NewFlagSet(cmd.name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	if cmd.flags != nil {
		cmd.flags(fs, c)
	}
	err := fs.Parse(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprintf(c.out, "usage: go run . %s%s\n\n%s\n", cmd.name, prefixed(" [flags] ", cmd.args), cmd.short)
		fs.SetOutput(c.out)
		fs.PrintDefaults()
		return err
	}
	if err != nil {
		return fmt.Errorf("%v; `go run . %s -h` lists the flags", err, cmd.name)
	}
	c.args = fs.Args()
	if len(c.args) > 0 && cmd.args == "" {
		return fmt.Errorf("%s takes no arguments, got %q; `go run . %s -h` lists its flags", cmd.name, c.args[0], cmd.name)
	}
	if c.lang != "" && c.lang != "ja" && c.lang != "en" {
		return fmt.Errorf("-lang %s: the lessons are in ja and en", c.lang)
	}
	if c.port < 0 || c.port > 65535 {
		return fmt.Errorf("-port %d: a port is a number from 1 to 65535", c.port)
	}
	return nil
}

func prefixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}

func usage(w io.Writer) {
	fmt.Fprint(w, "golessons: deep learning in JupyterLab, in Go\n\nusage: go run . [command] [flags]\n\n")
	for _, cmd := range commands() {
		if cmd.short == "" {
			continue
		}
		fmt.Fprintf(w, "  %-8s %s\n", cmd.name, cmd.short)
	}
	fmt.Fprint(w, "\n`go run . COMMAND -h` lists the flags of a command.\n")
}
