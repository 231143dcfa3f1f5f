package site_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"golessons/internal/browser"
)

// look is what a page says of itself once all of it is there.
type look struct {
	Lang, Title        string
	Description        string
	Formulas, Pictures int
	Wrong              []string // what a reader would stumble over
	Links              []string
}

// looks is the script that makes a look.
const looks = `(async () => {
	const wrong = [], say = (what, e) => wrong.push(what + ': ' + (e.outerHTML || e.textContent || e).slice(0, 200));
	const pictures = [...document.images];
	for (const p of pictures) {
		p.loading = 'eager';
		await p.decode().catch(() => say('a picture does not load', p));
		if (!p.naturalWidth || p.getBoundingClientRect().width < 50) say('a picture is too small', p);
		if (!p.alt || p.alt.startsWith('No description')) say('a picture has no description', p);
	}
	const formulas = [...document.querySelectorAll('math')];
	for (const f of formulas) {
		const r = f.getBoundingClientRect();
		if (r.width < 3 || r.height < 5) say('a formula has no size', f);
	}
	await document.fonts.ready;
	if (formulas.length && ![...document.fonts].every(f => f.status === 'loaded')) say('a font does not load', 'font');
	if (document.documentElement.scrollWidth > innerWidth) say('the page is wider than the window', document.documentElement.scrollWidth + ' > ' + innerWidth);
	// What is wider than the window scrolls in itself, by keyboard too.
	for (const e of document.querySelectorAll('main *')) {
		const r = e.getBoundingClientRect();
		if (r.right <= innerWidth + 1 || !r.width) continue;
		let scroller = e.parentElement;
		while (scroller && !/auto|scroll/.test(getComputedStyle(scroller).overflowX)) scroller = scroller.parentElement;
		if (!scroller || scroller === document.documentElement) say('something is cut', e);
		else if (scroller.tabIndex < 0 && !scroller.querySelector('[tabindex="0"]')) say('something scrolls, but not by keyboard', scroller);
	}
	for (const a of document.querySelectorAll('.anchor-link')) {
		const words = document.createRange();
		words.setStart(a.parentElement, 0);
		words.setEndBefore(a);
		if (a.getBoundingClientRect().top >= Math.max(...[...words.getClientRects()].map(r => r.bottom)) - 1) say('a heading has an empty line', a.parentElement);
	}
	for (const td of document.querySelectorAll('td')) {
		const parts = [...td.childNodes].find(n => n.nodeType === 3 && /^\s*(★\s)?\d\S*\s±\s\S+\s*$/.test(n.textContent));
		if (!parts) continue;
		const range = document.createRange();
		range.selectNodeContents(parts);
		if (new Set([...range.getClientRects()].map(r => Math.round(r.top))).size > 1) say('a mean and its spread are on two lines', td);
	}
	for (const e of document.querySelectorAll('.text_cell_render')) {
		for (const n of [...e.querySelectorAll('p, li, td, th')].flatMap(x => [...x.childNodes]).filter(n => n.nodeType === 3)) {
			if (/\$[^$\s][^$]*\$|\\(frac|begin|left|text)\b/.test(n.textContent)) say('a formula is left as it was', n);
		}
	}
	return {Lang: document.documentElement.lang, Title: document.title, Description: document.querySelector('meta[name=description]').content,
		Formulas: formulas.length, Pictures: pictures.length,
		Wrong: wrong, Links: [...document.querySelectorAll('a[href],link[href]')].map(a => a.getAttribute('href'))};
})()`

// contrasts is a script that lists the text that is too hard to tell from what
// is behind it: WCAG 2 AA asks for 4.5 to 1, and for 3 to 1 where it is large.
const contrasts = `(() => {
	const wrong = [];
	const paint = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
	const known = new Map();
	const rgba = c => {
		if (!known.has(c)) {
			paint.clearRect(0, 0, 1, 1); paint.fillStyle = c; paint.fillRect(0, 0, 1, 1);
			const d = paint.getImageData(0, 0, 1, 1).data;
			known.set(c, [d[0], d[1], d[2], d[3] / 255]);
		}
		return known.get(c);
	};
	const over = (a, b, opacity) => [0, 1, 2].map(i => a[i] * a[3] * opacity + b[i] * (1 - a[3] * opacity));
	const dark = matchMedia('(prefers-color-scheme: dark)').matches;
	const opacities = e => e ? getComputedStyle(e).opacity * opacities(e.parentElement) : 1;
	const behind = e => e ? over(rgba(getComputedStyle(e).backgroundColor), behind(e.parentElement), 1) : rgba(dark ? '#121212' : '#fff');
	const bright = c => { const l = c.slice(0, 3).map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * l[0] + .7152 * l[1] + .0722 * l[2]; };
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), done = new Set();
	for (let n; n = walk.nextNode();) {
		const e = n.parentElement;
		if (!n.textContent.trim() || done.has(e) || e.closest('script, style, svg')) continue;
		done.add(e);
		const s = getComputedStyle(e), size = parseFloat(s.fontSize), back = behind(e);
		const [a, b] = [bright(over(rgba(s.color), back, opacities(e))), bright(back)].sort((x, y) => y - x);
		const least = size >= 24 || size >= 18.66 && s.fontWeight >= 700 ? 3 : 4.5, is = (a + .05) / (b + .05);
		if (is < least) wrong.push('text is hard to tell from what is behind it (' + is.toFixed(2) + '): ' + e.outerHTML.slice(0, 200));
	}
	return wrong.slice(0, 5);
})()`

// axe lists what axe-core finds fault with, by all of its rules or the named
// ones. testdata/axe-core says where it comes from.
func axe(t *testing.T, tab context.Context, rules ...string) []string {
	t.Helper()
	source := axeSource(t)
	only := "{}"
	if len(rules) > 0 {
		only = `{runOnly: ["` + strings.Join(rules, `", "`) + `"]}`
	}
	ctx, cancel := context.WithTimeout(tab, 2*time.Minute)
	defer cancel()
	found, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](source+`;
axe.run(document, {preload: false, resultTypes: ['violations'], ...`+only+`}).then(r => r.violations.flatMap(v => v.nodes.map(n =>
	v.id + ' (' + v.help + '): ' + n.html.slice(0, 200))))`, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal("axe: ", err)
	}
	return found
}

var axeSource = func() func(t *testing.T) string {
	var once sync.Once
	var source []byte
	var err error
	return func(t *testing.T) string {
		once.Do(func() { source, err = os.ReadFile(filepath.Join("testdata", "axe-core", "axe.min.js")) })
		if err != nil {
			t.Fatal(err)
		}
		return string(source)
	}
}()

// TestBrowser reads every page of the site, the checkout's lessons and a
// lesson with a slider, in a browser that reaches nothing but the pages: from
// the disk or from a web server, wide or narrow, light and dark.
func TestBrowser(t *testing.T) {
	b := builder(t)
	chromium := findBrowser(t)
	lessons := filepath.Join(t.TempDir(), "lessons")
	for _, lang := range b.Languages {
		copyDir(t, filepath.Join(b.Lessons, lang), filepath.Join(lessons, lang))
		lesson(t, filepath.Join(lessons, lang, "99_slider.ipynb"), text("# 99 λ\n\n$$\n\\begin{aligned} L &= \\frac{1}{n}\\sum_i \\hat y_i^2 \\\\ &\\quad + \\lambda\\lVert\\mathbf{w}\\rVert^2,\\ \\mathrm{損失} \\end{aligned}\n$$"),
			shows("x := 1", frames(t)), shows("", map[string]string{"text/html": "<details><summary>Hint</summary><p>Halve it.</p></details>", "text/plain": "Hint"}))
		b.Files = append(b.Files, lang+"/99_slider.ipynb")
	}
	b.Lessons = lessons
	dir := filepath.Join(t.TempDir(), "サイト 1")
	began := time.Now()
	if _, _, err := b.Build(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d lessons written in %.1f s", len(b.Files), time.Since(began).Seconds())

	server := httptest.NewServer(http.StripPrefix("/golessons/", http.FileServer(http.Dir(dir))))
	defer server.Close()
	tab, trouble := openTab(t, chromium, server.URL)
	do := func(what string, actions ...chromedp.Action[chromedp.Void]) {
		t.Helper()
		ctx, cancel := context.WithTimeout(tab, 30*time.Second)
		defer cancel()
		if err := chromedp.Do(ctx, actions...); err != nil {
			t.Fatalf("%s: %v", what, err)
		}
	}
	theme := func(name string) {
		t.Helper()
		if _, err := chromedp.Call(tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}}}); err != nil {
			t.Fatal(err)
		}
	}
	disk := (&url.URL{Scheme: "file", Path: dir}).String()
	pages, err := filepath.Glob(filepath.Join(dir, "*", "*.html"))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{} // pages of a language
	for _, file := range append(pages, filepath.Join(dir, "index.html")) {
		name, err := filepath.Rel(dir, file)
		if err != nil {
			t.Fatal(err)
		}
		lang := filepath.Dir(name)
		if lang == "." {
			lang = "en"
		}
		// Each page once; what is light or wide or from the disk in one
		// language is the contrary in the other.
		n, l := seen[lang], slices.Index(b.Languages, lang)
		seen[lang]++
		at, width := disk, int64(1280)
		if (n+l)%2 == 1 {
			at, width = server.URL+"/golessons", 390
		}
		theme("light")
		do(name, chromedp.EmulateViewport(width, 900), chromedp.Navigate(at+"/"+filepath.ToSlash(name)))
		got, err := chromedp.Run(tab, chromedp.Evaluate[look](looks, chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		got.Wrong = append(got.Wrong, axe(t, tab)...)
		for _, mode := range []string{"light", "dark"} {
			theme(mode)
			pale, err := chromedp.Run(tab, chromedp.Evaluate[[]string](contrasts))
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if mode == "dark" { // of axe's rules this is the one that a theme matters to
				pale = append(pale, axe(t, tab, "color-contrast")...)
			}
			for _, w := range pale {
				got.Wrong = append(got.Wrong, mode+": "+w)
			}
			picture(t, tab, fmt.Sprintf("%s-%d-%s", strings.ReplaceAll(name, string(filepath.Separator), "-"), width, mode))
		}
		for _, w := range got.Wrong {
			t.Errorf("%s, %d wide: %s", name, width, w)
		}
		if got.Lang != lang || got.Title == "" {
			t.Errorf("%s says it is in %q and called %q", name, got.Lang, got.Title)
		}
		if strings.Contains(name, "02_relu") && (got.Formulas < 20 || got.Pictures < 5) {
			t.Errorf("%s has %d formulas and %d pictures", name, got.Formulas, got.Pictures)
		}
		if n := len([]rune(got.Description)); n < 20 || n > 200 {
			t.Errorf("%s describes itself as %q", name, got.Description)
		}
		checkLinks(t, dir, name, got.Links)
	}

	for _, what := range trouble() {
		t.Error(what)
	}
}

func findBrowser(t *testing.T) string {
	t.Helper()
	chromium, err := browser.Find()
	if err != nil {
		if browser.Needed() {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	return chromium
}

// checkLinks follows the links of a page by its files.
func checkLinks(t *testing.T, dir, name string, links []string) {
	t.Helper()
	for _, l := range links {
		u, err := url.Parse(l)
		if err != nil {
			t.Errorf("%s links to %q: %v", name, l, err)
			continue
		}
		if u.Scheme != "" { // elsewhere, or an icon in the page itself
			continue
		}
		if u.Host != "" || strings.HasPrefix(u.Path, "/") {
			t.Errorf("%s links to %q, which is not relative", name, l)
		}
		to := filepath.Join(dir, filepath.Dir(name), filepath.FromSlash(u.Path))
		if u.Path == "" {
			to = filepath.Join(dir, name)
		}
		data, err := os.ReadFile(to)
		if err != nil || !strings.HasPrefix(to, dir) {
			t.Errorf("%s links to %q, which is not there", name, l)
		}
		has := func(id string) bool {
			return strings.Contains(string(data), `id="`+strings.ReplaceAll(id, "&", "&amp;")+`"`)
		}
		if u.Fragment != "" && !has(u.Fragment) && !has(u.EscapedFragment()) {
			t.Errorf("%s links to %q, and the page has no such place", name, l)
		}
	}
}

// openTab starts a browser that finds no host, and watches what it asks for
// and complains of.
func openTab(t *testing.T, chromium, server string) (tab context.Context, trouble func() []string) {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium),
		chromedp.NoSandbox, // a container's root has none
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
		chromedp.Flag("proxy-server", "direct://"),
		chromedp.Flag("disable-component-update", true),
		chromedp.UserDataDir(filepath.Join(t.TempDir(), "chromium")),
	)
	ctx, cancel := context.WithTimeout(t.Context(), 15*time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	var mu sync.Mutex
	var seen []string
	say := func(format string, args ...any) {
		mu.Lock()
		defer mu.Unlock()
		seen = append(seen, fmt.Sprintf(format, args...))
	}
	if err := chromedp.Listen(ctx, func(ev any) {
		switch ev := ev.(type) {
		case *network.EventRequestWillBeSent:
			u := ev.Request.URL
			if !strings.HasPrefix(u, "file:") && !strings.HasPrefix(u, "data:") && !strings.HasPrefix(u, server+"/") {
				say("%s asks for %s", ev.DocumentURL, u)
			}
		case *network.EventResponseReceived:
			if ev.Response.Status >= 400 {
				say("%d for %s", ev.Response.Status, ev.Response.URL)
			}
		case *runtime.EventExceptionThrown:
			say("a script failed: %v", ev.ExceptionDetails)
		case *runtime.EventConsoleAPICalled:
			say("a script says something: %v", ev.Type)
		case *log.EventEntryAdded:
			say("the browser complains: %s %s", ev.Entry.Text, ev.Entry.URL)
		}
	}); err != nil {
		t.Fatal(err)
	}
	return ctx, func() []string {
		mu.Lock()
		defer mu.Unlock()
		return seen
	}
}

// picture keeps a picture of the whole page for a person to look at, in the
// folder that GOLESSONS_SCREENSHOTS names.
func picture(t *testing.T, tab context.Context, name string) {
	t.Helper()
	dir := os.Getenv("GOLESSONS_SCREENSHOTS")
	if dir == "" {
		return
	}
	shot, err := chromedp.Run(tab, chromedp.FullScreenshot(100))
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "site-"+name+".png"), shot, 0o644)
	}
	if err != nil {
		t.Log("no picture: ", err)
	}
}

func copyDir(t *testing.T, from, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
}
