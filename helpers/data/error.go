package data

import (
	"golessons/helpers/internal/misuse"
	"golessons/internal/words"
)

// Error is the value that a call of this package panics with after a mistake, such as
// "data: Split: share = 1.5, want more than 0 and less than 1".
type Error = misuse.Error

// mistake ends the call with a sentence.
func mistake(sentence string, args ...any) {
	panic(&Error{Package: "data", Problem: words.Sprintf(sentence, args...)})
}
