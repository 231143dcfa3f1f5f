package setup_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"golessons/internal/disktest"
	"golessons/internal/session"
	"golessons/internal/setup/setuptest"
)

var updateMistakes = flag.Bool("update-mistakes", false, "write testdata/mistakes.txt anew")

// The kernel explains beginners' mistakes in each language.
// testdata/mistakes.txt has a cell after each line ◆, and the output that is
// expected after the lines ◇. A kernel for each language runs them all, in
// order.
func TestKernelExplainsMistakes(t *testing.T) {
	file := filepath.Join("testdata", "mistakes.txt")
	cells := strings.Split(strings.TrimPrefix(disktest.Read(t, file), "◆ "), "\n◆ ")
	languages := []string{"en", "ja"}
	said := map[string][]string{}
	var wait sync.WaitGroup
	for _, language := range languages {
		k, _ := setuptest.StartKernel(t, "GOLESSONS_LANG="+language)
		defer k.Shutdown()
		said[language] = make([]string, len(cells))
		wait.Go(func() { saysOfMistakes(t, k, language, cells, said[language]) })
	}
	wait.Wait()
	if !*updateMistakes || t.Failed() {
		return
	}
	var out strings.Builder
	for i, cell := range cells {
		code, _, _ := strings.Cut(cell, "\n◇ ")
		out.WriteString("◆ " + strings.TrimRight(code, "\n") + "\n")
		for _, language := range languages {
			out.WriteString("◇ " + language + "\n" + said[language][i] + "\n")
		}
		out.WriteByte('\n')
	}
	if err := os.WriteFile(file, []byte(strings.TrimSuffix(out.String(), "\n")), 0o644); err != nil {
		t.Fatal(err)
	}
}

func saysOfMistakes(t *testing.T, k *session.Session, language string, cells, said []string) {
	for i, cell := range cells {
		name, rest, _ := strings.Cut(cell, "\n")
		code, _, _ := strings.Cut(rest, "\n◇ ")
		a, err := k.Execute(strings.TrimRight(code, "\n"))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		said[i] = steady(a.Text)
		_, want, _ := strings.Cut(rest, "\n◇ "+language+"\n")
		want, _, _ = strings.Cut(want, "\n◇ ")
		if want = strings.TrimRight(want, "\n"); said[i] != want && !*updateMistakes {
			t.Errorf("%s: in %s it says\n%s\nwant\n%s", name, language, said[i], want)
		}
		for _, noise := range []string{"gonb_", "exit status", "failed to run", "/tmp/", os.TempDir(), "main.go", "%!"} {
			if strings.Contains(a.Text+a.HTML, noise) {
				t.Errorf("%s: in %s it says %q:\n%s\n%s", name, language, noise, a.Text, a.HTML)
			}
		}
		if strings.Contains(a.Text, "▶") != strings.Contains(a.HTML, "▶") {
			t.Errorf("%s: in %s text and HTML differ:\n%s\n%s", name, language, a.Text, a.HTML)
		}
	}
}

// steady returns text without the parts that differ from run to run, and between
// versions of Go.
func steady(text string) string {
	for pattern, with := range map[string]string{
		`(?i)(cell|セル) \[\d+\]`:          "$1 [N]",
		`goroutine \d+`:                  "goroutine N",
		`(\w+\.go):\d+`:                  "$1:N",
		`\d{4}/\d\d/\d\d \d\d:\d\d:\d\d`: "DATE",
		`\(\d+\.\d\ds\)`:                 "(TIME)",
	} {
		text = regexp.MustCompile(pattern).ReplaceAllString(text, with)
	}
	// The call stack within a package may change.
	text = regexp.MustCompile(`(?m)^    \S.*\n    \t\S+\.go:N\n`).ReplaceAllString(text, "")
	var lines []string
	for line := range strings.Lines(text) {
		lines = append(lines, strings.TrimRight(line, " \t\n"))
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}
