package site_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"golessons/internal/browser/browsertest"
)

// The picture above a slider may be loaded before the slider: a page comes in
// pieces, and the picture is in the page itself.
func TestSliderComesAfterItsPicture(t *testing.T) {
	browsertest.Find(t)
	b := builder(t)
	b.Lessons = t.TempDir()
	b.Files = []string{"en/01_a.ipynb"}
	lesson(t, filepath.Join(b.Lessons, "en", "01_a.ipynb"), text("# Title\n"), shows("x := 1", frames(t)))
	dir := filepath.Join(t.TempDir(), "site")
	if _, _, err := b.Build(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	page := read(t, filepath.Join(dir, "en", "01_a.html"))
	at := strings.Index(page, ` onload="`)
	at += strings.Index(page[at:], ">") + 1
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, page[:at])
		w.(http.Flusher).Flush()
		time.Sleep(500 * time.Millisecond)
		fmt.Fprint(w, page[at:])
	}))
	defer server.Close()
	r := newReader(t, server.URL)
	r.do("open", chromedp.Navigate(server.URL+"/"))
	r.becomes("the slider is there", `!!document.querySelector('.golessons-frames input')?.checkVisibility()`)
	for _, s := range r.trouble() {
		t.Error(s)
	}
}
