package mlx

import "fmt"

// Error is every error of this package: where it happened and what is wrong,
// in one sentence.
//
// Source: the wording follows the compiler's habit of saying what it got and
// what it wants.
type Error struct {
	Where   string // the layer, function or file, for example "Dropout"
	Problem string // for example "p = 1.5, want 0 ≤ p ≤ 1"
	Err     error  // what led to it, for example context.Canceled; mostly nil
}

// Error returns "mlx: Where: Problem".
func (e *Error) Error() string { return "mlx: " + e.Where + ": " + e.Problem }

// Unwrap returns Err.
func (e *Error) Unwrap() error { return e.Err }

// errorf makes an *Error as an error. Shapes are written as [16, 2].
func errorf(where, format string, args ...any) error {
	for i, arg := range args {
		if shape, ok := arg.([]int); ok {
			args[i] = shapeText(shape)
		}
	}
	return &Error{Where: where, Problem: fmt.Sprintf(format, args...)}
}

// must ends the call that led to err. It panics with the error, so that tests
// and servers can recover it; in a cell the lessons' kernel shows the sentence,
// with the line of the cell.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// must1 is must for a call that also returns a value.
func must1[T any](value T, err error) T {
	must(err)
	return value
}
