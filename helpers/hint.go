package helpers

import (
	"fmt"
	"html"
	"strings"

	"golessons/helpers/handlers"
	"golessons/helpers/internal/display"
	"golessons/internal/words"
)

// Hint shows the hints for an exercise, folded. A click or Enter unfolds the
// first, inside which is the next one; no kernel needs to run for it. Text between
// `backticks` is code, and a hint that is only code may have several lines.
// Outside a notebook the first hint is printed, with the number of the others.
func Hint(hints ...string) {
	if len(hints) == 0 {
		fmt.Println(words.T("There is no hint for this exercise."))
		return
	}
	display.Show(hintOutput(hints))
}

// hintOutput returns the hints, each folded inside the one before.
func hintOutput(hints []string) display.Output {
	label := func(i int) string {
		return words.Sprintf("Hint %d of %d", i+1, len(hints))
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<div style="max-width:46em" onkeydown="%s">`, html.EscapeString(handlers.Keys))
	for i, hint := range hints {
		fmt.Fprintf(&b, `<details style="margin:.4em 0 .4em 1em"><summary style="cursor:pointer">%s</summary>%s`,
			label(i), hintHTML(hint))
	}
	b.WriteString(strings.Repeat("</details>", len(hints)))
	b.WriteString("</div>")
	text := label(0) + ": " + hints[0]
	if rest := len(hints) - 1; rest > 0 {
		text += words.Sprintf(" (%d more)", rest)
	}
	return display.Output{HTML: b.String(), Text: text}
}

// hintHTML returns a hint as HTML. Text between backticks is code; a hint that
// is only code is a block.
func hintHTML(hint string) string {
	const at, code = "margin:.4em 0 .4em 1em", "font-family:var(--jp-code-font-family,monospace)"
	parts := strings.Split(hint, "`")
	if len(parts)%2 == 0 { // a backtick without a partner is a character like any other
		last := len(parts) - 1
		parts = append(parts[:last-1], parts[last-1]+"`"+parts[last])
	}
	if len(parts) == 3 && strings.TrimSpace(parts[0]+parts[2]) == "" {
		return fmt.Sprintf(`<pre style="%s;white-space:pre-wrap"><code style="%s">%s</code></pre>`, at, code, html.EscapeString(parts[1]))
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<p style="%s">`, at)
	for i, part := range parts {
		if part = html.EscapeString(part); i%2 == 1 {
			part = fmt.Sprintf(`<code style="%s">%s</code>`, code, part)
		}
		b.WriteString(part)
	}
	b.WriteString("</p>")
	return b.String()
}
