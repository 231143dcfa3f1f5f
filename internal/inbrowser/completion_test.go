package inbrowser

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"golessons/internal/visitor"
)

// After a name and a dot come the names that it has, and Shift+Tab shows what one of
// them is.
func TestCompletionAndHelp(t *testing.T) {
	h, b := shared(t)
	l := write(t, b, h, "en", "import \"golessons/mlx\"\n\n// half returns half of x.\nfunc half(x float64) float64 { return x / 2 }", "%%\n")
	shows(t, l, 0)
	for _, tt := range []struct{ code, want string }{
		{"%%\nf := mlx.Leaky", "LeakyReLU"},
		{"import \"golessons/helpers\"\n%%\nhelpers.", "Claim"},
		{"%%\nfmt.Printl", "Println"},
		{"%%\nfmt.", "Sprintf"},
		{"%%\nstrings.Rep", "ReplaceAll"},
		{"%%\n// 😀, two units of UTF-16\ns := \"日本😀語\"; fmt.Printl", "Println"},
		{"%%\nfmt.Println(hal", "half"},
		{"%%\nmodel := mlx.Sequential(mlx.ReLU())\nmodel.For", "Forward"},
	} {
		matches, err := l.Complete(tt.code)
		must(t, err)
		if !slices.ContainsFunc(matches, func(m string) bool { return strings.Contains(m, tt.want) }) {
			t.Errorf("%q completes to %q, want %s", tt.code, matches, tt.want)
		}
	}
	for _, tt := range []struct{ code, at, want string }{
		{"%%\nf := mlx.ReLU()\nfmt.Println(f)", "ReLU", "func mlx.ReLU"},
		{"%%\nf := mlx.ReLU()\nfmt.Println(f)", "ReLU", "max(0, x)"},
		{"%%\nwho := \"🧑‍⚕️\"; fmt.Println(who)", "Println", "func fmt.Println"},
		{"%%\nfmt.Println(half(1))", "half", "half returns half of x."},
	} {
		runes := []rune(tt.code[:strings.Index(tt.code, tt.at)])
		help, err := l.Inspect(tt.code, len(runes)+2)
		must(t, err)
		if !strings.Contains(help, tt.want) {
			t.Errorf("%q: help is %q, want %q", tt.code, help, tt.want)
		}
	}

	// With keys: Tab opens a menu of names, Enter takes one, Shift+Tab opens the help.
	typed := func(code string) {
		t.Helper()
		must(t, l.Change(1, "%%\n"))
		must(t, l.Click(`document.querySelector('.jp-NotebookPanel:not(.lm-mod-hidden)')?.querySelectorAll('.jp-CodeCell .cm-content')[1]`))
		must(t, l.Key(kb.End, chromedp.ModifierCtrl))
		must(t, l.Do(chromedp.KeyEvent(code)))
	}
	typed("f := mlx.Leaky")
	until(t, l, "the name is completed, or the menu shows it", func() error { return l.Key(kb.Tab) },
		`document.querySelector('.jp-Completer')?.textContent.includes('LeakyReLU') || [...document.querySelectorAll('.cm-content')].some(e => e.textContent.includes('mlx.LeakyReLU'))`)
	must(t, l.Picture("completion"))
	must(t, l.Key(kb.Escape))
	typed("f := mlx.ReLU")
	until(t, l, "the help is open", func() error { return l.Key(kb.Tab, chromedp.ModifierShift) },
		`document.querySelector('.jp-Tooltip')?.textContent.includes('mlx.ReLU')`)
	must(t, l.Picture("help"))
}

// until presses keys until something is true: JupyterLab gives an answer up that takes
// long, as the first one may where the machine has other things to do.
func until(t *testing.T, l *visitor.Lesson, what string, press func() error, script string) {
	t.Helper()
	var err error
	for range 6 {
		must(t, press())
		if err = l.Until(what, 20*time.Second, script); err == nil {
			return
		}
	}
	t.Fatal(err)
}
