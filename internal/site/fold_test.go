package site_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"golessons/helpers/predict"
	"golessons/internal/site"
	"golessons/internal/words"
)

// tagged gives a cell tags.
func tagged(c cell, tags ...string) cell {
	c["metadata"].(cell)["tags"] = tags
	return c
}

// sourceHidden folds a cell's code, as JupyterLab does.
func sourceHidden(c cell) cell {
	c["metadata"].(cell)["jupyter"] = cell{"source_hidden": true}
	return c
}

// answer is the output of a cell that answers a prediction: a slider, and what was
// predicted.
func answer(t *testing.T) cell {
	c := shows("f.Show()\npredict.Double.Recall()", frames(t))
	c["outputs"] = append(c["outputs"].([]cell), shows("", map[string]string{"text/html": predict.Double.RecallHTML(), "text/plain": "Double"})["outputs"].([]cell)...)
	return c
}

// folding writes a lesson of each language with a prediction, code that is folded,
// and optional parts.
func folding(t *testing.T, b *site.Builder, name string) {
	t.Helper()
	lines := strings.Repeat("A line of text that says little.\n\n", 40)
	for _, lang := range b.Languages {
		words.Use(lang)
		optional := map[string]string{"ja": "発展:"}[lang]
		if optional == "" {
			optional = "Optional: "
		}
		lesson(t, filepath.Join(b.Lessons, lang, name), text("# Folds\n\n- see what is folded, and what opens it\n"), text("## Predict\n\n"+lines),
			shows("predict.Double.Ask()", map[string]string{"text/html": predict.Double.AskHTML(), "text/plain": "Double"}),
			answer(t), sourceHidden(shows("machinery()", map[string]string{"text/plain": "visible"})),
			tagged(text("## "+optional+"more\n\n"+lines), "optional"), tagged(text("### Inside\n\n"+lines), "optional"),
			tagged(sourceHidden(shows("more()", frames(t))), "optional"), tagged(text("## Untitled\n\nNo word."), "optional"),
			text("## End\n\nBack to [the inside](#Inside).\n\n"+lines))
		b.Files = append(b.Files, lang+"/"+name)
	}
	words.Use("en")
}

// What answers a prediction, code, and optional parts are folded, and open by
// themselves where they are wanted.
func TestFolds(t *testing.T) {
	b := builder(t)
	b.Lessons, b.Files = t.TempDir(), nil
	folding(t, b, "01_a.ipynb")
	dir := filepath.Join(t.TempDir(), "site")
	if _, _, err := b.Build(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	for page, want := range map[string][]string{
		"en/01_a.html": {`<summary>Show what came</summary>`, `<summary>Show the code</summary>`, `<details class="cell optional" id="cell-f"><summary><h2>`, `<li><a href="#cell-f">Optional: more</a><ol><li><a href="#cell-g">Inside</a>`},
		"ja/01_a.html": {`<summary>結果を見る</summary>`, `<summary>コードを見る</summary>`, `<details class="cell optional" id="cell-f"><summary><h2>`},
	} {
		got := read(t, filepath.Join(dir, page))
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%s has no %s", page, w)
			}
		}
		for kind, n := range map[string]int{"came": 1, "source": 2, "cell optional": 2} {
			if got := strings.Count(got, `<details class="`+kind+`"`); got != n {
				t.Errorf("%s has %d of class %s, want %d", page, got, kind, n)
			}
		}
	}

	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	defer server.Close()
	r := newReader(t, server.URL)
	page := server.URL + "/en/01_a.html"
	const shown = `(e => e.checkVisibility())`
	r.do("open", chromedp.EmulateViewport(1280, 800), chromedp.Navigate(page))
	r.becomes("what came is folded, its figure too", `!document.querySelector('.came').open && !`+shown+`(document.querySelector('.came img'))`)
	r.becomes("folded code has its output in sight", `!document.querySelector('#cell-e .source').open && `+shown+`(document.querySelector('#cell-e .output_wrapper'))`)
	r.becomes("an optional part is folded, and its heading in sight", `!`+shown+`(document.getElementById('cell-g')) && `+shown+`(document.querySelector('#cell-f h2'))`)
	for _, w := range axe(t, r.tab) {
		t.Error(w)
	}

	picture(t, r.tab, "folded")

	// Links lead into a fold, and the contents say where that is.
	r.do("into the fold", chromedp.Click(chromedp.CSS(`.sections a[href="#cell-g"]`)))
	r.becomes("it is open, there", `document.getElementById('cell-f').open && Math.abs(document.getElementById('cell-g').getBoundingClientRect().top) < 100`)
	r.becomes("the contents say where", `document.querySelector('.sections [aria-current]')?.textContent === 'Inside'`)
	ask[bool](r, `document.getElementById('cell-f').open = false`)
	r.do("go there once more", chromedp.Click(chromedp.CSS(`.sections a[href="#cell-g"]`)))
	r.becomes("it is open again", `document.getElementById('cell-f').open`)
	r.do("to a part", chromedp.Navigate(page), chromedp.Click(chromedp.CSS(`.sections a[href="#cell-f"]`)))
	r.becomes("the part is open", `document.getElementById('cell-f').open`)
	r.do("from elsewhere", chromedp.Navigate(server.URL+"/ja/01_a.html#Inside"))
	r.becomes("it is open on arrival", `document.getElementById('cell-f').open`)
	r.do("to the end", chromedp.Navigate(page+"?"), chromedp.KeyEvent(kb.End))
	r.becomes("what is folded is not where the reader is", `document.querySelector('.sections [aria-current]')?.hash === '#cell-j'`)

	// Opened, the figure and its slider have their size.
	r.do("open what came", chromedp.Navigate(page), chromedp.Focus(chromedp.CSS(`.came summary`)), chromedp.KeyEvent(kb.Enter))
	r.becomes("the figure has its size", `document.querySelector('.came img').getBoundingClientRect().width > 300 && document.querySelector('.came input').getBoundingClientRect().width > 50`)

	// On paper all of it is there, but not the answer of a question.
	if _, err := chromedp.Call(r.tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		t.Fatal(err)
	}
	r.do("to print", chromedp.Navigate(page))
	r.becomes("all is printed", `[...document.querySelectorAll('.came img, .source pre, #cell-g h3, #cell-f h2')].every(`+shown+`)`)
	r.becomes("and no answer", `!`+shown+`(document.querySelector('.golessons-ask details'))`)
	for _, what := range r.trouble() {
		t.Error(what)
	}
}

// A prediction is made with keys, under the page's policy; it is shown where it is
// answered, on the page in the other language, and when the page is opened again.
func TestPrediction(t *testing.T) {
	b := builder(t)
	b.Lessons, b.Files = t.TempDir(), nil
	folding(t, b, "01_a.ipynb")
	dir := filepath.Join(t.TempDir(), "site")
	if _, _, err := b.Build(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.FileServer(http.Dir(filepath.Dir(dir))))
	defer server.Close()
	r := newReader(t, server.URL)
	page := server.URL + "/site/en/01_a.html"
	const (
		says     = `document.querySelector('.golessons-ask [aria-live]').textContent`
		recalled = `document.querySelector('.golessons-recall [aria-live]').textContent`
		chosen   = `[...document.querySelectorAll('.golessons-ask input')].findIndex(i => i.checked)`
		focus    = `[...document.querySelectorAll('.golessons-ask input')].indexOf(document.activeElement)`
	)
	is := func(what, script, want string) {
		t.Helper()
		r.becomes(fmt.Sprintf("%s: %q", what, want), fmt.Sprintf("String(%s).includes(%q)", script, want))
	}
	r.do("open", chromedp.EmulateViewport(390, 800), chromedp.Navigate(page))
	is("nothing is chosen", chosen, "-1")
	is("the answer is hidden", `document.querySelector('.golessons-ask details').checkVisibility()`, "false")
	is("who has not predicted is invited", recalled, "You have not predicted this yet. Go back to the question")
	is("by a link", `document.querySelector(document.querySelector('.golessons-recall a').hash).className`, "golessons-ask")

	// Arrows only move: the first choice is the one that stays.
	r.do("to the options", chromedp.Focus(chromedp.CSS(`.golessons-ask input`)), chromedp.KeyEvent(kb.ArrowDown))
	is("the next option has the focus", focus, "1")
	r.do("on and round", chromedp.KeyEvent(kb.ArrowRight), chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.ArrowUp), chromedp.KeyEvent(kb.ArrowLeft))
	is("the arrows have moved it", focus, "1")
	is("and chosen nothing", chosen, "-1")
	r.do("choose", chromedp.KeyEvent(" "))
	is("the verdict, in words", says, "✗ Not “exactly twice as long”. The answer is “less than twice as long”.")
	is("the reason", says, "The 5 minutes are paid once")
	is("it is read out", `document.querySelector('.golessons-ask [aria-live]').ariaLive`, "polite")
	is("what came is open", `document.querySelector('.came').open`, "true")
	is("and says what was predicted", recalled, "✗ You predicted “exactly twice as long”.")
	picture(t, r.tab, "predicted-en")
	for _, w := range axe(t, r.tab) {
		t.Error(w)
	}

	// To think again is allowed.
	r.do("choose another", chromedp.KeyEvent(kb.ArrowUp), chromedp.KeyEvent(kb.Enter))
	is("it is chosen", chosen, "0")
	is("its verdict", says, "✓ Right: less than twice as long")
	is("and what stays", says, "What you chose first stays: “exactly twice as long”.")
	is("the first is recalled", recalled, "✗ You predicted “exactly twice as long”.")

	r.do("the other language", chromedp.Navigate(server.URL+"/site/ja/01_a.html"))
	is("has the choice", chosen, "1")
	is("and its verdict", says, "✗「ちょうど 2 倍」ではありません。")
	is("which is not read out", `document.querySelector('.golessons-ask [aria-live]').ariaLive`, "off")
	picture(t, r.tab, "predicted-ja")
	is("and recalls it", recalled, "✗ あなたの予想は「ちょうど 2 倍」でした。")
	r.do("open again", chromedp.Navigate(page))
	is("the choice is there again", chosen, "1")
	if got := ask[string](r, `Object.entries(localStorage).join(' ')`); got != "golessons /site/ 00/double,1" {
		t.Errorf("the browser keeps %q", got)
	}

	// As in JupyterLab on a hub: each learner has an address of their own.
	ask[bool](r, `(document.body.insertAdjacentHTML('beforeend', '<script id="jupyter-config-data" type="application/json">{"baseUrl": "/user/b/"}</script>'),
		document.querySelectorAll('.golessons-ask input').forEach(i => { i.checked = false; }), delete document.querySelector('.golessons-ask').dataset.first,
		document.querySelectorAll('.golessons-ask style, .golessons-recall style').forEach(s => s.dispatchEvent(new Event('load'))), true)`)
	is("another learner's choice is not told", recalled, "You have not predicted this yet.")
	is("nor shown", chosen, "-1")
	for _, what := range r.trouble() {
		t.Error(what)
	}

	// Without a script there are the question and a fold with the answer.
	if _, err := chromedp.Call(r.tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	r.do("no scripts", chromedp.Navigate(page))
	r.do("the answer", chromedp.Click(chromedp.CSS(`.golessons-ask summary`)), chromedp.WaitVisible(chromedp.CSS(`.golessons-ask details p`)))
	r.do("what came", chromedp.Click(chromedp.CSS(`.came > summary`)), chromedp.WaitVisible(chromedp.CSS(`.golessons-recall > div > p`)))
}
