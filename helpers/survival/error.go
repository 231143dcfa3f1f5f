package survival

import (
	"golessons/helpers/internal/misuse"
	"golessons/internal/words"
)

// Error is the value that a call of this package panics with after a mistake, such as
// "survival: Wilson: 17 of 16, want a count from 0 to 16".
type Error = misuse.Error

// mistake ends the call with a sentence.
func mistake(sentence words.Text, args ...any) {
	panic(&Error{Package: "survival", Problem: sentence.With(args...)})
}
