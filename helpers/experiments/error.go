package experiments

import (
	"golessons/helpers/internal/misuse"
	"golessons/internal/words"
)

// Error is the value that a call of this package panics with after a mistake, such as
// "experiments: there is no method “p = 0.3”, there are: p = 0.2, p = 0.5".
type Error = misuse.Error

// mistake ends the call with a sentence.
func mistake(sentence words.Text, args ...any) {
	panic(&Error{Package: "experiments", Problem: sentence.With(args...)})
}
