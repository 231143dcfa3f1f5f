package data

import (
	"golessons/internal/words"
)

// mistake ends the call with a sentence, in the learner's language: it panics
// with it, and in a cell the lessons' kernel shows it, with the line of the cell.
func mistake(sentence string, args ...any) {
	panic("data: " + words.Sprintf(sentence, args...))
}
