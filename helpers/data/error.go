package data

import "golessons/internal/words"

// Error is the value that a call of this package panics with after a mistake:
// one sentence, in the learner's language. In a cell the lessons' kernel shows
// it with the line of the cell; a program can recover it.
type Error struct {
	Problem string // for example "Split: share = 1.5, want more than 0 and less than 1"
}

// Error returns "data: Problem".
func (e *Error) Error() string { return "data: " + e.Problem }

// mistake ends the call with a sentence.
func mistake(sentence string, args ...any) {
	panic(&Error{words.Sprintf(sentence, args...)})
}
