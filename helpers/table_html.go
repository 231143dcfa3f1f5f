package helpers

import (
	"fmt"
	"html"
	"strings"
)

// Colours of lines and of the ground of cells. They are transparent, because no
// grey is right both on a light page and on a dark one.
const (
	lineColour = "rgba(128,128,128,.45)"
	dropColour = "rgba(128,128,128,.22)"
	bestColour = "rgba(0,158,115,.25)"
)

// HTML returns the table as HTML, without scripts, classes or outside styles, for
// light pages and dark ones. Text from the caller is escaped.
func (t *Table) HTML() string {
	var b strings.Builder
	if problem := t.empty(); problem != "" {
		fmt.Fprintf(&b, "<p>%s %s</p>", html.EscapeString(t.Title), html.EscapeString(problem))
		return b.String()
	}
	t = t.shown()
	b.WriteString(`<div style="overflow-x:auto"><table style="border-collapse:collapse;margin:.5em 0">`)
	if t.Title != "" {
		fmt.Fprintf(&b, `<caption style="caption-side:top;text-align:left;font-weight:bold;padding:.2em 0">%s</caption>`, html.EscapeString(t.Title))
	}
	columns := t.width()
	if len(t.columns) > 0 {
		b.WriteString("<thead><tr>")
		for i := range columns {
			heading, align := "", "left"
			if i < len(t.columns) {
				heading = t.columns[i]
			}
			if t.numeric(i) {
				align = "right;white-space:nowrap"
			}
			fmt.Fprintf(&b, `<th scope="col" style="padding:.25em .8em;border-bottom:2px solid %s;text-align:%s">%s</th>`, lineColour, align, html.EscapeString(heading))
		}
		b.WriteString("</tr></thead>")
	}
	b.WriteString("<tbody>")
	for _, row := range t.rows {
		b.WriteString("<tr>")
		for i := range columns {
			var c cell
			if i < len(row) {
				c = row[i]
			}
			style := "padding:.25em .8em;border-bottom:1px solid " + lineColour + ";text-align:left"
			if c.number {
				style = strings.TrimSuffix(style, "left") + "right;white-space:nowrap;font-variant-numeric:tabular-nums"
			}
			text := html.EscapeString(c.text)
			switch {
			case c.zero:
				style += ";background:" + dropColour + ";opacity:.8"
			case c.best:
				style += ";background:" + bestColour + ";font-weight:bold"
				text = "★ " + text
			}
			fmt.Fprintf(&b, `<td style="%s">%s</td>`, style, text)
		}
		b.WriteString("</tr>")
	}
	b.WriteString("</tbody></table></div>")
	if t.Note != "" {
		fmt.Fprintf(&b, `<p style="margin:.2em 0 .6em;opacity:.75">%s</p>`, html.EscapeString(t.Note))
	}
	return b.String()
}
