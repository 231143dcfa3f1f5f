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

	"golessons/internal/browser/browsertest"
)

// openTab starts a browser for which no host exists but this machine. Trouble
// lists what it has asked for elsewhere, and what it has complained about.
func openTab(t *testing.T, server string) (tab context.Context, trouble func() []string) {
	t.Helper()
	ctx := browsertest.Tab(t, 15*time.Minute)
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
