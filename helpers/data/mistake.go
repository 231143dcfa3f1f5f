package data

import (
	"fmt"

	"golessons/helpers/internal/lang"
)

// mistake ends the call with a sentence, in the learner's language: it panics
// with it, and in a cell the lessons' kernel shows it, with the line of the cell.
func mistake(ja, en string, args ...any) {
	panic("data: " + fmt.Sprintf(lang.T(ja, en), args...))
}
