package survival

import "golessons/internal/words"

// Error is the value that a call of this package panics with after a mistake: one
// sentence, in the learner's language. In a cell the lessons' kernel shows it with
// the line of the cell; a program can recover it.
type Error struct {
	Problem string // for example "Wilson: 17 of 16, want a count from 0 to 16"
}

// Error returns "survival: Problem".
func (e *Error) Error() string { return "survival: " + e.Problem }

// mistake ends the call with a sentence.
func mistake(sentence words.Text, args ...any) {
	panic(&Error{sentence.With(args...)})
}
