package inbrowser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golessons/internal/notebook"
	"golessons/internal/setup/setuptest"
	"golessons/internal/visitor"
)

// What a learner has changed is there after a reload and in a new window of the
// browser, and a new version of the site leaves it alone; a lesson that was not changed
// is the new one.
func TestStorage(t *testing.T) {
	h, profile := serve(t), t.TempDir()
	const mine = "%%\nfmt.Println(\"mine\")"
	changed, untouched := lessons(t, "en")[0], lessons(t, "en")[1]

	b := startWith(t, profile)
	l := open(t, b, h, "en", changed)
	cell := firstCode(t, l)
	must(t, l.Change(cell, mine))
	check(t, "the cell", shows(t, l, cell), "mine")
	must(t, l.Save())
	must(t, l.Until("all is kept", limit, `globalThis.golessonsOffline === true`))
	must(t, l.Reload())
	l, err := l.Page.Lesson(changed)
	must(t, err)
	isMine := func(when string) {
		t.Helper()
		nb, err := l.Notebook()
		must(t, err)
		check(t, when, nb.Cells[cell].Source, mine)
		if !strings.Contains(nb.Cells[cell].Printed(), "mine") {
			t.Errorf("%s its output is %q", when, nb.Cells[cell].Printed())
		}
	}
	isMine("after a reload")
	b.Stop()

	b = startWith(t, profile)
	l = open(t, b, h, "en", changed)
	isMine("in a browser that was started anew")
	l.Close()

	h.Use(newVersion(t, "A new sentence."))
	page, err := b.Open(visitor.AppURL(h.URL(""), "en", "")) // the visit in which the browser learns of it
	must(t, err)
	watch(t, page)
	must(t, page.Prepare())
	must(t, page.Until("the new version is here", limit, `navigator.serviceWorker.getRegistration().then(r => r.waiting)`))
	page.Close()
	l = open(t, b, h, "en", changed)
	isMine("after an update of the site")
	l.Close()
	l = open(t, b, h, "en", untouched)
	nb, err := l.Notebook()
	must(t, err)
	if !strings.Contains(nb.Cells[0].Source, "A new sentence.") {
		t.Errorf("a lesson that was not changed is still the old one after an update: %s", nb.Cells[0].Source)
	}
}

// firstCode returns the number of the notebook's first code cell.
func firstCode(t *testing.T, l *visitor.Lesson) int {
	t.Helper()
	nb, err := l.Notebook()
	must(t, err)
	for i, c := range nb.Cells {
		if c.Type == "code" {
			return i
		}
	}
	t.Fatal("no code cell")
	return 0
}

// newVersion returns the site's next version, in which the lessons have a sentence more.
func newVersion(t *testing.T, sentence string) string {
	t.Helper()
	next, err := setuptest.Ready(t).LiteSite()
	must(t, err)
	lessons := filepath.Join(t.TempDir(), "lessons")
	for _, language := range next.Languages {
		must(t, os.CopyFS(filepath.Join(lessons, language), os.DirFS(filepath.Join(next.Dir, language))))
	}
	for _, file := range next.Lessons {
		file = filepath.Join(lessons, filepath.FromSlash(file))
		nb, err := notebook.Read(file)
		must(t, err)
		nb.Cells[0].Source += "\n\n" + sentence
		data, err := nb.Bytes()
		must(t, err)
		must(t, os.WriteFile(file, data, 0o644))
	}
	next.Dir = lessons
	files, err := next.Files(t.Context())
	must(t, err)
	folder := filepath.Join(t.TempDir(), "site")
	for name, data := range files {
		file := filepath.Join(folder, "run", filepath.FromSlash(name))
		must(t, os.MkdirAll(filepath.Dir(file), 0o755))
		must(t, os.WriteFile(file, data, 0o644))
	}
	return folder
}

// Without a place to keep anything, as in some private windows, the page says so, and
// cells run.
func TestNoStorage(t *testing.T) {
	h, b := serve(t), start(t)
	p, err := b.Open("about:blank")
	must(t, err)
	watch(t, p)
	must(t, p.BeforeScripts(`Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
		Object.defineProperty(globalThis, 'localStorage', { get() { throw new DOMException('not allowed', 'SecurityError'); } });`))
	must(t, p.Go(visitor.AppURL(h.URL(""), "en", lessons(t, "en")[0])))
	l, err := p.Lesson(lessons(t, "en")[0])
	must(t, err)
	cell := firstCode(t, l)
	must(t, l.Change(cell, "%%\nfmt.Println(\"runs\")"))
	check(t, "a cell", shows(t, l, cell), "runs")
	says(t, p, "nothing kept")
	must(t, p.Picture("no-storage"))
}
