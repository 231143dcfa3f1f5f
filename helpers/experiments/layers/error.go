package layers

import "golessons/internal/words"

// Error is the value that a call of this package panics with after a mistake: one
// sentence, in the learner's language. In a cell the lessons' kernel shows it with
// the line of the cell; a program can recover it.
type Error struct {
	Problem string // for example "Merge: layer 1 is ReLU, and only linear layers merge into one"
}

// Error returns "layers: Problem".
func (e *Error) Error() string { return "layers: " + e.Problem }

// mistake ends the call with a sentence.
func mistake(sentence words.Text, args ...any) {
	panic(&Error{sentence.With(args...)})
}

// atLeast ends the call of a function if its argument is too small.
func atLeast(least int, function, argument string, got int) {
	if got < least {
		mistake(words.Text{"%s: %s = %d, want %d or more", "%s: %s = %d ですが、%d 以上にしてください。"}, function, argument, got, least)
	}
}
