package experiments

import (
	"golessons/internal/words"
)

// Error is the value that a call of this package panics with after a mistake: one
// sentence, in the learner's language. In a cell the lessons' kernel shows it with the
// line of the cell; a program can recover it.
type Error struct {
	Problem string // for example "there is no method “p = 0.3”, there are: p = 0.2, p = 0.5"
}

// Error returns "experiments: Problem".
func (e *Error) Error() string { return "experiments: " + e.Problem }

// mistake ends the call with a sentence.
func mistake(sentence words.Text, args ...any) {
	panic(&Error{sentence.With(args...)})
}
