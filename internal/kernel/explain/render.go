package explain

import (
	"fmt"
	"html"
	"strings"

	"golessons/internal/words"
)

// Colours are those of JupyterLab or VS Code in their pages, and elsewhere ones
// that can be read on white and on black. An arrow and a wavy line mark the
// mistake too.
const (
	red  = "var(--jp-error-color1,var(--vscode-errorForeground,#d9534f))"
	mono = "font-family:var(--jp-code-font-family,var(--vscode-editor-font-family,monospace));font-size:var(--jp-code-font-size,.93em)"
)

// keys is a copy of helpers/handlers.Keys, which this package could not import
// once it is in GoNB. It keeps the keys that are pressed on the fold from being
// commands of the notebook.
const keys = `const cell=this.closest('.jp-Cell');` +
	`if(event.key==='Escape'&&cell)cell.focus();` +
	`else if(event.ctrlKey||event.metaKey||event.altKey||event.shiftKey&&event.key==='Enter')return;` +
	`event.stopPropagation()`

// HTML returns the report as HTML: each mistake with its line, and what Go said
// folded below.
func (r *Report) HTML() string {
	var b strings.Builder
	fmt.Fprintf(&b, `<div lang="%s" style="max-width:52em;margin:.3em 0;padding:.1em 0 .1em .8em;border-left:4px solid %s">`, r.language, red)
	w := wordsOf(r.language)
	for _, it := range r.items {
		b.WriteString(`<p style="margin:.3em 0">`)
		if it.where != "" {
			fmt.Fprintf(&b, `<strong>%s</strong>`, html.EscapeString(w.heading(it.where)))
		}
		b.WriteString(prose(it.sentence))
		b.WriteString(html.EscapeString(it.from))
		b.WriteString("</p>")
		if len(it.excerpt) == 0 {
			continue
		}
		fmt.Fprintf(&b, `<div style="margin:.4em 0;padding:.3em .6em;background:rgba(128,128,128,.12);%s;line-height:1.5;white-space:pre-wrap;overflow-wrap:anywhere">`, mono)
		for _, row := range it.excerpt {
			text := html.EscapeString(row.text)
			mark, weight := "\u2003", ""
			if row.wrong {
				mark, weight = "▶", ";font-weight:bold"
				if row.to > row.from {
					text = html.EscapeString(row.text[:row.from]) +
						fmt.Sprintf(`<span style="text-decoration:underline wavy %s;text-underline-offset:.2em">%s</span>`, red, html.EscapeString(row.text[row.from:row.to])) +
						html.EscapeString(row.text[row.to:])
				}
			}
			fmt.Fprintf(&b, `<div style="padding-left:4.5em;text-indent:-4.5em;tab-size:4%s"><span style="display:inline-block;width:4.5em;text-indent:0;user-select:none">%s %d</span>%s</div>`, weight, mark, row.number, text)
		}
		b.WriteString("</div>")
	}
	if r.folded != "" {
		fmt.Fprintf(&b, `<details style="margin:.3em 0" onkeydown="%s"><summary style="cursor:pointer">%s</summary><pre lang="en" style="margin:.3em 0;%s;white-space:pre-wrap;overflow-wrap:anywhere">%s</pre></details>`,
			html.EscapeString(keys), html.EscapeString(r.title), mono, html.EscapeString(r.folded))
	}
	b.WriteString("</div>")
	return b.String()
}

// prose returns a sentence as HTML, with the text in backticks as code.
func prose(s string) string {
	var b strings.Builder
	for i, part := range strings.Split(s, "`") {
		part = strings.ReplaceAll(html.EscapeString(part), "\n", "<br>")
		if i%2 == 1 {
			fmt.Fprintf(&b, `<code style="white-space:pre-wrap;overflow-wrap:anywhere">%s</code>`, part)
		} else {
			b.WriteString(part)
		}
	}
	return b.String()
}

// Text returns the report as text, for places without HTML.
func (r *Report) Text() string {
	var b strings.Builder
	w := wordsOf(r.language)
	for _, it := range r.items {
		if it.where != "" {
			b.WriteString(w.heading(it.where))
		}
		b.WriteString(it.sentence)
		b.WriteString(it.from)
		b.WriteByte('\n')
		for _, row := range it.excerpt {
			mark := " "
			if row.wrong {
				mark = "▶"
			}
			fmt.Fprintf(&b, "%s %3d │ %s\n", mark, row.number, row.text)
			if row.to > row.from {
				fmt.Fprintf(&b, "      │ %s%s\n", blank(row.text[:row.from]), strings.Repeat("^", words.Width(row.text[row.from:row.to])))
			}
		}
	}
	if r.folded != "" {
		b.WriteString(r.title + "\n")
		for line := range strings.Lines(r.folded) {
			b.WriteString("    " + strings.TrimRight(line, "\n") + "\n")
		}
	}
	return b.String()
}

// blank returns spaces as wide as s.
func blank(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r == '\t' {
			b.WriteByte('\t')
		} else {
			b.WriteString(strings.Repeat(" ", words.Width(string(r))))
		}
	}
	return b.String()
}
