package lessons

import (
	"fmt"
	"os"
	"testing"

	"golessons/internal/browser"
)

// notRun has a line for each test that could not run, with the reason.
var notRun []string

func TestMain(m *testing.M) {
	code := m.Run()
	// go test shows no output of a package that passes, so write to the
	// terminal, if there is one.
	terminal, err := os.OpenFile("/dev/tty", os.O_WRONLY, 0)
	if err != nil {
		terminal = os.Stderr
	}
	for _, line := range notRun {
		fmt.Fprintln(terminal, "NOT RUN:", line)
	}
	os.Exit(code)
}

// findBrowser returns the browser. Without one it skips the test, which is listed at
// the end as not run, or fails it where a browser is required.
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
