package visitor

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// Go opens an address.
func (p *Page) Go(url string) error { return p.Do(chromedp.Navigate(url)) }

// Reload loads the page again.
func (p *Page) Reload() error { return p.Do(chromedp.Reload()) }

// Ask returns what a script returns in the page. It waits for a promise.
func Ask[T any](p *Page, script string) (T, error) { return AskWithin[T](p, step, script) }

// AskWithin is Ask with another limit than a minute.
func AskWithin[T any](p *Page, limit time.Duration, script string) (T, error) {
	ctx, cancel := context.WithTimeout(p.tab, limit)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		return v, fmt.Errorf("%s: %w", script, err)
	}
	return v, nil
}

// Until waits until a script returns true, on this page or on the one that is being
// loaded; what names it in the error.
func (p *Page) Until(what string, limit time.Duration, script string) error {
	var err error
	for end := time.Now().Add(limit); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		var is bool
		is, err = AskWithin[bool](p, limit, `Promise.resolve(`+script+`).then(is => !!is)`)
		if is && err == nil {
			return nil
		}
		if p.tab.Err() != nil {
			return p.tab.Err()
		}
	}
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return fmt.Errorf("%s: not within %v", what, limit)
}

// Click moves the pointer to the element that a script returns and clicks: JupyterLab's
// menus take a click only where the pointer has moved before.
func (p *Page) Click(element string) error {
	if err := p.Until("there is "+element, step, `(`+element+`)?.getBoundingClientRect().width > 0`); err != nil {
		return err
	}
	at, err := Ask[[]float64](p, `(() => { const e = `+element+`; e.scrollIntoViewIfNeeded(); const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })()`)
	if err != nil {
		return err
	}
	return p.Do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at[0], at[1]), chromedp.MouseClickXY(at[0], at[1]))
}

// Key presses a key, with modifiers.
func (p *Page) Key(key string, with ...chromedp.Modifier) error {
	return p.Do(chromedp.KeyEvent(key, chromedp.KeyModifiers(with...)))
}

// Text returns the text of the page that can be seen.
func (p *Page) Text() (string, error) { return Ask[string](p, `document.body.innerText`) }

// ScreenshotsVariable names the environment variable with a folder for pictures.
const ScreenshotsVariable = "GOLESSONS_SCREENSHOTS"

// Picture saves a picture of the window, for a person to look at, in the folder that
// GOLESSONS_SCREENSHOTS names, if it is set.
func (p *Page) Picture(name string) error {
	dir := os.Getenv(ScreenshotsVariable)
	if dir == "" {
		return nil
	}
	ctx, cancel := context.WithTimeout(p.tab, step)
	defer cancel()
	shot, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "visitor-"+strings.ReplaceAll(name, "/", "-")+".png"), shot, 0o644)
}
