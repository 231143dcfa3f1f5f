package site_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"golessons/internal/browser"
)

// findBrowser returns the browser, or skips the test if there is none.
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

// openTab starts a browser for which no host exists but this machine. Trouble
// lists what it has asked for elsewhere, and what it has complained about.
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
			d := ev.ExceptionDetails
			what := d.Text
			if d.Exception != nil {
				what += " " + d.Exception.Description
			}
			say("a script failed: %s, at %s:%d:%d", what, d.URL, d.LineNumber+1, d.ColumnNumber+1)
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

// picture saves a picture of the whole page, for a person to look at, in the
// folder that GOLESSONS_SCREENSHOTS names, if it is set.
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
