package lessons

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"golessons/internal/notebook"
)

// openTab starts a browser with an empty profile in home, and returns its tab.
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

// do runs actions in the tab within 30 seconds; what names them in the error.
func do(t *testing.T, tab context.Context, what string, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	ctx, cancel := context.WithTimeout(tab, 30*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		pictureOfFailure(t, tab)
		t.Fatalf("%s: %v", what, err)
	}
}

// press moves the pointer to an element and clicks: the menus take a click only
// where the pointer has moved before.
func press(t *testing.T, tab context.Context, what, element string) {
	t.Helper()
	waitFor(t, tab, what, time.Minute, visible(element))
	at, err := chromedp.Run(tab, chromedp.Evaluate[[]float64](`(() => { const r = `+element+`.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })()`))
	if err == nil {
		err = chromedp.Do(tab, chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at[0], at[1]), chromedp.MouseClickXY(at[0], at[1]))
	}
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
}

// kernelIs returns the condition that our kernel has the status, for waitFor.
func kernelIs(status string) string {
	return `[...document.querySelectorAll('.jp-Toolbar-kernelName')].some(e => e.textContent.includes('Go (lessons)')) &&
		document.querySelector('.jp-Notebook-ExecutionIndicator')?.dataset.status === '` + status + `'`
}

// visible returns the condition that an element is there and has a size, for waitFor.
func visible(element string) string { return element + `?.getBoundingClientRect().width > 0` }

// poll waits until the condition is true in the page.
func poll(tab context.Context, limit time.Duration, condition string) error {
	_, err := chromedp.Run(tab, chromedp.Poll[bool](condition, chromedp.WithPollingTimeout(limit), chromedp.WithPollingInterval(50*time.Millisecond)))
	return err
}

// waitFor waits until the condition, in JavaScript, is true in the page; what names it
// in the error.
func waitFor(t *testing.T, tab context.Context, what string, limit time.Duration, condition string) {
	t.Helper()
	if err := poll(tab, limit, condition); err != nil {
		pictureOfFailure(t, tab)
		t.Fatalf("%s: %v", what, err)
	}
}

// saved waits until JupyterLab has saved the notebook with outputs, and returns it.
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

// hasRun reports whether the last code cell has run.
func hasRun(nb *notebook.Notebook) bool {
	for i := len(nb.Cells) - 1; i >= 0; i-- {
		if c := nb.Cells[i]; c.Type == "code" && c.Source != "" {
			return c.ExecutionCount != nil
		}
	}
	return false
}
