// Package visitor opens the site of the course in a browser and uses it as a learner
// does: it opens lessons, runs cells, interrupts and restarts kernels, asks for
// completion and help. The tests of the course in the browser and the measurements
// use it.
//
//	Serve ─ Host        a web server on this machine, a good one or a bad one
//	Start ─ Browser     Chromium with a profile of its own
//	         └ Page      a tab; what it does is in page.go
//	             └ Lesson  a notebook in JupyterLab: lesson.go, and visitor.js in the page
package visitor

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"golessons/internal/words"
)

// A Browser is a Chromium with a profile.
type Browser struct {
	ctx  context.Context
	stop func()
}

// Start starts the browser at a path with the profile in a folder, which may be empty.
// It reaches no host but this machine. A flag is a name or name=value.
func Start(ctx context.Context, chromium, profile string, flags ...string) (*Browser, error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium),
		chromedp.NoSandbox, // a container's root has none
		chromedp.WindowSize(1400, 1000),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
		chromedp.Flag("proxy-server", "direct://"),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.UserDataDir(profile),
	)
	for _, flag := range flags {
		name, value, given := strings.Cut(flag, "=")
		if given {
			options = append(options, chromedp.Flag(name, value))
		} else {
			options = append(options, chromedp.Flag(name, true))
		}
	}
	allocated, free := chromedp.NewExecAllocator(ctx, options...)
	first, end := chromedp.NewContext(allocated)
	b := &Browser{first, sync.OnceFunc(func() {
		chromedp.Cancel(first) // in the orderly way: the browser writes what it keeps
		end()
		free()
	})}
	if err := chromedp.Do(first); err != nil { // the browser lives as long as the context of the first call
		b.stop()
		return nil, err
	}
	return b, nil
}

// Stop ends the browser. What it has kept stays in its profile.
func (b *Browser) Stop() { b.stop() }

// PID returns the browser's process.
func (b *Browser) PID() int { return chromedp.FromContext(b.ctx).Browser.Process().Pid }

// Open opens an address in a new tab.
func (b *Browser) Open(url string) (*Page, error) {
	tab, end := chromedp.NewContext(b.ctx)
	p := &Page{tab: tab, end: end}
	err := chromedp.Do(tab)
	if err == nil {
		err = chromedp.Listen(tab, p.hear)
	}
	if err == nil {
		err = p.Go(url)
	}
	if err != nil {
		end()
		return nil, err
	}
	return p, nil
}

// A Page is a tab of the browser.
type Page struct {
	tab context.Context
	end func()

	mu    sync.Mutex
	heard []string
}

// hear notes what the page and the browser complain about.
func (p *Page) hear(event any) {
	var what string
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		d := e.ExceptionDetails
		what = fmt.Sprintf("a script failed: %s, at %s:%d:%d", d.Text, d.URL, d.LineNumber+1, d.ColumnNumber+1)
		if d.Exception != nil {
			what += ": " + d.Exception.Description
		}
	case *runtime.EventConsoleAPICalled:
		if e.Type != runtime.ConsoleAPICalledTypeError {
			return
		}
		what = "a script complains:"
		for _, a := range e.Args {
			what += " " + string(a.Value) + a.Description
		}
	case *log.EventEntryAdded:
		if e.Entry.Level != log.EntryLevelError {
			return
		}
		what = fmt.Sprintf("the browser complains: %s %s", e.Entry.Text, e.Entry.URL)
	case *network.EventResponseReceived:
		if e.Response.Status < 400 {
			return
		}
		what = fmt.Sprintf("%d for %s", e.Response.Status, e.Response.URL)
	default:
		return
	}
	if guesses(what) {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.heard = append(p.heard, what)
}

// guesses reports whether a complaint is about JupyterLab's asking whether what looks
// like a path in an output is one. The site's own folders are there.
func guesses(complaint string) bool {
	if strings.Contains(complaint, "/api/resolvePath?") {
		return true
	}
	_, folder, asked := strings.Cut(complaint, "/api/contents/")
	return asked && !strings.HasPrefix(folder, "all.json") &&
		!slices.ContainsFunc(words.Tags(), func(lang string) bool { return strings.HasPrefix(folder, lang+"/") })
}

// Complaints returns what the page and the browser have complained about since the last
// call.
func (p *Page) Complaints() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	heard := p.heard
	p.heard = nil
	return heard
}

// Close closes the tab. What is open in JupyterLab is closed before, without being
// saved: the next page would open it again.
func (p *Page) Close() {
	Ask[bool](p, `new Promise(done => {
		const app = window.jupyterapp;
		if (!app) return done(false);
		for (const w of [...app.shell.widgets('main')]) {
			if (w.context?.model) w.context.model.dirty = false;
			w.close();
		}
		setTimeout(() => done(true), 1000); // JupyterLab notes what is open a moment later
	})`)
	p.end()
}

// step is how long one thing that is done in the page may take.
const step = time.Minute

// Do does actions of package chromedp, within a minute.
func (p *Page) Do(actions ...chromedp.Action[chromedp.Void]) error {
	ctx, cancel := context.WithTimeout(p.tab, step)
	defer cancel()
	return chromedp.Do(ctx, actions...)
}
