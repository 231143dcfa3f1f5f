package helpers

import (
	"math"
	"strconv"

	"golessons/helpers/internal/number"
	"golessons/internal/words"
)

// Tensor returns a table of a tensor's values, with the zeros marked, such as those
// that ReLU or Dropout makes. A vector v is one row, [][]float64{v}.
func Tensor(title string, values [][]float64) *Table {
	t := NewTable(title)
	zeros, all := t.tensor(values)
	if all > 0 {
		t.Note = zerosNote(zeros, all)
	}
	return t
}

// BeforeAfter returns a table of a tensor before and after an operation, side by
// side, with the zeros marked. If the shapes differ, a sentence about it is shown
// instead.
func BeforeAfter(title string, before, after [][]float64) *Table {
	t := NewTable(title)
	if len(before) != len(after) {
		t.problem = words.Sprintf("The shapes differ: %s before, %d after.", words.Count(len(before), "row"), len(after))
		return t
	}
	for i := range before {
		if len(before[i]) != len(after[i]) {
			t.problem = words.Sprintf("The shapes differ: row %d has %s before, %d after.", i, words.Count(len(before[i]), "value"), len(after[i]))
			return t
		}
	}
	if len(before) == 1 {
		// Two short rows are easier to compare one below the other.
		t.tensor([][]float64{before[0], after[0]})
		if len(t.rows) == 2 {
			t.rows[0] = append([]cell{{text: words.T("before")}}, t.rows[0]...)
			t.rows[1] = append([]cell{{text: words.T("after")}}, t.rows[1]...)
		}
	} else {
		right := NewTable("")
		t.tensor(before)
		right.tensor(after)
		for i := range t.rows {
			t.rows[i] = append(append(t.rows[i], cell{text: "→"}), right.rows[i]...)
		}
	}
	zeros, all := 0, 0
	for _, row := range after {
		for _, v := range row {
			all++
			if v == 0 {
				zeros++
			}
		}
	}
	if all > 0 {
		t.Note = words.T("After: ") + zerosNote(zeros, all)
	}
	return t
}

func zerosNote(zeros, all int) string {
	return words.Sprintf("%s, %d of them 0 (%s%%).", words.Count(all, "value"), zeros, number.Short(100*float64(zeros)/float64(all)))
}

// tensor adds rows of values with the same number of decimal places, and returns
// how many are 0, and how many there are.
func (t *Table) tensor(values [][]float64) (zeros, all int) {
	decimals := decimals(values)
	for _, row := range values {
		if len(row) != len(values[0]) {
			t.problem = words.Sprintf("The rows have different lengths (%d and %d).", len(values[0]), len(row))
			return zeros, all
		}
		cells := make([]cell, len(row))
		for i, v := range row {
			all++
			cells[i] = cell{text: fixed(v, decimals), number: true}
			if v == 0 {
				zeros++
				cells[i] = cell{text: "0", number: true, zero: true}
			}
		}
		t.rows = append(t.rows, cells)
	}
	return zeros, all
}

// decimals returns how many decimal places a tensor needs, at most four.
func decimals(values [][]float64) int {
	need := 0
	for _, row := range values {
		for _, v := range row {
			for need < 4 && math.Abs(v) < 1e15 && math.Abs(v-number.RoundTo(v, need)) > 5e-7 {
				need++
			}
		}
	}
	return need
}

func fixed(v float64, places int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) || math.Abs(v) >= 1e7 || v != 0 && math.Abs(v) < 1e-4 {
		return number.Short(v)
	}
	return number.TrueMinus(strconv.FormatFloat(v, 'f', places, 64))
}
