package helpers

import (
	"strings"

	"golessons/internal/words"
)

// String returns the table as text with aligned columns, also if it has letters
// that are two columns wide. Every line ends with a newline.
func (t *Table) String() string {
	var b strings.Builder
	if t.Title != "" {
		b.WriteString(t.Title + "\n")
	}
	if problem := t.empty(); problem != "" {
		b.WriteString(problem + "\n")
		return b.String()
	}
	t = t.shown()
	columns := t.width()
	widths := make([]int, columns)
	for i, heading := range t.columns {
		widths[i] = words.Width(heading)
	}
	for _, row := range t.rows {
		for i, c := range row {
			widths[i] = max(widths[i], words.Width(c.plain()))
		}
	}
	line := func(texts []string, right []bool) {
		var l strings.Builder
		for i := range columns {
			if i > 0 {
				l.WriteString("  ")
			}
			l.WriteString(pad(texts[i], widths[i], right[i]))
		}
		b.WriteString(strings.TrimRight(l.String(), " ") + "\n")
	}
	if len(t.columns) > 0 {
		texts, right := make([]string, columns), make([]bool, columns)
		copy(texts, t.columns)
		for i := range columns {
			right[i] = t.numeric(i)
		}
		line(texts, right)
		for i := range columns {
			texts[i] = strings.Repeat("─", widths[i])
		}
		line(texts, right)
	}
	for _, row := range t.rows {
		texts, right := make([]string, columns), make([]bool, columns)
		for i, c := range row {
			texts[i], right[i] = c.plain(), c.number
		}
		line(texts, right)
	}
	if t.Note != "" {
		b.WriteString(t.Note + "\n")
	}
	return b.String()
}

// plain returns the cell as text.
func (c cell) plain() string {
	switch {
	case c.zero:
		return "(0)"
	case c.best:
		return "★ " + c.text
	}
	return c.text
}

// pad returns s with spaces to the given number of columns; if right is set they
// come first.
func pad(s string, columns int, right bool) string {
	fill := strings.Repeat(" ", max(0, columns-words.Width(s)))
	if right {
		return fill + s
	}
	return s + fill
}
