package visitor

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	browsercdp "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Download does what has the page offer a file, and returns the file once it is whole.
// It lies in the folder dir, which must be empty before.
func (p *Page) Download(dir string, do func() error) (file string, err error) {
	if _, err := chromedp.CallBrowser(p.tab, browsercdp.SetDownloadBehavior, browsercdp.SetDownloadBehaviorParams{
		Behavior: browsercdp.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir}); err != nil {
		return "", err
	}
	if err := do(); err != nil {
		return "", err
	}
	for end := time.Now().Add(step); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		entries, err := os.ReadDir(dir)
		if err != nil {
			return "", err
		}
		// While it comes in, the browser has a second file, or one with another ending.
		if len(entries) == 1 && !strings.HasSuffix(entries[0].Name(), ".crdownload") && !strings.HasPrefix(entries[0].Name(), ".") {
			return filepath.Join(dir, entries[0].Name()), nil
		}
	}
	return "", errors.New("no file was downloaded within a minute")
}

// Upload does what has the page ask for a file, and chooses one.
func (p *Page) Upload(file string, do func() error) error {
	ctx, cancel := context.WithTimeout(p.tab, step)
	defer cancel()
	intercept := func(on bool) error {
		_, err := chromedp.Call(p.tab, page.SetInterceptFileChooserDialog, page.SetInterceptFileChooserDialogParams{Enabled: on})
		return err
	}
	asked := make(chan *page.EventFileChooserOpened, 1)
	if err := chromedp.Listen(ctx, func(event any) {
		if e, ok := event.(*page.EventFileChooserOpened); ok {
			select {
			case asked <- e:
			default:
			}
		}
	}); err != nil {
		return err
	}
	if err := intercept(true); err != nil {
		return err
	}
	defer intercept(false)
	if err := do(); err != nil {
		return err
	}
	select {
	case e := <-asked:
		_, err := chromedp.Call(p.tab, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: []string{file}, BackendNodeID: e.BackendNodeID})
		return err
	case <-ctx.Done():
		return fmt.Errorf("the page asked for no file: %w", ctx.Err())
	}
}

// BeforeScripts has a script run in each page of the tab before the page's own, such as
// one that takes a part of the browser away.
func (p *Page) BeforeScripts(script string) error {
	_, err := chromedp.Call(p.tab, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
	return err
}
