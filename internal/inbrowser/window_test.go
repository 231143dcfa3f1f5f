package inbrowser

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"golessons/internal/visitor"
)

// In a narrow window the lesson has the window's width, and a cell can be run by touch.
func TestNarrowWindow(t *testing.T) {
	h, b := serve(t), start(t) // the width is kept, as the layout of the window
	for _, language := range []string{"ja", "en"} {
		t.Run(language, func(t *testing.T) {
			p, err := b.Open("about:blank")
			must(t, err)
			watch(t, p)
			must(t, p.Do(chromedp.EmulateViewport(390, 800, chromedp.EmulateMobile, chromedp.EmulateTouch)))
			must(t, p.Go(visitor.AppURL(h.URL(""), language, lessons(t, language)[0])))
			l, err := p.Lesson(lessons(t, language)[0])
			must(t, err)
			must(t, l.Picture("narrow-"+language))
			width, err := visitor.Ask[float64](p, `document.querySelector('.jp-Notebook').getBoundingClientRect().width`)
			must(t, err)
			if width < 340 {
				t.Errorf("of 390 pixels the lesson has %.0f", width)
			}
			over, err := visitor.Ask[float64](p, `document.documentElement.scrollWidth`)
			must(t, err)
			if over > 390 {
				t.Errorf("the page is %.0f pixels wide in a window of 390", over)
			}
			cell := firstCode(t, l)
			must(t, l.Change(cell, "%%\nfmt.Println(\"narrow\")"))
			must(t, l.Activate(cell))
			must(t, l.Click(`[...document.querySelectorAll('.jp-NotebookPanel-toolbar [data-command="notebook:run-cell-and-select-next"], .jp-NotebookPanel-toolbar [data-jp-item-name="run"] jp-button')].find(e => e.getBoundingClientRect().width > 0)`))
			untilShows(t, l, cell, "narrow")
			must(t, l.Picture("narrow-run-"+language))
		})
	}
}

// With keys alone: from the start page to a lesson, through its cells, an interrupt.
func TestKeysOnly(t *testing.T) {
	h, b := serve(t), start(t) // a first visit opens the start page
	p, err := b.Open(visitor.AppURL(h.URL(""), "en", ""))
	must(t, err)
	watch(t, p)
	must(t, p.Prepare())
	const link = `[...document.querySelectorAll('.jp-MarkdownViewer a')].find(e => e.textContent === '02 ReLU')`
	must(t, p.Until("the start page", limit, link))
	reached := false
	for range 150 {
		must(t, p.Key(kb.Tab))
		if reached, err = visitor.Ask[bool](p, `document.activeElement === `+link); err == nil && reached {
			break
		}
	}
	if !reached {
		t.Fatal("150 times Tab, and the lesson's link was not reached")
	}
	must(t, p.Key(kb.Enter))
	l, err := p.Lesson("en/02_relu.ipynb")
	must(t, err)
	must(t, l.Until("the notebook has the focus", limit, `document.activeElement.closest('.jp-Notebook')`))
	cell := firstCode(t, l)
	for range cell + 1 {
		must(t, p.Key(kb.Enter, chromedp.ModifierShift))
	}
	must(t, l.Until("the first code cell has run", limit, `[...document.querySelectorAll('.jp-CodeCell')][0].querySelector('.jp-InputPrompt').textContent.includes('[1]')`))
	// Below it, a cell of one's own that does not end, and two times I.
	for _, key := range []string{kb.Escape, "b", kb.Enter} {
		must(t, p.Key(key))
	}
	must(t, p.Do(chromedp.KeyEvent("%%\nfmt.Println(\"running\")\nfor {\n}")))
	must(t, p.Key(kb.Enter, chromedp.ModifierCtrl))
	must(t, p.Until("it runs", limit, `[...document.querySelectorAll('.jp-OutputArea-output')].some(e => e.textContent.trim() === 'running')`))
	must(t, p.Key(kb.Escape))
	must(t, p.Key("i"))
	must(t, p.Key("i"))
	must(t, p.Until("it has ended", limit, l.Idle()))
	must(t, p.Picture("keys"))
}
