package helpers

import (
	"strings"
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
		widths[i] = width(heading)
	}
	for _, row := range t.rows {
		for i, c := range row {
			widths[i] = max(widths[i], width(c.plain()))
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

// width returns the number of columns that s takes in a terminal: two for each
// East Asian wide letter, none for combining marks.
func width(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case r >= 0x300 && r <= 0x36F:
		case r >= 0x1100 && r <= 0x115F, r >= 0x2E80 && r <= 0xA4CF, r >= 0xAC00 && r <= 0xD7A3,
			r >= 0xF900 && r <= 0xFAFF, r >= 0xFE30 && r <= 0xFE6F, r >= 0xFF01 && r <= 0xFF60,
			r >= 0xFFE0 && r <= 0xFFE6, r >= 0x20000 && r <= 0x3FFFD:
			n += 2
		default:
			n++
		}
	}
	return n
}

// pad returns s with spaces to the given number of columns; if right is set they
// come first.
func pad(s string, columns int, right bool) string {
	fill := strings.Repeat(" ", max(0, columns-width(s)))
	if right {
		return fill + s
	}
	return s + fill
}
