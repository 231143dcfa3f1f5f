package lessons

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"golessons/internal/browser"
	"golessons/internal/course"
	"golessons/internal/notebook"
)

// notRun is what a test of this package could not do, and why.
var notRun []string

func TestMain(m *testing.M) {
	code := m.Run()
	// go test shows nothing of a package that passes: the terminal is asked
	// directly, where there is one.
	terminal, err := os.OpenFile("/dev/tty", os.O_WRONLY, 0)
	if err != nil {
		terminal = os.Stderr
	}
	for _, line := range notRun {
		fmt.Fprintln(terminal, "NOT RUN:", line)
	}
	os.Exit(code)
}

// findBrowser returns the browser; without one the test is named at the end as not
// run, or fails where a browser must be.
func findBrowser(t *testing.T) string {
	t.Helper()
	chromium, err := browser.Find()
	if err != nil {
		if browser.Needed() {
			t.Fatal(err)
		}
		notRun = append(notRun, t.Name()+": "+err.Error())
		t.Skip(err)
	}
	return chromium
}

// TestBrowser does what a learner does: go run ., open the printed URL, choose
// lesson 02, run all its cells, look.
func TestBrowser(t *testing.T) {
	state(t)
	chromium := findBrowser(t)
	for _, lang := range course.Languages {
		t.Run(lang, func(t *testing.T) { openAndRunAll(t, chromium, lang) })
	}
}

var printedURL = regexp.MustCompile(`http://127\.0\.0\.1:\d+/\S+`)

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

// openTab starts a browser with settings of its own.
func openTab(t *testing.T, chromium, home string) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium),
		chromedp.NoSandbox, // a container's root has none
		chromedp.WindowSize(1400, 1000),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.UserDataDir(filepath.Join(home, "chromium")),
	)
	ctx, cancel := context.WithTimeout(t.Context(), 6*time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil { // the browser lives as long as the context of the first call
		t.Fatal(err)
	}
	return ctx
}

// press moves the pointer to an element and clicks, as a hand does: the menus
// take a click only where the pointer has come before.
func press(t *testing.T, tab context.Context, what, element string) {
	t.Helper()
	waitFor(t, tab, what, time.Minute, element+`?.getBoundingClientRect().width > 0`)
	at, err := chromedp.Run(tab, chromedp.Evaluate[[]float64](`(() => { const r = `+element+`.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })()`))
	if err == nil {
		err = chromedp.Do(tab, chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at[0], at[1]), chromedp.MouseClickXY(at[0], at[1]))
	}
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
}

// kernelIs is a condition in the page: our kernel has the status.
func kernelIs(status string) string {
	return `[...document.querySelectorAll('.jp-Toolbar-kernelName')].some(e => e.textContent.includes('Go (lessons)')) &&
		document.querySelector('.jp-Notebook-ExecutionIndicator')?.dataset.status === '` + status + `'`
}

func waitFor(t *testing.T, tab context.Context, what string, limit time.Duration, condition string) {
	t.Helper()
	if _, err := chromedp.Run(tab, chromedp.Poll[bool](condition, chromedp.WithPollingTimeout(limit), chromedp.WithPollingInterval(50*time.Millisecond))); err != nil {
		picture(t, tab, filepath.Base(t.Name())+"-failed")
		t.Fatalf("%s: %v", what, err)
	}
}

// saved reads the notebook that JupyterLab is about to save.
func saved(t *testing.T, file string) *notebook.Notebook {
	t.Helper()
	deadline := time.Now().Add(20 * time.Second)
	for {
		nb, err := notebook.Read(file)
		if err == nil && hasRun(nb) {
			return nb
		}
		if time.Now().After(deadline) {
			t.Fatalf("JupyterLab saved no run (%v)", err)
		}
		time.Sleep(200 * time.Millisecond)
	}
}

// hasRun reports whether the last code cell has an output of the run.
func hasRun(nb *notebook.Notebook) bool {
	for i := len(nb.Cells) - 1; i >= 0; i-- {
		if c := nb.Cells[i]; c.Type == "code" && c.Source != "" {
			return c.ExecutionCount != nil
		}
	}
	return false
}

// startJupyter runs the launcher as a person does and returns the URL that it
// prints.
func startJupyter(t *testing.T, args ...string) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "golessons")
	build := exec.Command("go", "build", "-o", bin, "golessons")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	cmd := exec.Command(bin, args...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = cmd.Stdout
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Signal(syscall.SIGTERM)
		cmd.Wait()
	})
	lines := bufio.NewScanner(out)
	var said []string
	for lines.Scan() {
		said = append(said, lines.Text())
		if url := printedURL.FindString(lines.Text()); url != "" {
			go io.Copy(io.Discard, out)
			return url
		}
	}
	t.Fatalf("the launcher printed no URL:\n%s", strings.Join(said, "\n"))
	return ""
}
