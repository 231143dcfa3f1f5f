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
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"golessons/internal/browser/browsertest"
)

// TestBrowser looks at every page of the site, the checkout's lessons and a
// lesson with a slider, in a browser that reaches nothing but the pages: from
// the disk or from a web server, wide or narrow, light and dark. It takes a
// minute or more: axe-core goes through all elements of some 20 pages twice.
func TestBrowser(t *testing.T) {
	b := builder(t)
	browsertest.Find(t)
	lessons := filepath.Join(t.TempDir(), "lessons")
	for _, lang := range b.Languages {
		copyDir(t, filepath.Join(b.Lessons, lang), filepath.Join(lessons, lang))
		lesson(t, filepath.Join(lessons, lang, "99_slider.ipynb"), text("# 99 λ\n\n$$\n\\begin{aligned} L &= \\frac{1}{n}\\sum_i \\hat y_i^2 \\\\ &\\quad + \\lambda\\lVert\\mathbf{w}\\rVert^2,\\ \\mathrm{損失} \\end{aligned}\n$$"),
			shows("x := 1", frames(t)), shows("", map[string]string{"text/html": "<details><summary>Hint</summary><p>Halve it.</p></details>", "text/plain": "Hint"}))
		b.Files = append(b.Files, lang+"/99_slider.ipynb")
	}
	b.Lessons = lessons
	folding(t, b, "99_folds.ipynb")
	dir := filepath.Join(t.TempDir(), "サイト 1")
	began := time.Now()
	if _, _, err := b.Build(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d lessons written in %.1f s", len(b.Files), time.Since(began).Seconds())

	server := httptest.NewServer(http.StripPrefix("/golessons/", http.FileServer(http.Dir(dir))))
	defer server.Close()
	tab, trouble := openTab(t, server.URL)
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
		// Each page is looked at once: wide and from the disk in one language,
		// narrow and from the server in the other.
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
			t.Errorf("%s has the language %q and the title %q", name, got.Lang, got.Title)
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

// checkLinks checks that each link of a page leads to a file of the site.
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

func copyDir(t *testing.T, from, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
}
