package lessons

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"golessons/helpers/progress"
)

// TestStartPageIsUpToDate solves an exercise in Japanese while the English start page
// is open, and comes back to the page's tab.
func TestStartPageIsUpToDate(t *testing.T) {
	environment(t)
	home := t.TempDir()
	dir := filepath.Join(home, "lessons")
	url := startJupyter(t, "-no-browser", "-lang", "en", "-dir", dir)
	tab := openTab(t, findBrowser(t), home)
	solve := func(exercise string) {
		t.Helper()
		file, err := os.OpenFile(filepath.Join(dir, progress.File), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		if _, err := file.WriteString(progress.Entry{Time: time.Now(), Lesson: "ja/02_relu", Exercise: exercise, Passed: true}.String()); err != nil {
			t.Fatal(err)
		}
	}
	exercises, err := read(t, "ja/02_relu.ipynb").Checked()
	if err != nil || len(exercises) == 0 {
		t.Fatalf("lesson 02 has the exercises %q (%v)", exercises, err)
	}
	says := func(text string) string {
		return `document.querySelector('.jp-MarkdownViewer')?.innerText.includes('` + text + `')`
	}
	do(t, tab, "open the start page", chromedp.Navigate(url), chromedp.WaitVisible(chromedp.CSS(`.jp-MarkdownViewer table`)))
	waitFor(t, tab, "nothing is solved at first", 10*time.Second, `!(`+says("exercises solved")+`) && `+says("New here?"))
	press(t, tab, "the lesson's link", `[...document.querySelectorAll('.jp-MarkdownViewer a')].find(e => e.textContent === '02 ReLU')`)
	do(t, tab, "open the lesson", chromedp.WaitVisible(chromedp.CSS(`.jp-NotebookPanel .jp-Cell`)))
	solve(exercises[0])
	press(t, tab, "the page's tab", `[...document.querySelectorAll('.lm-DockPanel-tabBar .lm-TabBar-tab')].find(e => e.innerText.includes('index.md'))`)
	waitFor(t, tab, "back in its tab, the page counts one", 30*time.Second, says(": 1 of"))
}
