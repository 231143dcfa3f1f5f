package site_test

import (
	"context"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A reader is a browser in which a test reads a site.
type reader struct {
	*testing.T
	tab     context.Context
	trouble func() []string
}

func newReader(t *testing.T, server string) *reader {
	t.Helper()
	tab, trouble := openTab(t, server)
	return &reader{t, tab, trouble}
}

func (r *reader) do(what string, actions ...chromedp.Action[chromedp.Void]) {
	r.Helper()
	ctx, cancel := context.WithTimeout(r.tab, 30*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		r.Fatalf("%s: %v", what, err)
	}
}

func ask[T any](r *reader, script string) T {
	r.Helper()
	answer, err := chromedp.Run(r.tab, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		r.Fatalf("%s: %v", script, err)
	}
	return answer
}

// becomes waits until a script returns true, on this page or on the one that is
// being loaded.
func (r *reader) becomes(what, script string) {
	r.Helper()
	var is bool
	var err error
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if is, err = chromedp.Run(r.tab, chromedp.Evaluate[bool](`Promise.resolve(`+script+`).then(is => !!is)`, chromedp.EvalAwaitPromise)); is && err == nil {
			return
		}
	}
	r.Errorf("%s: no (%v); the page is %s", what, err, ask[string](r, `location.href + ', the focus on ' + document.activeElement.outerHTML.slice(0, 100)`))
}

// long writes a lesson of some length, with a slider and hints.
func long(t *testing.T, file, title string) {
	t.Helper()
	lines := strings.Repeat("A line of text that says little.\n\n", 40)
	lesson(t, file, text("# "+title+"\n\n- see it\n"), text("## First\n\n"+lines), text("## Second, $x^2$\n\n"+lines+"\n\n### Inside\n\n"+lines),
		shows("x := 1", frames(t)), shows("", hints), text("## Third\n\n"+lines), text("## End\n\nShort."), text("## Sources\n\nShort."))
}

var hints = map[string]string{"text/html": "<details><summary>Hint 1</summary><p>Halve it.</p><details><summary>Hint 2</summary><p>Twice.</p></details></details>", "text/plain": "Hint"}

// TestReader goes through a lesson with keys and by the links that it has.
func TestReader(t *testing.T) {
	b := builder(t)
	b.Lessons, b.Files = t.TempDir(), nil
	for _, lang := range b.Languages {
		for _, name := range []string{"01_a", "02_b"} {
			long(t, filepath.Join(b.Lessons, lang, name+".ipynb"), name+" in "+lang)
			b.Files = append(b.Files, lang+"/"+name+".ipynb")
		}
	}
	dir := filepath.Join(t.TempDir(), "サイト")
	if _, _, err := b.Build(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	r := newReader(t, "http://none.invalid")
	disk := (&url.URL{Scheme: "file", Path: dir}).String()
	page := disk + "/en/01_a.html"

	// The first key leads past the contents.
	r.do("open", chromedp.EmulateViewport(1280, 800), chromedp.Navigate(page), chromedp.KeyEvent(kb.Tab))
	r.becomes("Tab shows the way to the text", `document.activeElement.matches('.skip') && document.activeElement.getBoundingClientRect().left >= 0`)
	r.do("Enter", chromedp.KeyEvent(kb.Enter), chromedp.KeyEvent(kb.Tab))
	r.becomes("the next Tab is in the text", `document.activeElement.closest('main') && document.activeElement !== document.querySelector('main')`)

	// The contents are open beside a wide page, and closed above a narrow one.
	const open = `[...document.querySelectorAll('.contents details')].every(d => d.open)`
	r.becomes("the contents are open", open)
	r.do("make it narrow", chromedp.EmulateViewport(390, 800))
	r.becomes("the contents are closed", `[...document.querySelectorAll('.contents details')].every(d => !d.open)`)
	r.do("open them", chromedp.Focus(chromedp.CSS(`.contents summary`)), chromedp.KeyEvent(kb.Enter))
	r.becomes("they open", `document.querySelector('.contents details').open`)
	if got := ask[string](r, `[...document.querySelectorAll('.sections a')].map(a => a.getAttribute('href') + ' ' + a.textContent).join(', ')`); got != "#cell-b First, #cell-c Second, x2, #cell-c-2 Inside, #cell-f Third, #cell-g End, #cell-h Sources" {
		t.Errorf("the contents are %s", got)
	}

	// A link in the contents leads to its section, and the other language opens at
	// the same place.
	r.do("make it wide", chromedp.EmulateViewport(1280, 800), chromedp.Click(chromedp.CSS(`.sections a[href="#cell-c"]`)))
	r.becomes("the section is on top", `Math.abs(document.querySelector('h2#cell-c, #cell-c').getBoundingClientRect().top) < 100`)
	r.becomes("the contents say where that is", `document.querySelector('.sections [aria-current]')?.textContent === 'Second, x2'`)
	r.do("scroll", chromedp.ScrollIntoView(chromedp.CSS(`.golessons-frames`)))
	r.becomes("the section inside is told", `document.querySelector('.sections [aria-current]')?.textContent === 'Inside'`)
	r.do("scroll on", chromedp.Click(chromedp.CSS(`.sections a[href="#cell-f"]`)))
	r.becomes("the other language's link follows", `document.querySelector('a.language').hash === '#cell-f'`)
	at := ask[[]float64](r, `(() => { const b = document.querySelector('a.language').getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })()`)
	r.do("go there", chromedp.MouseClickXY(at[0], at[1])) // without scrolling to it
	r.becomes("the other language opens at the same place", `document.documentElement.lang === 'ja' && location.hash === '#cell-f' && Math.abs(document.getElementById('cell-f').getBoundingClientRect().top) < 100`)

	// The last sections never come to the top of the window.
	r.do("back", chromedp.Navigate(page))
	for _, id := range []string{"cell-h", "cell-g"} {
		r.do("to the end", chromedp.Click(chromedp.CSS(`.sections a[href="#`+id+`"]`)))
		r.becomes("the contents say "+id, `document.querySelector('.sections [aria-current]')?.hash === '#`+id+`'`)
		r.becomes("the other language's link says "+id, `document.querySelector('a.language').hash === '#`+id+`'`)
	}
	r.do("scroll", chromedp.Navigate(page), chromedp.KeyEvent(kb.End))
	r.becomes("who scrolls to the end is told the last section", `document.querySelector('.sections [aria-current]')?.hash === '#cell-h'`)

	// Contents that are longer than the window show where the reader is.
	r.do("make it low", chromedp.EmulateViewport(1280, 180))
	for _, id := range []string{"cell-b", "cell-h"} {
		ask[bool](r, `(location.hash = '#`+id+`', true)`)
		r.becomes(id+" is in sight in the contents", `(() => {
			const link = document.querySelector('.sections [aria-current]'), a = link.getBoundingClientRect(), b = link.closest('.contents').getBoundingClientRect();
			return link.hash === '#`+id+`' && a.top >= b.top && a.bottom <= b.bottom && a.bottom <= innerHeight;
		})()`)
	}
	r.do("make it high", chromedp.EmulateViewport(1280, 800), chromedp.Navigate(disk+"/ja/01_a.html"))

	// Follow the links to the next lesson, to the previous one, and from the last
	// one to the contents.
	follow := func(what, selector, want string) {
		t.Helper()
		r.do(what, chromedp.Click(chromedp.CSS(selector)))
		r.becomes(what, `location.pathname.endsWith('`+want+`')`)
	}
	follow("the next lesson", `footer .next`, "/ja/02_b.html")
	if got := ask[string](r, `document.querySelector('.contents [aria-current=page]').textContent`); got != "02_b in ja" {
		t.Errorf("the list of lessons says that this is %q", got)
	}
	follow("after the last one", `footer .next`, "/ja/index.html")
	follow("the first lesson", `footer .next`, "/ja/01_a.html")
	follow("by the list", `.contents li a[href="02_b.html"]`, "/ja/02_b.html")
	follow("the previous lesson", `footer .previous`, "/ja/01_a.html")

	// Keys move the slider and open the hints.
	r.do("the slider", chromedp.Navigate(page), chromedp.WaitVisible(chromedp.CSS(`.golessons-frames input`)), chromedp.Focus(chromedp.CSS(`.golessons-frames input`)))
	shown := map[string]bool{}
	for _, step := range []struct{ key, want string }{
		{kb.ArrowRight, "λ = 0.1"}, {kb.ArrowUp, "λ = 1"}, {kb.ArrowLeft, "λ = 0.1"}, {kb.Home, "λ = 0"}, {kb.End, "λ = 1"},
	} {
		r.do(step.want, chromedp.KeyEvent(step.key))
		r.becomes("the slider goes to "+step.want, `document.querySelector('.golessons-frames output').value === '`+step.want+`'`)
		r.becomes("its picture is there", `document.querySelector('.golessons-frames img').decode().then(() => true)`)
		shown[ask[string](r, `document.querySelector('.golessons-frames img').src`)] = true
	}
	if len(shown) != 3 {
		t.Errorf("the slider has shown %d pictures, want 3", len(shown))
	}
	r.do("to the hint", chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Enter), chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(" "))
	r.becomes("both hints are open", `[...document.querySelectorAll('main details')].every(d => d.open)`)

	// On paper there is the text, dark on light.
	if _, err := chromedp.Call(r.tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Media: "print", Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}}); err != nil {
		t.Fatal(err)
	}
	r.becomes("no ways and no contents are printed", `[...document.querySelectorAll('header, .contents, footer, .skip, .golessons-frames input')].every(e => getComputedStyle(e).display === 'none')`)
	r.becomes("a slider's picture says which one it is", `document.querySelector('.golessons-frames output').getBoundingClientRect().height > 0`)
	r.becomes("the text is dark", `getComputedStyle(document.body).color === 'rgb(31, 35, 40)'`)
	for _, what := range r.trouble() {
		t.Error(what)
	}
}
