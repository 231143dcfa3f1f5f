package celltable

import (
	"fmt"
	"hash/crc32"
	"html"
	"maps"
	"regexp"
	"slices"
	"strings"

	"golessons/internal/notebook"
)

// Show returns what a cell has shown as text: what it printed; what it displayed, as
// its types and its plain text; its error. What differs from run to run is left out
// (see [Steady]), and what is long is cut short.
func Show(outputs []*notebook.Output) string {
	var b strings.Builder
	title := func(format string, args ...any) {
		if s := b.String(); s != "" && !strings.HasSuffix(s, "\n") {
			b.WriteString("⏎\n") // no line end in the output itself
		}
		fmt.Fprintf(&b, "["+format+"]\n", args...)
	}
	last := "stdout"
	for _, o := range outputs {
		switch o.Type {
		case "stream":
			if o.Name != last {
				title("%s", o.Name)
			}
			last = o.Name
			b.WriteString(visible(o.Text))
		case "error":
			last = "error"
			title("%s: %s", o.EName, o.EValue)
			b.WriteString(strings.Join(o.Traceback, "\n"))
		default:
			last = o.Type
			title("shows %s", strings.Join(slices.Sorted(maps.Keys(o.Data)), ", "))
			b.WriteString(visible(plain(o.Data)))
		}
	}
	return Steady(short(b.String()))
}

var tags = regexp.MustCompile(`(?s)<style.*?</style>|<[^>]*>`)

// plain returns displayed data as text.
func plain(data map[string]any) string {
	if text, ok := data["text/plain"].(string); ok {
		return text
	}
	page, _ := data["text/html"].(string)
	markdown, _ := data["text/markdown"].(string)
	return strings.Join(strings.Fields(html.UnescapeString(tags.ReplaceAllString(page, " "))), " ") + markdown
}

// Text returns what a cell has shown as text, one output after the other.
func Text(outputs []*notebook.Output) string {
	var b strings.Builder
	for _, o := range outputs {
		text, _ := o.Data["text/plain"].(string)
		b.WriteString(o.Text + text + strings.Join(o.Traceback, "\n"))
	}
	return b.String()
}

// visible writes control characters so that they can be seen in a file.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' {
			return r + '␀'
		}
		return r
	}, text)
}

// most is how much of an output stands in a table, in bytes.
const most = 3000

// short cuts the middle out of a long text, and writes its length and checksum instead.
func short(text string) string {
	if len(text) <= most {
		return text
	}
	cut := func(s string) string { return strings.ToValidUTF8(s, "") }
	return fmt.Sprintf("%s\n[… %d bytes, CRC %08x …]\n%s",
		cut(text[:most/10]), len(text), crc32.ChecksumIEEE([]byte(text)), cut(text[len(text)-most/10:]))
}

// unsteady are the parts of an output that differ from run to run, and between
// versions of Go.
var unsteady = []struct {
	what *regexp.Regexp
	with string
}{
	{regexp.MustCompile(`(?i)(cell|セル) \[\d+\]`), "$1 [N]"},
	{regexp.MustCompile(`goroutine \d+`), "goroutine N"},
	{regexp.MustCompile(`(\w+\.go):\d+`), "$1:N"},
	{regexp.MustCompile(`\d{4}/\d\d/\d\d \d\d:\d\d:\d\d`), "DATE"},
	{regexp.MustCompile(`\(\d+\.\d\ds\)`), "(TIME)"},
	{regexp.MustCompile(`"/(?:[^"/]*/)*([^"/]*)"`), `"…/$1"`}, // folders
	// The call stack within a package may change.
	{regexp.MustCompile(`(?m)^    \S.*\n    \t\S+\.go:N\n`), ""},
}

// Steady returns text without the parts that differ from run to run.
func Steady(text string) string {
	for _, u := range unsteady {
		text = u.what.ReplaceAllString(text, u.with)
	}
	var lines []string
	for line := range strings.Lines(text) {
		lines = append(lines, strings.TrimRight(line, " \t\n"))
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}
