package lessons

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"golessons/internal/course"
)

// TestBrowser does what a learner does: go run ., open the printed URL, choose
// lesson 02, run all its cells, look.
func TestBrowser(t *testing.T) {
	state(t)
	chromium := findBrowser(t)
	for _, lang := range course.Languages {
		t.Run(lang, func(t *testing.T) { openAndRunAll(t, chromium, lang) })
	}
}

func openAndRunAll(t *testing.T, chromium, lang string) {
	home := t.TempDir()
	url := startJupyter(t, "-no-browser", "-lang", lang, "-dir", filepath.Join(home, "レッスン 1"))
	// The committed outputs go, so that what is seen below is of this run.
	file := filepath.Join(home, "レッスン 1", lang, "02_relu.ipynb")
	blank := read(t, file)
	for _, c := range blank.Cells {
		c.Outputs, c.ExecutionCount = nil, nil
	}
	data, err := blank.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}

	tab := openTab(t, chromium, home)
	do := func(what string, actions ...chromedp.Action[chromedp.Void]) {
		t.Helper()
		ctx, cancel := context.WithTimeout(tab, 30*time.Second)
		defer cancel()
		if err := chromedp.Do(ctx, actions...); err != nil {
			picture(t, tab, lang+"-failed")
			t.Fatalf("%s: %v", what, err)
		}
	}
	do("open the start page", chromedp.Navigate(url), chromedp.WaitVisible(chromedp.CSS(`.jp-MarkdownViewer table`)))
	picture(t, tab, lang+"-start")
	press(t, tab, "the lesson's link on the start page", `[...document.querySelectorAll('.jp-MarkdownViewer a')].find(e => e.textContent === '02 ReLU')`)
	do("open the lesson", chromedp.WaitVisible(chromedp.CSS(`.jp-NotebookPanel .jp-Cell`)))
	waitFor(t, tab, "the kernel is ours and ready", time.Minute, kernelIs("idle"))
	choose := func(menu, command string) {
		t.Helper()
		press(t, tab, menu, `[...document.querySelectorAll('.lm-MenuBar-item')].find(e => e.textContent.trim() === '`+menu+`')`)
		press(t, tab, command, `document.querySelector('.lm-Menu-item[data-command="`+command+`"]')`)
	}
	choose(map[string]string{"ja": "実行", "en": "Run"}[lang], "runmenu:run-all")
	waitFor(t, tab, "the cells run", time.Minute, kernelIs("busy"))
	waitFor(t, tab, "all cells end", 3*time.Minute, kernelIs("idle")+` && ![...document.querySelectorAll('.jp-InputPrompt')].some(e => e.textContent.includes('*'))`)
	choose(map[string]string{"ja": "ファイル", "en": "File"}[lang], "docmanager:save")

	ran := saved(t, file)
	figures := 0
	for i, c := range ran.Cells {
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

	// A figure is visible when it has a size and is not all of one colour.
	figure := chromedp.CSS(`.jp-RenderedSVG img, .jp-RenderedSVG svg, .jp-RenderedImage img`)
	do("a figure is on the page", chromedp.WaitReady(figure), chromedp.ScrollIntoView(figure))
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
	picture(t, tab, lang)
	// In a narrow window it is smaller, and not cut.
	narrow, err := chromedp.Run(tab, chromedp.Evaluate[float64](`(() => {
		const img = document.querySelector('.jp-RenderedSVG img'), host = img.parentElement;
		host.style.maxWidth = '300px';
		const width = img.getBoundingClientRect().width;
		host.style.maxWidth = '';
		return width;
	})()`))
	if err != nil {
		t.Fatal(err)
	}
	if narrow > 300 {
		t.Errorf("where there are 300 pixels for it, the figure takes %.0f", narrow)
	}

	if lang == "ja" {
		// Without glyphs different characters look the same: the box that
		// stands for what a font does not have.
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
}
