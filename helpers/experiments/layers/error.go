package layers

import (
	"golessons/helpers/internal/misuse"
	"golessons/internal/words"
)

// Error is the value that a call of this package panics with after a mistake, such as
// "layers: Merge: layer 1 is ReLU, and only linear layers merge into one".
type Error = misuse.Error

// mistake ends the call with a sentence.
func mistake(sentence words.Text, args ...any) {
	panic(&Error{Package: "layers", Problem: sentence.With(args...)})
}

// atLeast ends the call of a function if its argument is too small.
func atLeast(least int, function, argument string, got int) {
	misuse.AtLeast(least, "layers", function, argument, got)
}
