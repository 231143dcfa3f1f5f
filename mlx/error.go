package mlx

import "fmt"

// Error is the error of every function in this package. It says in one sentence
// where it happened and what is wrong.
//
// Source: the wording follows the Go compiler, which says what it got and what it
// wants.
type Error struct {
	Where   string // the layer, function or file, for example "Dropout"
	Problem string // for example "p = 1.5, want 0 ≤ p ≤ 1"
	Err     error  // the cause, for example context.Canceled; mostly nil
}

// Error returns "mlx: Where: Problem".
func (e *Error) Error() string { return "mlx: " + e.Where + ": " + e.Problem }

// Unwrap returns Err.
func (e *Error) Unwrap() error { return e.Err }

// errorf returns an *Error. Among its arguments, shapes are written as [16, 2].
func errorf(where, format string, args ...any) error {
	for i, arg := range args {
		if shape, ok := arg.([]int); ok {
			args[i] = shapeText(shape)
		}
	}
	return &Error{Where: where, Problem: fmt.Sprintf(format, args...)}
}

// must panics with err unless it is nil. Tests and servers can recover it; in a cell
// the lessons' kernel shows the sentence, with the line of the cell.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// must1 returns value; it panics with err unless that is nil.
func must1[T any](value T, err error) T {
	must(err)
	return value
}
