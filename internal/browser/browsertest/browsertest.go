// Package browsertest starts browsers for tests.
package browsertest

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"golessons/internal/browser"
)

// Find returns the browser's path. If there is none it skips the test, or fails it
// where no test may be left out.
func Find(t testing.TB) string {
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

// Tab starts a browser with an empty profile, which reaches no host but this
// machine, and returns its tab. Both end with the test, or when the limit is over.
func Tab(t testing.TB, limit time.Duration) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(Find(t)),
		chromedp.NoSandbox, // a container's root has none
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
		chromedp.Flag("proxy-server", "direct://"),
		chromedp.Flag("disable-component-update", true),
		chromedp.UserDataDir(filepath.Join(t.TempDir(), "chromium")),
	)
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	return ctx
}
