package patients

import "golessons/internal/words"

// Error is the value that a call of this package panics with after a mistake: one
// sentence, in the learner's language. In a cell the lessons' kernel shows it with
// the line of the cell; a program can recover it.
type Error struct {
	Problem string // for example "Team: seed 15 is of no team, want one that ends in 0 to 4"
}

// Error returns "patients: Problem".
func (e *Error) Error() string { return "patients: " + e.Problem }

// mistake ends the call with a sentence.
func mistake(sentence words.Text, args ...any) {
	panic(&Error{sentence.With(args...)})
}
