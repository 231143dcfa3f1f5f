package cli

import (
	"cmp"
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golessons/internal/course"
	"golessons/internal/kernel"
	"golessons/internal/lab"
	"golessons/internal/setup"
	"golessons/internal/state"
	"golessons/internal/words"
)

// startCommand sets up, copies the lessons, and runs JupyterLab until it is
// stopped.
type startCommand struct {
	dir       string
	lang      string
	port      int
	noBrowser bool
}

func (c *startCommand) flags(fs *flag.FlagSet) {
	dirFlag(fs, &c.dir)
	fs.StringVar(&c.lang, "lang", "", words.Sprintf("`language` of the lessons and of JupyterLab, %s (default from the locale)", orLanguages()))
	fs.IntVar(&c.port, "port", 0, words.T("the `port` on 127.0.0.1 that JupyterLab listens on (default 8888, or the next free one)"))
	fs.BoolVar(&c.noBrowser, "no-browser", false, words.T("print the URL and open no browser"))
}

func (c *startCommand) check() error {
	return cmp.Or(checkLang(c.lang), checkPort(c.port))
}

func (c *startCommand) run(ctx context.Context, t terminal, _ []string) error {
	began := time.Now()
	env, err := setup.FindEnvironment()
	if err != nil {
		return err
	}
	dir, err := c.learnerDir(env)
	if err != nil {
		return err
	}
	if err := c.portCanBeUsed(env, dir); err != nil {
		return err
	}
	if err := setUpToServe(ctx, env, t.out); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return state.Unwritable(dir, err)
	}
	// Until the server answers, a second launcher for the folder waits, and
	// then finds it.
	lock, err := lab.Lock(ctx, env.State, dir, t.out)
	if err != nil {
		return err
	}
	defer lock.Close()
	kernel.Sweep()
	o := lab.Options{Dir: dir, Lang: cmp.Or(c.lang, words.Preferred(os.Getenv)), NoBrowser: c.noBrowser, Out: t.out}
	server, err := lab.Running(env.State, dir)
	if err != nil {
		return err
	}
	if server != nil {
		words.Fprintf(t.out, "The lessons in %s are open already:\n\n  %s\n\n`kill %d` stops them.\n", dir, server.Address(o.Lang, env.Course()), server.PID)
		lab.OpenBrowser(env, o, server)
		return nil
	}
	// Copy only now: a JupyterLab that runs may have lessons open, and they
	// must not change under it.
	if err := env.Course().Copy(dir, t.out); err != nil {
		return err
	}
	port, reserved, err := lab.ReservePort(env.State, c.port)
	if err != nil {
		return err
	}
	defer reserved.Close()
	if c.port == 0 && port != lab.DefaultPort {
		words.Fprintf(t.out, "  port %d is taken, so this one is on %d\n", lab.DefaultPort, port)
	}
	o.Port = port
	return lab.Serve(ctx, env, o, began, func() {
		lock.Close()
		reserved.Close()
	})
}

// learnerDir returns the folder for the learner's copies, if they can be written
// there.
func (c *startCommand) learnerDir(env *setup.Environment) (string, error) {
	dir, err := course.LearnerDir(c.dir)
	if err != nil {
		return "", err
	}
	if inside(env.Checkout, dir) && !inside(env.Dir, dir) {
		return "", words.Errorf("-dir %s is inside the checkout, where a new version would meet your changes; name a folder elsewhere", dir)
	}
	if err := state.Writable(dir); err != nil {
		return "", state.Unwritable(dir, err)
	}
	return dir, nil
}

// portCanBeUsed returns an error if -port is taken, before the set-up makes
// anybody wait. If a server for the folder runs already, no port is needed.
func (c *startCommand) portCanBeUsed(env *setup.Environment, dir string) error {
	server, err := lab.Running(env.State, dir)
	if err != nil {
		return err
	}
	if server == nil && c.port != 0 && !lab.PortIsFree(c.port) {
		return lab.PortTaken(c.port)
	}
	return nil
}

// inside reports whether path is dir or below it.
func inside(dir, path string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}
