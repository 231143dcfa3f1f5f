package helpers

import (
	"fmt"
	"html"
	"strings"

	"golessons/helpers/internal/door"
	"golessons/helpers/internal/lang"
)

// Hint offers the hints to an exercise, closed. A click opens the first, and
// only inside it stands the next one. It needs no running kernel. Where there
// is no HTML the first hint is printed and the number of further ones.
func Hint(hints ...string) {
	if len(hints) == 0 {
		fmt.Println(lang.T("この練習問題にヒントはありません。", "There is no hint for this exercise."))
		return
	}
	door.Show(hintOutput(hints))
}

func hintOutput(hints []string) door.Output {
	label := func(i int) string {
		return fmt.Sprintf(lang.T("ヒント %d/%d", "Hint %d of %d"), i+1, len(hints))
	}
	var b strings.Builder
	b.WriteString(`<div style="max-width:46em">`)
	for i, hint := range hints {
		fmt.Fprintf(&b, `<details style="margin:.4em 0 .4em 1em"><summary style="cursor:pointer">%s</summary><p style="margin:.4em 0 .4em 1em">%s</p>`,
			label(i), html.EscapeString(hint))
	}
	b.WriteString(strings.Repeat("</details>", len(hints)))
	b.WriteString("</div>")
	text := label(0) + ": " + hints[0]
	if rest := len(hints) - 1; rest > 0 {
		text += fmt.Sprintf(lang.T("(ほかに %d 個あります)", " (%d more)"), rest)
	}
	return door.Output{HTML: b.String(), Text: text}
}
