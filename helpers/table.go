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

// Table is a table that is shown as HTML in a notebook and as aligned text
// elsewhere. Make one with [NewTable], [Tensor], [BeforeAfter] or [Results].
type Table struct {
	// Title stands above the table; "" leaves it out.
	Title string
	// Note stands below the table; "" leaves it out.
	Note string

	columns []string
	formats []string
	rows    [][]cell
	problem string // a sentence to be shown instead of the table
}

// cell is one value and how it is shown.
type cell struct {
	text   string
	number bool // aligned to the right
	zero   bool // grey; (0) in text
	best   bool // marked ★
}

// NewTable returns an empty table with a title, which may be "", and the headings
// of its columns.
func NewTable(title string, columns ...string) *Table {
	return &Table{Title: title, columns: columns}
}

// Format sets the format of the numbers in each column, a verb of package fmt such
// as "%.2f", "%+.3f", "%.1e" or "%.0f%%", and returns the table. With "" a column
// is written as [Table.Row] says. The last format is also that of all columns
// after it. Only rows that are added later are written so, and only numbers.
//
//	helpers.NewTable("", "λ", "training", "validation").Format("", "%.3f").Row(0.01, 0.4517, 0.48)
//
// With a format that is not one verb for a number, a sentence is shown instead of
// the table.
func (t *Table) Format(formats ...string) *Table {
	t.formats = formats
	return t
}

// Row adds a row and returns the table. Numbers have four significant digits, or
// the format that [Table.Format] sets; everything else is as fmt.Sprint writes it,
// up to 400 letters. Numbers are aligned to the right, and so is text that is a
// number, such as "0.30", "2.0 ± 0.1" or "12%".
//
// A slice of numbers or strings gives a cell for each element, as in
// Row("mean", means) for a []float64. A row may have fewer or more cells than
// there are headings.
func (t *Table) Row(values ...any) *Table {
	var row []cell
	for _, value := range flat(values) {
		row = append(row, t.cell(len(row), value))
	}
	t.rows = append(t.rows, row)
	return t
}

// Star marks a cell as the best of its column with ★, as [Results] marks a mean, and
// returns the table. The first row and the first column have the number 0. A cell that
// the table does not have is not marked.
func (t *Table) Star(row, column int) *Table {
	if row >= 0 && row < len(t.rows) && column >= 0 && column < len(t.rows[row]) {
		t.rows[row][column].best = true
	}
	return t
}

// flat returns the values with the elements of slices instead of the slices.
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
				all = append(all, value) // it may contain itself
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

// cell returns a cell with a value in the format of its column.
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
		return cell{text: number.TrueMinus(strings.TrimSpace(text)), number: true}
	}
	return cellOf(value)
}

// numberOf returns a number as a float64; whole is set for an integer type, ok for
// a number.
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

// cellOf returns a cell with a value, for a column without a format.
func cellOf(value any) cell {
	switch v := value.(type) {
	case float64:
		return cell{text: number.Short(v), number: true}
	case float32:
		return cell{text: number.Short(float64(v)), number: true}
	case int, int8, int16, int32, int64, uint, uint8, uint16, uint32, uint64:
		return cell{text: number.TrueMinus(fmt.Sprint(v)), number: true}
	}
	text := spell.Text(value)
	return cell{text: text, number: isNumber(text)}
}

// isNumber reports whether text is a number, perhaps with a sign, an exponent, a
// spread or a per cent sign.
func isNumber(text string) bool {
	return strings.ContainsAny(text, "0123456789") && strings.Trim(text, "0123456789 .,+-−±×e%()") == "" &&
		!strings.HasPrefix(text, "e")
}

// Show shows the table in the notebook; elsewhere it prints it as text.
func (t *Table) Show() {
	display.Show(display.Output{HTML: t.HTML(), Text: strings.TrimSuffix(t.String(), "\n")})
}

// A table with more rows or columns than these is shown without those in the
// middle.
const (
	mostRows    = 24
	mostColumns = 16
)

// shown returns the table without the rows and columns that are too many.
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

// shorten returns a row of a table that has all columns in total. If those are
// too many, gap stands in the place of the middle ones.
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

// width returns the number of columns.
func (t *Table) width() int {
	n := len(t.columns)
	for _, row := range t.rows {
		n = max(n, len(row))
	}
	return n
}

// empty returns a sentence to be shown instead of the table; "" for none.
func (t *Table) empty() string {
	switch {
	case t.problem != "":
		return t.problem
	case len(t.rows) == 0:
		return words.T("The table has no rows.")
	}
	return ""
}

// numeric reports whether all cells of a column are numbers.
func (t *Table) numeric(column int) bool {
	for _, row := range t.rows {
		if column < len(row) && !row[column].number {
			return false
		}
	}
	return true
}
