package site_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A script in a cell's output that is not ours does not run, first because it is
// removed, then because the page's policy forbids it.
func TestPolicy(t *testing.T) {
	asked := make(chan string, 100)
	elsewhere := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { asked <- r.URL.Path }))
	defer elsewhere.Close()
	const bad = `<script>document.title = 'ran'</script><img src="data:," onerror="document.title = 'ran'"><p onclick="document.title='ran'" class="bait">x</p>` +
		`<a href="javascript:document.title='ran'" class="bait">y</a><svg width="60" height="60"><script>document.title='ran'</script><rect width="60" height="60" onclick="document.title='ran'" class="bait"/></svg>`
	b := builder(t)
	b.Lessons = t.TempDir()
	b.Files = []string{"en/01_a.ipynb"}
	drawn := `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60" onload="document.title='ran'"><rect width="60" height="60"/></svg>`
	lesson(t, filepath.Join(b.Lessons, "en", "01_a.ipynb"), text("# Title\n\n"+bad), shows("x", map[string]string{"text/html": bad, "text/plain": "x"}),
		shows("y", map[string]string{"image/svg+xml": drawn, "text/plain": "y"}), shows("z", frames(t)))
	dir := filepath.Join(t.TempDir(), "site")
	if _, _, err := b.Build(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "en", "01_a.html")
	page := read(t, file)
	if n := strings.Count(page, "'ran'"); n != 0 {
		t.Errorf("%d scripts of outputs are on the page", n)
	}
	for _, own := range []string{"onload=", "oninput=", "onkeydown="} {
		if n := strings.Count(page, own); n != 1 {
			t.Errorf("%d times %s is on the page, want 1: that of the slider", n, own)
		}
	}
	// Put it back, as if nothing had been removed.
	put(t, file, strings.Replace(page, "<main", bad+`<iframe srcdoc="<script>parent.document.title='ran'</script>"></iframe><link rel="stylesheet" href="`+elsewhere.URL+`/x.css"><img src="`+elsewhere.URL+`/x.png" alt="">`+drawn+"<main", 1))

	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	defer server.Close()
	for _, at := range []string{(&url.URL{Scheme: "file", Path: dir}).String(), server.URL} {
		r := newReader(t, server.URL)
		r.do("open", chromedp.Navigate(at+"/en/01_a.html"), chromedp.WaitVisible(chromedp.CSS(`.golessons-frames input`)))
		for i := range 3 {
			ask[bool](r, fmt.Sprintf(`(document.querySelectorAll('.bait')[%d].dispatchEvent(new MouseEvent('click', {bubbles: true})), true)`, i))
		}
		r.do("wait", chromedp.Sleep(300*time.Millisecond))
		if title := ask[string](r, `document.title`); title != "Title" {
			t.Errorf("%s: a script of an output ran: the title is %q", at, title)
		}
		if !slices.ContainsFunc(r.trouble(), func(s string) bool { return strings.Contains(s, "Content Security Policy") }) {
			t.Errorf("%s: the browser says nothing of the policy: %q", at, r.trouble())
		}
		for len(asked) > 0 {
			t.Errorf("%s: the page has fetched %s", at, <-asked)
		}
		r.do("the slider", chromedp.Focus(chromedp.CSS(`.golessons-frames input`)), chromedp.KeyEvent(kb.ArrowRight))
		r.becomes(at+": the slider moves", `document.querySelector('.golessons-frames output').value === 'λ = 0.1'`)
		r.becomes(at+": the style sheet holds", `getComputedStyle(document.querySelector('.skip')).position === 'absolute'`)
		r.becomes(at+": the page's script has run", `document.querySelector('.contents details').open === matchMedia('(min-width: 70rem)').matches`)
	}
}
