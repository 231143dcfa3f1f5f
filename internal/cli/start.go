package cli

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golessons/internal/course"
	"golessons/internal/kernel"
	"golessons/internal/lab"
	"golessons/internal/setup"
	"golessons/internal/state"
)

// start sets up, copies the lessons, and runs JupyterLab until it is stopped.
func start(ctx context.Context, c *call) error {
	began := time.Now()
	s, err := setup.FindEnvironment()
	if err != nil {
		return err
	}
	if c.lang == "" {
		c.lang = course.LocaleLanguage(os.Getenv)
	}
	dir, err := course.LearnerDir(c.dir)
	if err != nil {
		return err
	}
	if inside(s.Checkout, dir) && !inside(s.Dir, dir) {
		return fmt.Errorf("-dir %s is inside the checkout, where a new version would meet your changes; name a folder elsewhere", dir)
	}
	if err := state.Writable(dir); err != nil {
		return state.Unwritable(dir, err)
	}
	server, err := lab.Running(s.State, dir)
	if err != nil {
		return err
	}
	if server == nil && c.port != 0 && !lab.PortIsFree(c.port) {
		return lab.PortTaken(c.port)
	}
	if err := setUpToServe(ctx, s, c.out); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return state.Unwritable(dir, err)
	}
	// Until the server answers, a second launcher for the folder waits, and
	// then finds it. One for another folder has nothing to wait for.
	which, err := lab.Identity(dir)
	if err != nil {
		return err
	}
	lock, err := s.Lock(ctx, c.out, "opening the lessons", "-"+which)
	if err != nil {
		return err
	}
	defer lock.Close()
	kernel.Sweep()
	if server, err = lab.Running(s.State, dir); err != nil {
		return err
	}
	o := lab.Options{Dir: dir, Lang: c.lang, NoBrowser: c.noBrowser, Out: c.out}
	if server != nil {
		fmt.Fprintf(c.out, "The lessons in %s are open already:\n\n  %s\n\n`kill %d` stops them.\n", dir, server.Page(c.lang, s.Course()), server.PID)
		lab.OpenBrowser(s, o, server)
		return nil
	}
	// Only now: a lesson that is open in a JupyterLab is not written under it.
	if err := s.Course().Copy(dir, c.out); err != nil {
		return err
	}
	port, reserved, err := lab.ReservePort(s.State, c.port)
	if err != nil {
		return err
	}
	defer reserved.Close()
	if c.port == 0 && port != lab.DefaultPort {
		fmt.Fprintf(c.out, "  port %d is taken, so this one is on %d\n", lab.DefaultPort, port)
	}
	o.Port = port
	return lab.Serve(ctx, s, o, began, func() {
		lock.Close()
		reserved.Close()
	})
}

// inside reports whether path is dir or below it.
func inside(dir, path string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}
