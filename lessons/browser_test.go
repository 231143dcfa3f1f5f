package lessons

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"golessons/internal/notebook"
	"golessons/internal/words"
)

// TestBrowser does what a learner does: go run ., open the printed URL, choose lesson
// 02, run all its cells, and look at the page.
func TestBrowser(t *testing.T) {
	environment(t)
	chromium := findBrowser(t)
	for _, lang := range words.Tags() {
		t.Run(lang, func(t *testing.T) { openAndRunAll(t, chromium, lang) })
	}
}

// openAndRunAll opens lesson 02 from the start page of a language, runs all its cells,
// and looks at the page.
func openAndRunAll(t *testing.T, chromium, lang string) {
	home := t.TempDir()
	url := startJupyter(t, "-no-browser", "-lang", lang, "-dir", filepath.Join(home, "レッスン 1"))
	file := filepath.Join(home, "レッスン 1", lang, "02_relu.ipynb")

	tab := openTab(t, chromium, home)
	do(t, tab, "open the start page", chromedp.Navigate(url), chromedp.WaitVisible(chromedp.CSS(`.jp-MarkdownViewer table`)))
	picture(t, tab, lang+"-start")
	press(t, tab, "the lesson's link on the start page", `[...document.querySelectorAll('.jp-MarkdownViewer a')].find(e => e.textContent === '02 ReLU')`)
	do(t, tab, "open the lesson", chromedp.WaitVisible(chromedp.CSS(`.jp-NotebookPanel .jp-Cell`)))
	waitFor(t, tab, "the kernel is ours and ready", time.Minute, kernelIs("idle"))
	choose(t, tab, words.In(lang).Tests.RunMenu, "runmenu:run-all")
	waitFor(t, tab, "the cells run", time.Minute, kernelIs("busy"))
	waitFor(t, tab, "all cells end", 3*time.Minute, kernelIs("idle")+` && ![...document.querySelectorAll('.jp-InputPrompt')].some(e => e.textContent.includes('*'))`)
	choose(t, tab, words.In(lang).Tests.FileMenu, "docmanager:save")

	checkAllRan(t, saved(t, file))
	checkFigureIsVisible(t, tab)
	picture(t, tab, lang)
	checkFigureShrinks(t, tab)
	if lang == "ja" {
		checkJapaneseIsReadable(t, tab)
	}
}

// choose chooses a command from a menu. On a busy machine the menu may close again at
// once, when the notebook takes the focus; then choose opens it once more.
func choose(t *testing.T, tab context.Context, menu, command string) {
	t.Helper()
	item := `document.querySelector('.lm-Menu-item[data-command="` + command + `"]')`
	for end := time.Now().Add(time.Minute); ; {
		press(t, tab, menu, `[...document.querySelectorAll('.lm-MenuBar-item')].find(e => e.textContent.trim() === '`+menu+`')`)
		if poll(tab, 5*time.Second, visible(item)) == nil || time.Now().After(end) {
			break
		}
	}
	press(t, tab, command, item)
}

// checkAllRan checks that every code cell ran without an error, and that one drew a
// figure.
func checkAllRan(t *testing.T, nb *notebook.Notebook) {
	t.Helper()
	figures := 0
	for i, c := range nb.Cells {
		if c.Type != "code" || c.Source == "" {
			continue
		}
		if c.ExecutionCount == nil {
			t.Errorf("cell %d (%s) did not run", i+1, c.ID)
		}
		if e := c.Failed(); e != nil {
			t.Errorf("cell %d (%s): %s", i+1, c.ID, e.EValue)
		}
		for _, o := range c.Outputs {
			if o.Data["image/svg+xml"] != nil && o.Data["image/png"] != nil {
				figures++
			}
		}
	}
	if figures == 0 {
		t.Error("no cell drew a figure")
	}
}

// checkFigureIsVisible checks that the first figure has a size and is not all of one
// colour.
func checkFigureIsVisible(t *testing.T, tab context.Context) {
	t.Helper()
	figure := chromedp.CSS(`.jp-RenderedSVG img, .jp-RenderedSVG svg, .jp-RenderedImage img`)
	do(t, tab, "a figure is on the page", chromedp.WaitReady(figure), chromedp.ScrollIntoView(figure))
	var width, height int
	var spread float64
	for range 20 { // a browser that is busy paints it a moment later
		shot, err := chromedp.Run(tab, chromedp.Screenshot(figure, chromedp.NodeVisible))
		if err != nil {
			t.Fatal("picture of the figure: ", err)
		}
		if width, height, spread = measure(t, shot); spread >= 0.02 {
			break
		}
		time.Sleep(250 * time.Millisecond)
	}
	if width < 300 || height < 200 || spread < 0.02 {
		t.Errorf("the figure is %d by %d pixels with a spread of %.3f: too small, or blank", width, height, spread)
	}
}

// checkFigureShrinks checks that a figure is smaller in a narrow window, and not cut.
func checkFigureShrinks(t *testing.T, tab context.Context) {
	t.Helper()
	width, err := chromedp.Run(tab, chromedp.Evaluate[float64](`(() => {
		const img = document.querySelector('.jp-RenderedSVG img'), host = img.parentElement;
		host.style.maxWidth = '300px';
		const width = img.getBoundingClientRect().width;
		host.style.maxWidth = '';
		return width;
	})()`))
	if err != nil {
		t.Fatal(err)
	}
	if width > 300 {
		t.Errorf("where there are 300 pixels for it, the figure takes %.0f", width)
	}
}

// checkJapaneseIsReadable checks that there is Japanese text, and that its characters
// have glyphs: without them, different characters look the same, a box.
func checkJapaneseIsReadable(t *testing.T, tab context.Context) {
	t.Helper()
	same, err := chromedp.Run(tab, chromedp.Evaluate[bool](`(() => {
		const draw = s => { const c = document.createElement('canvas'); c.width = c.height = 40;
			const x = c.getContext('2d'); x.font = '30px ' + getComputedStyle(document.querySelector('.jp-RenderedMarkdown p')).fontFamily;
			x.fillText(s, 2, 32); return c.toDataURL(); };
		return draw('活') === draw('性') || draw('関') === draw('数');
	})()`))
	if err != nil {
		t.Fatal(err)
	}
	if same {
		t.Error("Japanese characters show as boxes")
	}
	text, err := chromedp.Run(tab, chromedp.TextContent(chromedp.CSS(`.jp-Notebook`)))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(text, "活性化関数") {
		t.Error("no Japanese text is on the page")
	}
}
