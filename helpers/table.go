package helpers

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"

	"golessons/helpers/internal/display"
	"golessons/helpers/internal/number"
	"golessons/helpers/internal/spell"
	"golessons/internal/words"
)

// Table is rows and columns to show: as HTML in a notebook, as aligned text
// elsewhere. Make one with [NewTable], [Tensor], [BeforeAfter] or [Results].
type Table struct {
	// Title stands above the table; "" leaves it out.
	Title string
	// Note stands below the table; "" leaves it out.
	Note string

	columns []string
	formats []string
	rows    [][]cell
	problem string // said instead of the table
}

// cell is one value with what is to be seen of it.
type cell struct {
	text   string
	number bool // set to the right
	zero   bool // a dropped unit: greyed, (0) in text
	best   bool // marked ★
}

// NewTable starts a table with a title, or "", and the headings of its columns.
func NewTable(title string, columns ...string) *Table {
	return &Table{Title: title, columns: columns}
}

// Format says how to write the numbers in each column, with the verbs of package
// fmt, and returns the table: "%.2f", "%+.3f", "%.1e", "%.0f%%". With "" a column
// is written as [Table.Row] says. The last format holds for all columns after it
// too. It is for the rows that follow; text stays as it is.
//
//	helpers.NewTable("", "λ", "training", "validation").Format("", "%.3f").Row(0.01, 0.4517, 0.48)
//
// A format that is not one verb for a number puts a sentence in place of the
// table.
func (t *Table) Format(formats ...string) *Table {
	t.formats = formats
	return t
}

// Row adds a row and returns the table. Numbers are shown with four significant
// digits, or as [Table.Format] says; everything else as fmt.Sprint writes it, to
// 400 letters. Numbers stand to the right, and so does text that is one: "0.30",
// "2.0 ± 0.1", "12%".
//
// A slice of numbers or strings fills a cell with each of its elements:
// Row("mean", means) for a []float64. A row may be shorter or longer than the
// headings.
func (t *Table) Row(values ...any) *Table {
	var row []cell
	for _, value := range flat(values) {
		row = append(row, t.cell(len(row), value))
	}
	t.rows = append(t.rows, row)
	return t
}

// flat returns the values with the elements of slices in the place of the slices.
func flat(values []any) []any {
	var all []any
	for _, value := range values {
		switch v := value.(type) {
		case []float64:
			all = appendAll(all, v)
		case []float32:
			all = appendAll(all, v)
		case []int:
			all = appendAll(all, v)
		case []string:
			all = appendAll(all, v)
		case []any:
			if spell.Endless(reflect.ValueOf(v), 100, nil) {
				all = append(all, value) // it may hold itself
			} else {
				all = append(all, flat(v)...)
			}
		default:
			all = append(all, value)
		}
	}
	return all
}

func appendAll[T any](all []any, values []T) []any {
	for _, v := range values {
		all = append(all, v)
	}
	return all
}

// cell returns a value as a cell of a column, in the column's format.
func (t *Table) cell(column int, value any) cell {
	format := ""
	if n := len(t.formats); n > 0 {
		format = t.formats[min(column, n-1)]
	}
	if v, whole, ok := numberOf(value); ok && format != "" && !math.IsNaN(v) && !math.IsInf(v, 0) {
		text := fmt.Sprintf(format, v)
		if strings.Contains(text, "%!") && whole {
			text = fmt.Sprintf(format, value) // %d
		}
		if strings.Contains(text, "%!") {
			t.problem = words.Sprintf("The format %q does not fit the number %v: want one verb for a number, such as %%.2f.", format, value)
		}
		return cell{text: number.Minus(strings.TrimSpace(text)), number: true}
	}
	return cellOf(value)
}

// numberOf returns a number as a float64, and whether it is a whole number's type.
func numberOf(value any) (n float64, whole, ok bool) {
	v := reflect.ValueOf(value)
	switch {
	case !v.IsValid() || v.Type().PkgPath() != "": // a type of its own writes itself
		return 0, false, false
	case v.CanFloat():
		return v.Float(), false, true
	case v.CanInt():
		return float64(v.Int()), true, true
	case v.CanUint():
		return float64(v.Uint()), true, true
	}
	return 0, false, false
}

func cellOf(value any) cell {
	switch v := value.(type) {
	case float64:
		return cell{text: number.Short(v), number: true}
	case float32:
		return cell{text: number.Short(float64(v)), number: true}
	case int, int8, int16, int32, int64, uint, uint8, uint16, uint32, uint64:
		return cell{text: number.Minus(fmt.Sprint(v)), number: true}
	}
	text := spell.Text(value)
	return cell{text: text, number: isNumber(text)}
}

// isNumber tells whether text is a number that somebody has formatted, with a
// sign, an exponent, a spread or a per cent sign.
func isNumber(text string) bool {
	return strings.ContainsAny(text, "0123456789") && strings.Trim(text, "0123456789 .,+-−±×e%()") == "" &&
		!strings.HasPrefix(text, "e")
}

// Show puts the table into the notebook; elsewhere it prints the text form.
func (t *Table) Show() {
	display.Show(display.Output{HTML: t.HTML(), Text: strings.TrimSuffix(t.String(), "\n")})
}

// Of a table with more rows or columns than these the first ones and the last
// are shown, with … between them.
const (
	mostRows    = 24
	mostColumns = 16
)

// shown is the table with what is too much of it left out.
func (t *Table) shown() *Table {
	s := *t
	if len(t.rows) > mostRows || t.width() > mostColumns {
		s.Note = strings.TrimSpace(s.Note + words.Sprintf(" A part of %s and %s.", words.Count(len(t.rows), "row"), words.Count(t.width(), "column")))
	}
	if len(s.rows) > mostRows {
		gap := make([]cell, t.width())
		for i := range gap {
			gap[i] = cell{text: "⋮", number: true}
		}
		s.rows = slices.Concat(s.rows[:mostRows-2], [][]cell{gap}, s.rows[len(s.rows)-1:])
	}
	if all := t.width(); all > mostColumns {
		s.columns = shorten(s.columns, "…", all)
		rows := make([][]cell, len(s.rows))
		for i, row := range s.rows {
			rows[i] = shorten(row, cell{text: "…", number: true}, all)
		}
		s.rows = rows
	}
	return &s
}

// shorten cuts a row of a table that is all wide to mostColumns; a row that
// ends before the cut stays as it is.
func shorten[T any](row []T, gap T, all int) []T {
	if len(row) < mostColumns-1 {
		return row
	}
	out := append(slices.Clone(row[:mostColumns-2]), gap)
	if len(row) == all {
		out = append(out, row[all-1])
	}
	return out
}

func (t *Table) width() int {
	n := len(t.columns)
	for _, row := range t.rows {
		n = max(n, len(row))
	}
	return n
}

// empty says what is wrong with the table, or that nothing is in it.
func (t *Table) empty() string {
	switch {
	case t.problem != "":
		return t.problem
	case len(t.rows) == 0:
		return words.T("The table has no rows.")
	}
	return ""
}

// numeric tells whether every cell of a column is a number.
func (t *Table) numeric(column int) bool {
	for _, row := range t.rows {
		if column < len(row) && !row[column].number {
			return false
		}
	}
	return true
}
