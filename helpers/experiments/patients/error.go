package patients

import (
	"golessons/helpers/internal/misuse"
	"golessons/internal/words"
)

// Error is the value that a call of this package panics with after a mistake, such as
// "patients: Team: seed 15 is of no team, want one that ends in 0 to 4".
type Error = misuse.Error

// mistake ends the call with a sentence.
func mistake(sentence words.Text, args ...any) {
	panic(&Error{Package: "patients", Problem: sentence.With(args...)})
}
