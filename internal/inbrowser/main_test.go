package inbrowser

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golessons/internal/browser/browsertest"
	"golessons/internal/celltable"
	"golessons/internal/notebook"
	"golessons/internal/setup/setuptest"
	"golessons/internal/visitor"
)

// temporary is a folder for all tests.
var temporary string

func TestMain(m *testing.M) {
	var err error
	if temporary, err = os.MkdirTemp("", "inbrowser"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	if sharedBrowser != nil {
		sharedBrowser.Stop()
	}
	os.RemoveAll(temporary)
	os.Exit(code)
}

// built builds the site, once, and returns its folder.
var built = sync.OnceValues(func() (string, error) {
	return visitor.BuildSite(context.Background(), filepath.Join(temporary, "site"))
})

// site returns the folder of the site.
func site(t *testing.T) string {
	t.Helper()
	setuptest.Ready(t)
	dir, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// serve serves the site below a path that is not the root, and returns its host.
func serve(t *testing.T) *visitor.Host {
	t.Helper()
	h, err := visitor.Serve(site(t), "/courses/go/")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(h.Stop)
	return h
}

// start starts a browser with an empty profile.
func start(t *testing.T, flags ...string) *visitor.Browser {
	t.Helper()
	return startWith(t, t.TempDir(), flags...)
}

// startWith starts a browser with a profile.
func startWith(t *testing.T, profile string, flags ...string) *visitor.Browser {
	t.Helper()
	b, err := visitor.Start(context.WithoutCancel(t.Context()), browsertest.Find(t), filepath.Join(profile, "chromium"), flags...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Stop)
	return b
}

// sharedHost and sharedBrowser are for the tests that leave both as they are.
var (
	sharedHost    *visitor.Host
	sharedBrowser *visitor.Browser
)

// shared returns a host and a browser that other tests use too: what the browser has
// fetched once it has.
func shared(t *testing.T) (*visitor.Host, *visitor.Browser) {
	t.Helper()
	dir := site(t)
	var err error
	if sharedHost == nil {
		sharedHost, err = visitor.Serve(dir, "/courses/go/")
		must(t, err)
	}
	if sharedBrowser == nil {
		sharedBrowser, err = visitor.Start(context.Background(), browsertest.Find(t), filepath.Join(temporary, "chromium"))
		must(t, err)
	}
	return sharedHost, sharedBrowser
}

// watch has a page closed at the end of the test. If the test has failed, it leaves a
// picture and says what the page has complained about.
func watch(t *testing.T, p *visitor.Page) {
	t.Cleanup(func() {
		if t.Failed() {
			p.Picture("failed-" + t.Name())
			complaints := p.Complaints()
			for _, c := range complaints[:min(len(complaints), 20)] {
				t.Log(c)
			}
		}
		p.Close()
	})
}

// open opens a notebook of the site.
func open(t *testing.T, b *visitor.Browser, h *visitor.Host, language, file string) *visitor.Lesson {
	t.Helper()
	p, err := b.Open(visitor.AppURL(h.URL(""), language, file))
	must(t, err)
	watch(t, p)
	l, err := p.Lesson(file)
	must(t, err)
	return l
}

// write opens a page and in it a notebook with the cells.
func write(t *testing.T, b *visitor.Browser, h *visitor.Host, language string, cells ...string) *visitor.Lesson {
	t.Helper()
	p, err := b.Open(visitor.AppURL(h.URL(""), language, ""))
	must(t, err)
	watch(t, p)
	return beside(t, p, language, cells...)
}

// written counts the notebooks that tests have written.
var written int

// beside opens another notebook with the cells in a page.
func beside(t *testing.T, p *visitor.Page, language string, cells ...string) *visitor.Lesson {
	t.Helper()
	written++
	l, err := p.New(fmt.Sprintf("%s/test_%d.ipynb", language, written), of(cells...))
	must(t, err)
	return l
}

// of returns a notebook with the cells.
func of(cells ...string) *notebook.Notebook {
	table := &celltable.Table{}
	for _, source := range cells {
		table.Rows = append(table.Rows, &celltable.Row{Source: source})
	}
	return table.Notebook()
}

// limit is how long a cell of a test may take.
const limit = 2 * time.Minute

// shows runs a cell and returns what it shows, as celltable.Show writes it.
func shows(t *testing.T, l *visitor.Lesson, cell int) string {
	t.Helper()
	c, _, err := l.RunCell(cell, limit)
	must(t, err)
	return celltable.Show(c.Outputs)
}

// check fails the test if a text is another.
func check(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s:\n%s\nwant:\n%s", what, got, want)
	}
}

// keep keeps a notebook that has run, and a picture of it, beside the other pictures.
func keep(t *testing.T, l *visitor.Lesson, nb *notebook.Notebook) {
	t.Helper()
	must(t, l.Picture(l.Path))
	if dir := os.Getenv(visitor.ScreenshotsVariable); dir != "" {
		data, err := nb.Bytes()
		must(t, err)
		must(t, os.WriteFile(filepath.Join(dir, strings.ReplaceAll(l.Path, "/", "-")), data, 0o644))
	}
}

// must fails the test if err is not nil.
func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
