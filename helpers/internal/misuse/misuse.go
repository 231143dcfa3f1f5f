// Package misuse says in a sentence what is wrong with a call. The packages that
// lessons call have their Error from here.
package misuse

import "golessons/internal/words"

// Error is the value that a call panics with after a mistake: one sentence, in the
// learner's language. In a cell the lessons' kernel shows it with the line of the
// cell; a program can recover it.
type Error struct {
	Package string // of the function that was called, such as "line"
	Problem string // for example "Loss: 3 values of x and 2 of y, want as many of both"
}

// Error returns "Package: Problem".
func (e *Error) Error() string { return e.Package + ": " + e.Problem }

// AtLeast ends the call of a function if its argument is too small.
func AtLeast(least int, pkg, function, argument string, got int) {
	if got < least {
		problem := words.Text{"%s: %s = %d, want %d or more", "%s: %s = %d ですが、%d 以上にしてください。"}
		panic(&Error{pkg, problem.With(function, argument, got, least)})
	}
}
