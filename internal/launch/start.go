package launch

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"time"

	"golessons/internal/kernel"
)

// start sets up, copies the lessons, and runs JupyterLab until it is stopped.
func start(ctx context.Context, c *call) error {
	began := time.Now()
	s, err := findEnvironment()
	if err != nil {
		return err
	}
	if c.lang == "" {
		c.lang = localeLanguage(os.Getenv)
	}
	dir, err := learnerDir(c.dir)
	if err != nil {
		return err
	}
	if inside(s.Checkout, dir) && !inside(s.Dir, dir) {
		return fmt.Errorf("-dir %s is inside the checkout, where a new version would meet your changes; name a folder elsewhere", dir)
	}
	if err := writable(dir); err != nil {
		return unwritable(dir, err)
	}
	server, err := runningServer(s.State, dir)
	if err != nil {
		return err
	}
	if server == nil && c.port != 0 && !portIsFree(c.port) {
		return portTaken(c.port)
	}
	if err := setUpToServe(ctx, s, c.out); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return unwritable(dir, err)
	}
	// Until the server answers, a second launcher for the folder waits, and
	// then finds it. One for another folder has nothing to wait for.
	which, err := identity(dir)
	if err != nil {
		return err
	}
	lock, err := s.lock(ctx, c.out, "opening the lessons", "-"+which)
	if err != nil {
		return err
	}
	defer lock.Close()
	kernel.Sweep()
	if server, err = runningServer(s.State, dir); err != nil {
		return err
	}
	o := options{dir: dir, lang: c.lang, noBrowser: c.noBrowser, out: c.out}
	if server != nil {
		fmt.Fprintf(c.out, "The lessons in %s are open already:\n\n  %s\n\n`kill %d` stops them.\n", dir, server.lab(c.lang, s.Course()), server.PID)
		openBrowser(s, o, server)
		return nil
	}
	// Only now: a lesson that is open in a JupyterLab is not written under it.
	if err := s.Course().copyLessons(dir, c.out); err != nil {
		return err
	}
	port, reserved, err := reservePort(s.State, c.port)
	if err != nil {
		return err
	}
	defer reserved.Close()
	if c.port == 0 && port != defaultPort {
		fmt.Fprintf(c.out, "  port %d is taken, so this one is on %d\n", defaultPort, port)
	}
	o.port = port
	return serve(ctx, s, o, began, func() {
		lock.Close()
		reserved.Close()
	})
}
